extension HTMLPage {
    mutating func block(_ block: Block) throws {
        switch block {
        case .heading(let level, let runs, let anchor): heading(level, runs, anchor)
        case .paragraph(let paragraph): self.paragraph(paragraph)
        case .words(let text): out.element("<div class=\"words\" dir=\"auto\">", text, "</div>\n")
        case .list(let items, let isOrdered): list(items, isOrdered: isOrdered)
        case .contents(let titles): list(titles.map { [$0] }, isOrdered: false)
        case .pairs(let pairs):
            out.markup("<dl>\n")
            for pair in pairs {
                out.element("<dt>", pair.label, "</dt><dd>")
                try cell(pair.value)
                out.markup("</dd>\n")
            }
            out.markup("</dl>\n")
        case .columns(let columns):
            out.markup("<div class=\"columns\">\n")
            for column in columns {
                out.markup("<div>\n")
                try blocks(column)
                out.markup("</div>\n")
            }
            out.markup("</div>\n")
        case .group(let label, let inner):
            out.element("<div class=\"group\"><p class=\"label\">", label, "</p>\n")
            try blocks(inner)
            out.markup("</div>\n")
        case .table(let table): try self.table(table)
        case .figure(let figure): try self.figure(figure)
        case .picture(let picture): self.picture(picture)
        case .code(let code): self.code(code)
        case .commands(let lines): out.element("<pre>", lines.joined(separator: "\n"), "</pre>\n")
        case .blank(let label): out.element("<p class=\"blank\"><span>", label, "</span></p>\n")
        case .pageBreak: out.markup("<div class=\"page\"></div>\n")
        }
        try drain()
    }

    private mutating func heading(_ level: Int, _ runs: [Run], _ anchor: Layout.Anchor?) {
        out.markup("<h")
        out.number(level)
        id(anchor)
        out.markup(">")
        self.runs(runs)
        out.markup("</h")
        out.number(level)
        out.markup(">\n")
    }

    private mutating func id(_ anchor: Layout.Anchor?) {
        if let anchor { out.element(" id=\"", anchor.id, "\"") }
    }

    private mutating func paragraph(_ paragraph: Paragraph) {
        let isTitle = paragraph.role == .title
        out.markup(isTitle ? "<h1 dir=\"auto\"" : "<p")
        id(paragraph.anchor)
        switch paragraph.role {
        case .body, .title: out.markup(">")
        case .lead: out.markup(" class=\"lead\">")
        case .note: out.markup(" class=\"small soft\">")
        case .label: out.markup(" class=\"label\">")
        case .state: out.markup(" class=\"state\">")
        case .breach: out.markup(" class=\"mark\">")
        case .unclear: out.markup(" class=\"mark unclear\">")
        }
        runs(paragraph.runs)
        out.markup(isTitle ? "</h1>\n" : "</p>\n")
    }

    private mutating func list(_ items: [[Run]], isOrdered: Bool) {
        guard !items.isEmpty else { return }
        out.markup(isOrdered ? "<ol>\n" : "<ul>\n")
        for item in items {
            out.markup("<li>")
            runs(item)
            out.markup("</li>\n")
        }
        out.markup(isOrdered ? "</ol>\n" : "</ul>\n")
    }

    mutating func runs(_ runs: [Run]) { for run in runs { self.run(run) } }

    private mutating func run(_ run: Run) {
        if let link = run.link { out.element("<a href=\"#", link.id, "\">") }
        let isStrong = run.style.contains(.strong)
        let isSpan = !run.style.subtracting(.strong).isEmpty
        if isStrong { out.markup("<strong>") }
        if isSpan { span(run.style) }
        if run.isIsolated { out.element("<bdi>", run.text, "</bdi>") } else { out.text(run.text) }
        if isSpan { out.markup("</span>") }
        if isStrong { out.markup("</strong>") }
        if run.link != nil { out.markup("</a>") }
    }

    private mutating func span(_ style: Run.Style) {
        out.markup("<span class=\"")
        var isFirst = true
        func add(_ part: Run.Style, _ name: StaticString) {
            guard style.contains(part) else { return }
            if !isFirst { out.markup(" ") }
            out.markup(name)
            isFirst = false
        }
        add(.soft, "soft")
        add(.small, "small")
        add(.mono, "mono")
        add(.large, "large")
        out.markup("\">")
    }

    /// A lone plain paragraph stands in its cell without an element of its own.
    private mutating func cell(_ content: [Block]) throws {
        if content.count == 1, case .paragraph(let only) = content[0], only.role == .body, only.anchor == nil {
            runs(only.runs)
        } else {
            try blocks(content)
        }
    }
}

// MARK: Tables

extension HTMLPage {
    /// Roles are said, because a narrow screen shows the cells one below the other.
    private mutating func table(_ table: Table) throws {
        out.element("<table role=\"table\" aria-label=\"", table.caption, "\">\n<colgroup>")
        let whole = table.columns.reduce(0) { $0 + $1.share }
        for column in table.columns {
            out.markup("<col class=\"w")
            out.number(min(max(Int((100 * column.share / whole).rounded()), 1), 99))
            out.markup("\">")
        }
        out.markup("</colgroup>\n<thead role=\"rowgroup\"><tr role=\"row\">")
        for column in table.columns {
            out.markup(
                column.isNumber
                    ? "<th role=\"columnheader\" scope=\"col\" class=\"number\">"
                    : "<th role=\"columnheader\" scope=\"col\">")
            out.element("<bdi>", column.title, "</bdi></th>")
        }
        out.markup("</tr></thead>\n<tbody role=\"rowgroup\">\n")
        for index in 0..<table.rows.count { try row(table.rows[index], table.columns) }
        out.markup("</tbody>\n</table>\n")
    }

    private mutating func row(_ row: Table.Row, _ columns: [Table.Column]) throws {
        out.markup("<tr role=\"row\"")
        id(row.anchor)
        out.markup(row.cells.contains { Self.lines($0) > Self.longestWhole } ? " class=\"long\">" : ">")
        for (index, content) in row.cells.enumerated() {
            let isHeader = index == 0
            out.markup(isHeader ? "<th role=\"rowheader\" scope=\"row\"" : "<td role=\"cell\"")
            // What an entry's or exhibit's row holds speaks for itself.
            if isHeader || row.entry == nil, index < columns.count {
                out.element(" data-label=\"", columns[index].title, "\"")
            }
            out.markup(index < columns.count && columns[index].isNumber ? " class=\"number\">" : ">")
            try cell(content)
            out.markup(isHeader ? "</th>" : "</td>")
        }
        out.markup("</tr>\n")
        try drain()
    }

    /// In lines of print: a row that takes more than a third of a page may be split between two.
    private static let longestWhole = 18

    private static func lines(_ blocks: [Block]) -> Int {
        blocks.reduce(0) { count, block in
            switch block {
            case .words(let text): count + text.utf8.count / 85 + text.utf8.count { $0 == 0x0A } + 1
            case .group(_, let inner): count + lines(inner) + 1
            case .paragraph(let paragraph): count + paragraph.runs.reduce(0) { $0 + $1.text.utf8.count } / 100 + 1
            default: count + 1
            }
        }
    }
}
