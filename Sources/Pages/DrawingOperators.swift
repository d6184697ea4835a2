#if Pages
    import Reports

    extension Drawing {
        /// Its marks but the texts, as operators of a page whose y goes downwards.
        var operators: PDFText {
            var text = PDFText()
            for mark in marks { text.add(Self.operators(mark)) }
            return text
        }

        private static func operators(_ mark: Mark) -> PDFText {
            switch mark {
            case .line(let from, let to, let width, let ink, let isDashed):
                var text = PDFText("q ")
                text.add([width])
                text.add("w ")
                text.add([ink.grey])
                text.add(isDashed ? "G [2 2] 0 d " : "G ")
                text.add([from.x, from.y])
                text.add("m ")
                text.add([to.x, to.y])
                text.add("l S Q\n")
                return text
            case .rectangle(let x, let y, let width, let height, let fill):
                var path = PDFText()
                path.add([x, y, width, height])
                path.add("re ")
                return area(path, fill, box: (x, y, x + width, y + height))
            case .circle(let center, let radius, let fill):
                let box = (center.x - radius, center.y - radius, center.x + radius, center.y + radius)
                return area(circle(center, radius), fill, box: box)
            case .polygon(let points, let fill):
                guard let first = points.first else { return PDFText() }
                var path = PDFText()
                path.add([first.x, first.y])
                path.add("m ")
                for point in points.dropFirst() {
                    path.add([point.x, point.y])
                    path.add("l ")
                }
                path.add("h ")
                let (xs, ys) = (points.map(\.x), points.map(\.y))
                return area(
                    path, fill,
                    box: (xs.min() ?? 0, ys.min() ?? 0, xs.max() ?? 0, ys.max() ?? 0))
            case .text: return PDFText()
            }
        }

        private static func area(
            _ path: PDFText, _ fill: Fill, box: (left: Double, top: Double, right: Double, bottom: Double)
        ) -> PDFText {
            var text = PDFText("q ")
            switch fill {
            case .solid(let ink):
                text.add([ink.grey])
                text.add("g ")
                text.add(path)
                text.add("f ")
            case .open(let ink):
                text.add("0.5 w ")
                text.add([ink.grey])
                text.add("G ")
                text.add(path)
                text.add("S ")
            case .hatched(let ink):
                text.add(path)
                text.add("W n 0.5 w ")
                text.add([ink.grey])
                text.add("G ")
                // On lines that all areas share, so that neighbours' hatching meets.
                let first = ((box.left + box.top) / 4).rounded(.down)
                let last = ((box.right + box.bottom) / 4).rounded(.up)
                for number in stride(from: first, through: last, by: 1) {
                    let sum = number * 4
                    text.add([sum - box.bottom, box.bottom])
                    text.add("m ")
                    text.add([sum - box.top, box.top])
                    text.add("l ")
                }
                text.add("S ")
            }
            text.add("Q\n")
            return text
        }

        /// Four curves, each within a thousandth of a quarter of the circle.
        private static func circle(_ center: Point, _ radius: Double) -> PDFText {
            let reach = radius * 0.5523
            var path = PDFText()
            path.add([center.x + radius, center.y])
            path.add("m ")
            let quarters: [[(Double, Double)]] = [
                [(radius, reach), (reach, radius), (0, radius)],
                [(-reach, radius), (-radius, reach), (-radius, 0)],
                [(-radius, -reach), (-reach, -radius), (0, -radius)],
                [(reach, -radius), (radius, -reach), (radius, 0)],
            ]
            for quarter in quarters {
                for (x, y) in quarter { path.add([center.x + x, center.y + y]) }
                path.add("c ")
            }
            path.add("h ")
            return path
        }
    }

    extension QRCode {
        /// Its dark modules, one rectangle a run, with four light ones around; `y` is the top, in the page's own
        /// direction.
        func operators(x: Double, y: Double, side: Double) -> PDFText {
            let module = side / Double(size + 8)
            var text = PDFText("q 0 g ")
            text.add(decimals: module)
            text.add(" 0 0 ")
            text.add(decimals: -module)
            text.add(" ")
            text.add([x + 4 * module, y - 4 * module])
            text.add("cm\n")
            for row in 0..<size {
                var column = 0
                while column < size {
                    guard modules[row * size + column] else {
                        column += 1
                        continue
                    }
                    let start = column
                    while column < size, modules[row * size + column] { column += 1 }
                    text.add("\(start) \(row) \(column - start) 1 re ")
                }
            }
            text.add("f Q\n")
            return text
        }
    }
#endif
