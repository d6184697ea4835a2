#if Pages
    import Reports

    /// The sheet and its type area, in points.
    struct Sheet {
        let width: Double
        let height: Double
        static let side = 51.0
        static let top = 51.0
        /// Room for the foot of the page.
        static let bottom = 62.0
        /// The foot's baseline, from the sheet's lower edge.
        static let foot = 34.0

        init(_ paper: Layout.Paper) {
            (width, height) =
                switch paper {
                case .a4: (595.28, 841.89)
                case .letter: (612, 792)
                }
        }

        var textWidth: Double { width - 2 * Self.side }
        var textHeight: Double { height - Self.top - Self.bottom }
    }

    /// How a kind of paragraph is set.
    struct ParagraphStyle {
        var size: Double
        var isBold = false
        var isItalic = false
        var ink = Span.Ink.body
        var before = 0.0
        var after = 3.0
        var kind: String = "P"
        var keepsWithNext = false
        var mark: TextPiece.Mark?

        static let body = 9.5
        /// In tables.
        static let cell = 9.0
        static let small = 8.25
        /// The head number on one line of the cover.
        static let large = 12.0

        /// - Parameter size: Of the text around it.
        static func of(_ role: Paragraph.Role, _ size: Double) -> ParagraphStyle {
            switch role {
            case .body: ParagraphStyle(size: size)
            case .title: ParagraphStyle(size: 22, isBold: true, after: 4, kind: "H1", keepsWithNext: true)
            case .lead: ParagraphStyle(size: 11.5, after: 10)
            case .note: ParagraphStyle(size: small, ink: .soft)
            case .label: ParagraphStyle(size: small, ink: .soft, before: 1, after: 1, keepsWithNext: true)
            case .state: ParagraphStyle(size: size, isItalic: true, after: 2)
            case .breach: ParagraphStyle(size: size, isBold: true, before: 1, after: 2, mark: .filled)
            case .unclear: ParagraphStyle(size: size, before: 1, after: 2, mark: .open)
            }
        }

        static let section = ParagraphStyle(
            size: 14.5, isBold: true, before: 7, after: 7, kind: "H2", keepsWithNext: true)

        /// Below a section's heading; on the cover 2.
        static func heading(_ level: Int) -> ParagraphStyle {
            switch level {
            case 2: ParagraphStyle(size: 12, isBold: true, before: 10, after: 4, kind: "H2", keepsWithNext: true)
            case 3: ParagraphStyle(size: 11, isBold: true, before: 10, after: 3, kind: "H3", keepsWithNext: true)
            default: ParagraphStyle(size: 9.5, isBold: true, before: 7, after: 2, kind: "H4", keepsWithNext: true)
            }
        }
    }

    enum Grey {
        static let hairline = 0.75
        static let line = 0.07
    }
#endif
