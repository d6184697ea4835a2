#if Pages
    import Reports

    extension Flow {
        /// A figure without its table.
        func figure(_ figure: Figure, width: Double, in element: Element) -> [Piece] {
            var pieces = text([Run(figure.title)], .heading(4), width: width, in: element)
            var sentence = text([Run(figure.sentence)], .of(.body, size), width: width, in: element)
            for index in sentence.indices { sentence[index].keepsWithNext = true }
            pieces += sentence
            let scale = min(1, width / max(1, figure.drawing.width))
            var drawing = Piece(
                .drawing(
                    DrawingPiece(
                        width: figure.drawing.width * scale, height: figure.drawing.height * scale,
                        element: Self.figureElement(figure.title + ". " + figure.sentence, in: element),
                        content: .drawing(figure.drawing, scale: scale, labels: labels(figure.drawing, scale)))))
            drawing.keepsWithNext = true
            pieces += [drawing, .space(3)]
            pieces += text([Run(figure.note)], .of(.note, size), width: width, in: element)
            return pieces + [.space(6)]
        }

        /// Alternate words, so that the picture is not passed over.
        static func figureElement(_ words: String, in parent: Element) -> Element {
            var entries = PDFText("/Alt ")
            entries.text(VisibleText.of(words))
            return Element("Figure", in: parent, entries)
        }

        private func labels(_ drawing: Drawing, _ scale: Double) -> [DrawingPiece.Label] {
            drawing.marks.compactMap { mark in
                guard case .text(let text, let at, let size, let align, let ink) = mark else { return nil }
                let span = Span(text, size: size * scale, ink: .grey(ink.grey))
                guard let line = typesetter.lines([span], width: nil).first else { return nil }
                let shift =
                    switch align {
                    case .start: 0.0
                    case .middle: line.width / 2
                    case .end: line.width
                    }
                return DrawingPiece.Label(line: line, span: span, x: at.x * scale - shift, y: at.y * scale)
            }
        }

        func code(_ code: QRCode, in parent: Element) -> [Piece] {
            // Four light modules around it, as ISO/IEC 18004 asks.
            let side = 0.9 * Double(code.size + 8)
            return [
                Piece(
                    .drawing(
                        DrawingPiece(
                            width: side, height: side, element: Self.figureElement(code.label, in: parent),
                            content: .code(code)))), .space(4),
            ]
        }

        func picture(_ picture: Picture, width: Double, in parent: Element) -> [Piece] {
            let element = Element("Div", in: parent)
            var caption = text(picture.caption, .of(.note, size), width: width, in: element)
            guard let bytes = picture.bytes, let shown = ShownPicture(bytes) else {
                var pieces = text([Run(picture.placeholder)], .of(.state, size), width: width - 9, in: element)
                for index in pieces.indices {
                    pieces[index].x += 9
                    pieces[index].bars.append(0.25)
                }
                return [.space(2)] + pieces + caption + [.space(4)]
            }
            // 96 pixels an inch, no larger than the room and than two thirds of a page.
            let scale = min(
                0.75, width / Double(shown.width), sheet.textHeight * 0.62 / Double(shown.height))
            let name = picture.caption.map(\.text).joined()
            var piece = Piece(
                .drawing(
                    DrawingPiece(
                        width: Double(shown.width) * scale, height: Double(shown.height) * scale,
                        element: Self.figureElement(name.isEmpty ? picture.placeholder : name, in: element),
                        content: .picture(shown, hash: picture.attachment.sha256))))
            piece.keepsWithNext = !caption.isEmpty
            if caption.isEmpty { caption = [.space(3)] }
            return [.space(2), piece, .space(3)] + caption + [.space(4)]
        }
    }
#endif
