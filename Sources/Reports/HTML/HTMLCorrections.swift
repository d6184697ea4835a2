extension HTMLPage {
    mutating func startCorrections() {
        out.markup(
            "<section aria-labelledby=\"corrections\">\n<h2 id=\"corrections\">6. Amendments and retractions</h2>\n")
        if report.corrections.isEmpty {
            out.markup("<p>No entry shown here was amended or retracted.</p>\n")
        } else {
            out.markup(
                "<p>Nothing is overwritten: the first version and every later one are kept, with the reason.</p>\n")
        }
    }

    mutating func correction(_ correction: Report.Correction) {
        for step in correction.steps {
            out.markup("<h3 id=\"e")
            out.number(step.entry)
            out.element("\">", step.title, "</h3>\n<p>Recorded ")
            out.text(step.recorded.text)
            out.markup(". First version: entry ")
            entryLink(correction.number)
            out.markup(".")
            if let note = step.note { out.element(" ", note, "") }
            out.element("</p>\n<p>Reason: <bdi>", step.reason, "</bdi></p>\n")
            if !step.changes.isEmpty { changes(step) }
        }
    }

    private mutating func changes(_ step: Report.Correction.Step) {
        out.markup("<table role=\"table\" class=\"changes\">\n<thead role=\"rowgroup\"><tr role=\"row\">")
        out.markup("<th role=\"columnheader\" scope=\"col\">Changed</th><th role=\"columnheader\" scope=\"col\">Entry ")
        out.number(step.corrects)
        out.markup(" (old)</th><th role=\"columnheader\" scope=\"col\">Entry ")
        out.number(step.entry)
        out.markup(" (new)</th></tr></thead>\n<tbody role=\"rowgroup\">\n")
        for change in step.changes {
            out.element("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">", change.label, "</th>")
            version(change.old, "Old")
            version(change.new, "New")
            out.markup("</tr>\n")
        }
        out.markup("</tbody>\n</table>\n")
    }

    private mutating func version(_ text: String?, _ label: String) {
        out.element("<td role=\"cell\" data-label=\"", label, "\">")
        if let text {
            out.element("<div class=\"quote\" dir=\"auto\">", text, "</div>")
        } else {
            out.markup("<span class=\"soft\">not stated</span>")
        }
        out.markup("</td>")
    }

    mutating func leftOut() {
        out.markup("</section>\n<section aria-labelledby=\"left-out\">\n")
        out.markup("<h2 id=\"left-out\">7. Entries left out, and gaps</h2>\n")
        out.element("<p>", report.cover.countsText, "</p>\n")
        out.element("<p>", report.leftOut.sentence, "</p>\n")
        if !report.leftOut.groups.isEmpty {
            out.markup(
                """
                <table role="table" class="left-out">
                <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Left out</th>\
                <th role="columnheader" scope="col">Count</th><th role="columnheader" scope="col">Entries</th></tr></thead>
                <tbody role="rowgroup">

                """)
            for group in report.leftOut.groups { self.group(group) }
            out.markup("</tbody>\n</table>\n")
        }
        if !report.leftOut.parts.isEmpty { parts() }
        for gap in report.leftOut.gaps {
            out.element("<p>Gap in recording: ", gap.text, "")
            if let entry = gap.entry {
                out.markup(" (entry ")
                entryLink(entry)
                out.markup(")")
            }
            out.markup("</p>\n")
        }
        if report.leftOut.gaps.isEmpty { out.markup("<p>The log states no gaps in recording.</p>\n") }
    }

    private mutating func parts() {
        out.markup("<p>Of entries shown, these parts are withheld:</p>\n<ul>\n")
        for part in report.leftOut.parts {
            out.markup("<li>entry ")
            entryLink(part.entry)
            out.element(": ", part.name, "")
            if let reason = part.reason { out.element(" (<bdi>", reason, "</bdi>)") }
            out.markup("</li>\n")
        }
        out.markup("</ul>\n")
    }

    mutating func endLeftOut() { out.markup("</section>\n") }

    private mutating func group(_ group: Report.LeftOut.Group) {
        out.element("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">", group.title, "")
        out.element(
            "<br><span class=\"small soft\">", group.text, "</span></th><td role=\"cell\" data-label=\"Count\">")
        out.text(Words.grouped(group.entries.count))
        out.markup("</td><td role=\"cell\" data-label=\"Entries\">")
        entryNumbers(group.entries)
        out.markup("</td></tr>\n")
    }

    mutating func method() {
        out.markup("<section aria-labelledby=\"method\">\n<h2 id=\"method\">8. Method, checking and limits</h2>\n")
        for passage in report.method {
            out.element("<h3>", passage.title, "</h3>\n")
            out.paragraphs(passage.paragraphs)
        }
        out.markup("<h3>Terms</h3>\n<dl>\n")
        for passage in report.definitions {
            out.element("<dt>", passage.title, "</dt>")
            out.element("<dd>", passage.paragraphs.joined(separator: " "), "</dd>\n")
        }
        out.markup("</dl>\n<h3>Checkpoint</h3>\n<p>The signed head of the log that this report rests on.</p>\n")
        out.element("<pre>", report.cover.head.checkpoint, "</pre>\n")
    }

    mutating func startSource(_ source: Report.Source) {
        out.markup("<h3 id=\"source")
        out.number(source.number)
        out.markup("\">Source ")
        out.number(source.number)
        out.element(": where its entries stand</h3>\n<p>", source.format, ", SHA-256 ")
        out.element("<span class=\"hash\">", source.sha256, "</span></p>\n")
        out.markup(
            """
            <div class="places"><table>
            <thead><tr><th scope="col">Entry</th><th scope="col">At byte</th><th scope="col">Bytes</th>\
            <th scope="col">Time as written</th></tr></thead>
            <tbody>

            """)
    }

    mutating func place(_ place: Report.Source.Place) {
        out.markup("<tr><th scope=\"row\">")
        entryLink(place.entry)
        out.markup("</th><td>")
        out.number(place.byteOffset)
        out.markup("</td><td>")
        out.number(place.byteCount)
        out.element("</td><td><bdi>", place.rawTime ?? "none", "</bdi></td></tr>\n")
    }

    mutating func endSource() { out.markup("</tbody>\n</table></div>\n") }

    mutating func endMethod() { out.markup("</section>\n") }

    mutating func end() { out.markup("</main>\n</body>\n</html>\n") }
}
