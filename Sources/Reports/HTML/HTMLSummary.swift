extension HTMLPage {
    mutating func summary() {
        out.markup("<section aria-labelledby=\"summary\">\n<h2 id=\"summary\" class=\"page\">1. Summary</h2>\n")
        out.list(report.summary.sentences)
        out.markup(
            "<table role=\"table\" class=\"summary\">\n<caption>Both people side by side. Each count lists its entries.</caption>\n"
        )
        out.markup("<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Counted</th>")
        for column in report.summary.columns {
            out.element("<th role=\"columnheader\" scope=\"col\"><bdi>", column, "</bdi></th>")
        }
        out.markup("</tr></thead>\n<tbody role=\"rowgroup\">\n")
        for row in report.summary.rows { summaryRow(row) }
        out.markup("</tbody>\n</table>\n</section>\n")
    }

    private mutating func summaryRow(_ row: Report.Summary.Row) {
        if row.isPart { out.markup("<tr role=\"row\" class=\"part\">") } else { out.markup("<tr role=\"row\">") }
        out.element("<th role=\"rowheader\" scope=\"row\">", row.label, "</th>")
        for (column, cell) in zip(report.summary.columns, row.cells) {
            out.element("<td role=\"cell\" data-label=\"", column, "\"><span class=\"count\">")
            out.text(Words.grouped(cell.count))
            out.markup("</span> ")
            if let findings = cell.findings, !findings.isEmpty {
                list(findings, "\(row.label), \(column)")
            }
            if cell.entries.count > 0 {
                out.markup("<span class=\"small\">")
                listed(cell.entries, title: "\(row.label), \(column)")
                out.markup("</span>")
            }
            out.markup("</td>")
        }
        out.markup("</tr>\n")
    }

    /// Findings by number, where they are few enough for a table; their section lists them all.
    private mutating func list(_ findings: [Int], _ title: String) {
        if Words.runs(findings).count > Self.longestList {
            return out.markup("<span class=\"small\"><a href=\"#results\">listed in section 4</a>; </span>")
        }
        out.markup("<span class=\"small\">")
        findingNumbers(findings)
        out.markup("; </span>")
    }

    /// The entries, or where to find them if there are too many for a table.
    mutating func listed(_ count: EntryCount, title: String) {
        guard Words.runs(count.entries).count > Self.longestList else { return entries(count) }
        longLists.append((title, count))
        out.markup("<a href=\"#list")
        out.number(longLists.count)
        out.markup("\">entries listed in section 7, list ")
        out.number(longLists.count)
        out.markup("</a>")
    }

    private static let longestList = 20

    /// One of the lists that were too long for the summary.
    mutating func longList(_ index: Int) {
        let list = longLists[index]
        if index == 0 { out.markup("<h3>Lists of entries counted</h3>\n") }
        out.markup("<h4 id=\"list")
        out.number(index + 1)
        out.markup("\">List ")
        out.number(index + 1)
        out.element(": ", list.title, "</h4>\n<p>")
        out.text(Words.count(list.entries.count, "entry", "entries") + ": ")
        entryNumbers(list.entries)
        out.markup("</p>\n")
    }

    mutating func rules() {
        out.markup("<section aria-labelledby=\"rules\">\n<h2 id=\"rules\">2. Rules in force</h2>\n")
        if report.rules.isEmpty { out.markup("<p>No rules were adopted for this period; nothing was checked.</p>\n") }
        for rule in report.rules { self.rule(rule) }
        out.markup("</section>\n")
    }

    private mutating func rule(_ rule: Report.Rule) {
        out.markup("<div class=\"rule\"><h3 id=\"r")
        out.number(rule.number)
        out.markup("\">Rule ")
        out.number(rule.number)
        out.element(": <bdi>", rule.id, "</bdi></h3>\n")
        out.element("<blockquote class=\"quote\" dir=\"auto\">", rule.clause, "</blockquote>\n<dl>\n")
        pair("Source", rule.source ?? "not stated")
        pair("Binds", Words.list(rule.binds))
        pair("In force", rule.effectiveText)
        pair("Version", "rule book in " + rule.bookText)
        pair("Kind", rule.kind)
        out.markup("</dl></div>\n")
        if !rule.explanation.isEmpty {
            out.markup("<h4>How the program reads it, and what it assumes</h4>\n")
            out.list(rule.explanation)
        }
    }

    mutating func pair(_ label: StaticString, _ value: String) {
        out.markup("<dt>")
        out.markup(label)
        out.element("</dt><dd dir=\"auto\">", value, "</dd>\n")
    }
}
