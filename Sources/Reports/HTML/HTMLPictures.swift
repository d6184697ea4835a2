import Ledger

extension HTMLPage {
    mutating func figure(_ figure: Figure) throws {
        out.element("<figure>\n<figcaption><strong>", figure.title, "</strong> ")
        out.element("", figure.sentence, " <span class=\"small soft\">")
        out.element("", figure.note, "</span></figcaption>\n")
        svg(figure.drawing, label: figure.title + ". " + figure.sentence)
        out.markup("</figure>\n")
        if let table = figure.table { try block(.table(table)) }
    }

    /// Presentation attributes alone: no style, no script, nothing to fetch.
    private mutating func svg(_ drawing: Drawing, label: String) {
        out.markup("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ")
        out.length(drawing.width)
        out.markup(" ")
        out.length(drawing.height)
        out.element("\" aria-label=\"", label, "\">\n")
        for mark in drawing.marks { self.mark(mark) }
        out.markup("</svg>\n")
    }

    private mutating func mark(_ mark: Drawing.Mark) {
        switch mark {
        case .line(let from, let to, let width, let ink, let isDashed):
            out.markup("<path")
            attribute(" d=\"M", [from.x, from.y], "L")
            out.markup(" ")
            out.length(to.x)
            out.markup(" ")
            out.length(to.y)
            out.markup("\"")
            stroke(ink, width)
            if isDashed { out.markup(" stroke-dasharray=\"2 2\"") }
            out.markup("/>\n")
        case .rectangle(let x, let y, let width, let height, .hatched(let ink)):
            out.markup("<path d=\"")
            for line in Drawing.hatching(x: x, y: y, width: width, height: height) {
                attribute("M", [line.from.x, line.from.y], "L")
                out.markup(" ")
                out.length(line.to.x)
                out.markup(" ")
                out.length(line.to.y)
            }
            out.markup("\"")
            stroke(ink, 0.5)
            out.markup("/>\n")
        case .rectangle(let x, let y, let width, let height, let fill):
            out.markup("<rect")
            for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] { attribute(name, value) }
            self.fill(fill)
        case .circle(let center, let radius, let fill):
            out.markup("<circle")
            for (name, value) in [("cx", center.x), ("cy", center.y), ("r", radius)] { attribute(name, value) }
            self.fill(fill)
        case .polygon(let points, let fill):
            out.markup("<polygon points=\"")
            for (index, point) in points.enumerated() {
                if index > 0 { out.markup(" ") }
                out.length(point.x)
                out.markup(",")
                out.length(point.y)
            }
            out.markup("\"")
            self.fill(fill)
        case .text(let text, let at, let size, let align, let ink):
            out.markup("<text")
            for (name, value) in [("x", at.x), ("y", at.y), ("font-size", size)] { attribute(name, value) }
            switch align {
            case .start: break
            case .middle: out.markup(" text-anchor=\"middle\"")
            case .end: out.markup(" text-anchor=\"end\"")
            }
            out.markup(" fill=\"")
            grey(ink)
            out.element("\">", text, "</text>\n")
        }
    }

    private mutating func attribute(_ open: StaticString, _ values: [Double], _ close: StaticString) {
        out.markup(open)
        for (index, value) in values.enumerated() {
            if index > 0 { out.markup(" ") }
            out.length(value)
        }
        out.markup(close)
    }

    private mutating func attribute(_ name: String, _ value: Double) {
        out.element(" ", name, "=\"")
        out.length(value)
        out.markup("\"")
    }

    private mutating func fill(_ fill: Drawing.Fill) {
        switch fill {
        case .solid(let ink):
            out.markup(" fill=\"")
            grey(ink)
            out.markup("\"/>\n")
        case .open(let ink), .hatched(let ink):
            out.markup(" fill=\"none\"")
            stroke(ink, 0.75)
            out.markup("/>\n")
        }
    }

    private mutating func stroke(_ ink: Drawing.Ink, _ width: Double) {
        out.markup(" stroke=\"")
        grey(ink)
        out.markup("\" stroke-width=\"")
        out.length(width)
        out.markup("\"")
    }

    private mutating func grey(_ ink: Drawing.Ink) {
        let level = min(max(Int((ink.grey * 255).rounded()), 0), 255)
        let pair = (level < 16 ? "0" : "") + String(level, radix: 16)
        out.element("#", pair + pair + pair, "")
    }

    mutating func picture(_ picture: Picture) {
        guard let file = picture.bytes.flatMap({ try? PictureFile($0) }) else {
            return out.element("<p class=\"placeholder\">", picture.placeholder, "</p>\n")
        }
        out.markup("<figure class=\"picture\">\n<img alt=\"")
        out.text(picture.alternative.isEmpty ? picture.caption.map(\.text).joined() : picture.alternative)
        out.markup("\" width=\"")
        out.number(file.width)
        out.markup("\" height=\"")
        out.number(file.height)
        out.element("\" src=\"data:image/", file.format.rawValue, ";base64,")
        out.element("", Base64.encode(file.bytes), "\">\n<figcaption>")
        runs(picture.caption)
        out.markup("</figcaption>\n</figure>\n")
    }

    /// One path; a unit is a module, and four light ones stand around it.
    mutating func code(_ code: QRCode) {
        let side = code.size + 8
        out.markup(
            "<svg class=\"code\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" shape-rendering=\"crispEdges\" viewBox=\"0 0 "
        )
        out.number(side)
        out.markup(" ")
        out.number(side)
        out.element("\" aria-label=\"", code.label, "\">\n<path fill=\"#000\" d=\"")
        for y in 0..<code.size {
            var x = 0
            while x < code.size {
                let isDark = code.modules[y * code.size + x]
                var end = x
                while end < code.size, code.modules[y * code.size + end] == isDark { end += 1 }
                if isDark {
                    out.markup("M")
                    out.number(x + 4)
                    out.markup(" ")
                    out.number(y + 4)
                    out.markup("h")
                    out.number(end - x)
                    out.markup("v1h-")
                    out.number(end - x)
                    out.markup("z")
                }
                x = end
            }
        }
        out.markup("\"/>\n</svg>\n")
    }
}
