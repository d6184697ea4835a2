extension HTMLPage {
    mutating func startResults() {
        out.markup(
            "<section aria-labelledby=\"results\">\n<h2 id=\"results\">4. Apparent breaches by rule</h2>\n"
        )
        if report.results.isEmpty { out.markup("<p>No rules were in force; nothing was checked.</p>\n") }
    }

    mutating func startResult(_ result: Report.RuleResult) {
        out.markup("<h3>Rule ")
        out.number(result.rule)
        out.element(": <bdi>", report.rules[result.rule - 1].id, "</bdi></h3>\n")
    }

    mutating func startPerson(_ person: Report.PersonResult, rule: Int) {
        out.element("<h4><bdi>", person.name, "</bdi></h4>\n")
        out.element("<p>", person.sentence, "</p>\n")
        if person.checked.count > 0 || person.daysText != nil {
            out.markup("<p class=\"small soft checked\">")
            if let days = person.daysText { out.text(days + " ") }
            if person.checked.count > 0 {
                out.markup("Checked: ")
                listed(person.checked, title: "Checked under rule \(rule), \(person.name)")
                out.markup(".")
            }
            out.markup("</p>\n")
        }
        guard !person.breaches.isEmpty || !person.cannotTell.isEmpty else { return }
        out.markup("<table role=\"table\" class=\"findings\" aria-label=\"Rule ")
        out.number(rule)
        out.element(", ", person.name, "\">\n")
        out.markup(
            """
            <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Finding</th>\
            <th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col">Entries</th>\
            <th role="columnheader" scope="col">Reason</th></tr></thead>
            <tbody role="rowgroup">

            """)
    }

    mutating func endPerson(_ person: Report.PersonResult) {
        guard !person.breaches.isEmpty || !person.cannotTell.isEmpty else { return }
        out.markup("</tbody>\n</table>\n")
    }

    mutating func finding(_ line: Report.FindingLine) {
        out.markup("<tr role=\"row\" id=\"f")
        out.number(line.number)
        out.markup("\"><th role=\"rowheader\" scope=\"row\">F")
        out.number(line.number)
        out.markup("</th><td role=\"cell\" data-label=\"Verdict\">")
        out.text(line.verdict == .breach ? "Apparent breach" : "Cannot tell")
        out.markup("</td><td role=\"cell\" data-label=\"Entries\">")
        if line.entries.count == 0 { out.markup("none") }
        entryNumbers(line.entries)
        out.markup("</td><td role=\"cell\" data-label=\"Reason\">")
        out.text(line.reason)
        if let decision = line.topicDecision {
            out.markup(" The topic was decided in entry ")
            entryLink(decision)
            out.markup(".")
        }
        if let missing = line.missing { out.element("<br>Missing: ", missing, "") }
        for exception in line.exceptions { out.element("<br>Exception claimed: ", exception, "") }
        if let decision = line.decision { out.element("<br>", decision, "") }
        if let period = line.period { out.element(" <span class=\"small soft\">", period + ";", "</span>") }
        out.element(" <span class=\"small soft id\">id ", line.id, "</span></td></tr>\n")
    }

    mutating func dueEvents() {
        out.markup("</section>\n<section aria-labelledby=\"due\">\n<h2 id=\"due\">5. Check-ins and handovers</h2>\n")
        out.element("<p>", report.dueEvents.sentence, "</p>\n")
        if !report.dueEvents.lines.isEmpty {
            out.markup(
                """
                <table role="table" class="due">
                <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Entry</th>\
                <th role="columnheader" scope="col">Event</th><th role="columnheader" scope="col">Due</th>\
                <th role="columnheader" scope="col">Actual</th><th role="columnheader" scope="col">Difference</th>\
                <th role="columnheader" scope="col">Basis</th></tr></thead>
                <tbody role="rowgroup">

                """)
            for line in report.dueEvents.lines { dueLine(line) }
            out.markup("</tbody>\n</table>\n")
        }
        out.markup("</section>\n")
    }

    private mutating func dueLine(_ line: Report.DueEvents.Line) {
        out.markup("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">")
        entryLink(line.entry)
        out.element("</th><td role=\"cell\" data-label=\"Event\">", line.kindText, "</td>")
        out.element("<td role=\"cell\" data-label=\"Due\">", line.due?.text ?? "not recorded", "</td>")
        out.element(
            "<td role=\"cell\" data-label=\"Actual\">", line.actual?.text ?? "not recorded", "</td>")
        out.element("<td role=\"cell\" data-label=\"Difference\">", line.statusText, "</td>")
        out.element("<td role=\"cell\" data-label=\"Basis\" class=\"small\">", line.evidence, "</td></tr>\n")
    }
}
