#if Pages
    import Reports

    /// Something set and measured, that goes onto a page as it is or in parts. Points.
    struct Piece: Sendable {
        var content: Content
        /// From the left of the room that it was set for.
        var x = 0.0
        /// Is not the last on a page if more follows.
        var keepsWithNext = false
        var anchor: Layout.Anchor?
        /// Rules down its left side, from the left of its room.
        var bars: [Double] = []

        enum Content: Sendable {
            case text(TextPiece)
            case row(RowPiece)
            case drawing(DrawingPiece)
            case space(Double)
            /// A line across.
            case rule(width: Double, weight: Double, grey: Double)
        }

        init(_ content: Content) { self.content = content }

        static func space(_ height: Double) -> Piece { Piece(.space(height)) }

        var isSpace: Bool { if case .space = content { true } else { false } }

        var height: Double {
            switch content {
            case .text(let text): text.height
            case .row(let row): row.height
            case .drawing(let drawing): drawing.height
            case .space(let height): height
            case .rule(_, let weight, _): weight
            }
        }

        /// How high the least part of it is that may stand at the foot of a page.
        var leastHeight: Double {
            switch content {
            case .text(let text): text.leastHeight
            case .row(let row): row.leastHeight
            default: height
            }
        }

        /// What stands above it at the top of a page.
        var titles: [Piece] { if case .row(let row) = content { row.titles } else { [] } }

        /// What goes into `room`, and the rest. At the top of a page, where there is no more room to be had,
        /// `isForced` puts at least something there.
        func split(_ room: Double, isForced: Bool) -> (first: Piece?, rest: Piece?) {
            if height <= room + 0.01 { return (self, nil) }
            switch content {
            case .text(let text):
                guard let (first, rest) = text.split(room, isForced: isForced) else { return (nil, self) }
                return (with(.text(first)), rest.map { with(.text($0)).continued })
            case .row(let row):
                guard let (first, rest) = row.split(room, isForced: isForced) else { return (nil, self) }
                return (with(.row(first)), rest.map { with(.row($0)).continued })
            case .space: return (nil, nil)
            case .drawing, .rule: return isForced ? (self, nil) : (nil, self)
            }
        }

        private func with(_ content: Content) -> Piece {
            var piece = self
            piece.content = content
            return piece
        }

        private var continued: Piece {
            var piece = self
            piece.anchor = nil
            return piece
        }
    }

    /// Lines of one paragraph.
    struct TextPiece {
        let box: TextBox
        var lines: ArraySlice<TextLine>
        var mark: Mark?
        /// The room's width, where lines end at its right side.
        var endsAt: Double?
        /// The number of a page is put beside its first line, at the room's right side.
        var pageOf: (anchor: Layout.Anchor, endsAt: Double)?

        /// Stands before the first line.
        enum Mark { case filled, open }

        var height: Double { lines.reduce(0) { $0 + $1.height } }

        /// Two lines, or all three: no paragraph leaves a single line behind or takes one along.
        var leastHeight: Double { (lines.count <= 3 ? lines : lines.prefix(2)).reduce(0) { $0 + $1.height } }

        func split(_ room: Double, isForced: Bool) -> (TextPiece, TextPiece?)? {
            var count = 0
            var height = 0.0
            for line in lines {
                guard height + line.height <= room + 0.01 else { break }
                height += line.height
                count += 1
            }
            if count == lines.count { return (self, nil) }
            if lines.count - count < 2 { count -= 1 }
            if count < 2 || lines.count <= 3 {
                guard isForced else { return nil }
                count = max(1, count)
            }
            var (first, rest) = (self, self)
            first.lines = lines.prefix(count)
            rest.lines = lines.dropFirst(count)
            rest.mark = nil
            return (first, rest.lines.isEmpty ? nil : rest)
        }
    }

    /// What a paragraph's lines have in common. Unchecked: its links are made by the thread that fills the pages.
    final class TextBox: @unchecked Sendable {
        let spans: [Span]
        /// Nil: not part of what is read, such as a number that is repeated on the next page.
        let element: Element?
        /// By span.
        var links: [Int: Element] = [:]

        init(_ spans: [Span], _ element: Element?) {
            self.spans = spans
            self.element = element
        }
    }

    /// Cells side by side.
    struct RowPiece {
        var cells: [Cell]
        var padTop = 0.0
        var padBottom = 0.0
        /// A line above it.
        var rule: (weight: Double, grey: Double)?
        var width: Double
        /// A row up to this height stays whole.
        var wholeUpTo = 0.0
        /// What stands in the first cell where the row goes on.
        var repeated: [Piece] = []
        /// Its table's titles, which stand again at the top of each page that the row begins or goes on over.
        var titles: [Piece] = []
        /// Its cells' elements: an empty cell is one too.
        var elements: [Element] = []
        /// The entry that it shows.
        var entry: Int?

        struct Cell {
            var x: Double
            var width: Double
            var pieces: [Piece]
        }

        var height: Double { padTop + padBottom + (cells.map { $0.pieces.height }.max() ?? 0) }

        var leastHeight: Double {
            let height = height
            if height <= wholeUpTo { return height }
            return padTop + padBottom + (cells.map { $0.pieces.first?.leastHeight ?? 0 }.max() ?? 0)
        }

        func split(_ room: Double, isForced: Bool) -> (RowPiece, RowPiece?)? {
            guard isForced || height > wholeUpTo else { return nil }
            var (first, rest) = (self, self)
            var isProgress = false
            for index in cells.indices {
                let (fits, left) = cells[index].pieces.split(room - padTop - padBottom, isForced: isForced)
                first.cells[index].pieces = fits
                rest.cells[index].pieces = left
                if !cells[index].pieces.isEmpty, fits.isEmpty { return isForced ? (self, nil) : nil }
                if !fits.isEmpty { isProgress = true }
            }
            guard isProgress else { return nil }
            if rest.cells.allSatisfy({ $0.pieces.isEmpty }) { return (self, nil) }
            if rest.cells[0].pieces.isEmpty { rest.cells[0].pieces = repeated }
            return (first, rest)
        }
    }

    /// A picture, drawn or taken, and what is said to those who do not see it.
    struct DrawingPiece {
        var width: Double
        var height: Double
        var element: Element
        var content: Content

        enum Content {
            case drawing(Drawing, scale: Double, labels: [Label])
            case code(QRCode)
            case picture(ShownPicture, hash: String)
        }

        /// A text of a drawing, set.
        struct Label {
            var line: TextLine
            var span: Span
            var x: Double
            /// Of its baseline.
            var y: Double
        }
    }

    extension [Piece] {
        var height: Double { reduce(0) { $0 + $1.height } }

        /// What goes into `room`, and the rest.
        func split(_ room: Double, isForced: Bool) -> (first: [Piece], rest: [Piece]) {
            var first: [Piece] = []
            var left = room
            for index in indices {
                let piece = self[index]
                let (fits, rest) = piece.split(left, isForced: isForced && first.isEmpty)
                if let fits {
                    first.append(fits)
                    left -= fits.height
                }
                guard fits == nil || rest != nil else { continue }
                if rest == nil, piece.isSpace { continue }
                var after = Array(self[(index + 1)...])
                if let rest { after.insert(rest, at: 0) }
                // What belongs to the next goes with it.
                if fits == nil {
                    while first.count > 1, let last = first.last, last.keepsWithNext || last.isSpace {
                        if !last.isSpace { after.insert(last, at: 0) }
                        first.removeLast()
                    }
                    if first.count == 1, first[0].keepsWithNext, !isForced { return ([], self) }
                }
                return (first, after)
            }
            return (first, [])
        }
    }
#endif
