/// A layout as one HTML file: no script, nothing from outside, fit for print and for a phone.
package enum HTMLReport {
    /// Hands the bytes to `write` in pieces of some tens of kilobytes; the same layout gives the same
    /// bytes. Memory beyond the layout itself stays at one piece and the largest row.
    package static func write(_ layout: Layout, to write: ([UInt8]) throws -> Void) rethrows {
        try withoutActuallyEscaping(write) { write in
            var page = HTMLPage(write)
            try page.page(layout)
        }
    }

    package static func write(
        _ report: Report, _ parts: LayoutParts = LayoutParts(), to write: ([UInt8]) throws -> Void
    ) rethrows {
        try self.write(Layout(report, parts), to: write)
    }

    package static func bytes(_ layout: Layout) -> [UInt8] {
        var all: [UInt8] = []
        write(layout) { all += $0 }
        return all
    }

    package static func bytes(_ report: Report, _ parts: LayoutParts = LayoutParts()) -> [UInt8] {
        bytes(Layout(report, parts))
    }
}

/// One page of HTML in the making.
struct HTMLPage {
    var out = HTMLText()
    private let write: ([UInt8]) throws -> Void
    private static let pieceSize = 1 << 16

    init(_ write: @escaping ([UInt8]) throws -> Void) { self.write = write }

    /// Hands over what was written if it is more than a piece.
    mutating func drain(over limit: Int = pieceSize) throws {
        if out.bytes.count > limit { try write(out.drain()) }
    }

    mutating func page(_ layout: Layout) throws {
        head(layout)
        for section in layout.sections { try self.section(section) }
        out.markup("</main>\n</body>\n</html>\n")
        try drain(over: 0)
    }

    /// Head of the file. The window title is the same for every report and says nothing.
    private mutating func head(_ layout: Layout) {
        out.element("<!doctype html>\n<html lang=\"", layout.language, "\">\n")
        out.markup(
            """
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">

            """)
        out.element("<title>", layout.title, "</title>\n<style>\n")
        out.markup(StyleSheet.text)
        for percent in 1...99 {
            out.markup(".w")
            out.number(percent)
            out.markup("{width:")
            out.number(percent)
            out.markup("%}")
        }
        pageRule(layout)
        out.markup("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#")
        out.text(layout.words.skipTo.id)
        out.element("\">", layout.words.skip, "</a>\n<main>\n")
    }

    private mutating func pageRule(_ layout: Layout) {
        out.markup("\n@page { size: ")
        out.markup(layout.paper == .a4 ? "a4" : "letter")
        out.markup("; margin: 14mm 15mm 15mm;\n  @bottom-left { content: \"")
        let root = layout.words.root
        out.styleString(layout.reference.map { $0.prefix(60) + " · " + root } ?? root)
        out.markup("\"; font: 8pt system-ui, sans-serif; color: #444; }\n  @bottom-right { content:")
        var rest = layout.words.page[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            string(rest[..<open])
            out.markup(rest[open...close] == "{page}" ? " counter(page)" : " counter(pages)")
            rest = rest[rest.index(after: close)...]
        }
        string(rest)
        out.markup("; font: 8pt system-ui, sans-serif; color: #444; } }\n")
    }

    private mutating func string(_ text: Substring) {
        out.markup(" \"")
        out.styleString(String(text))
        out.markup("\"")
    }

    private mutating func section(_ section: Layout.Section) throws {
        guard let heading = section.heading else {
            out.element("<div class=\"cover\" id=\"", section.anchor.id, "\">\n")
            try blocks(section.blocks)
            out.markup("</div>\n")
            return
        }
        out.element("<section aria-labelledby=\"", section.anchor.id, "\">\n<h2 id=\"")
        out.text(section.anchor.id)
        out.markup(section.startsPage ? "\" class=\"page\">" : "\">")
        out.element("", heading, "</h2>\n")
        try blocks(section.blocks)
        out.markup("</section>\n")
        try drain()
    }

    mutating func blocks(_ blocks: [Block]) throws { for block in blocks { try self.block(block) } }
}
