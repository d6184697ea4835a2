import Ledger

extension HTMLPage {
    mutating func startChronology() {
        out.markup(
            "<section aria-labelledby=\"chronology\">\n<h2 id=\"chronology\">3. Chronology</h2>\n")
        if report.chronology.isEmpty { return out.markup("<p>No contacts or events are shown in this report.</p>\n") }
        out.markup(
            """
            <p>In order of time; entries whose time is not known stand last. Words are verbatim. Where no zone is \
            named, the source named none and the home zone was assumed. “Source 1” stands for the file that an entry was \
            imported from (section 8), “fine under rule 1” for that it was checked and kept the rule.</p>
            <table role="table" class="chronology">
            <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Entry</th>\
            <th role="columnheader" scope="col">When</th>\
            <th role="columnheader" scope="col">What was recorded</th></tr></thead>
            <tbody role="rowgroup">

            """)
    }

    mutating func endChronology() {
        if !report.chronology.isEmpty { out.markup("</tbody>\n</table>\n") }
        out.markup("</section>\n")
    }

    mutating func row(_ item: Report.Item) {
        out.markup("<tr role=\"row\" id=\"e")
        out.number(item.number)
        let length = Self.lines(item.words) + Self.lines(item.account) + 3 * item.attachments.count
        if length > Self.longestWhole { out.markup("\" class=\"long") }
        out.markup("\"><th role=\"rowheader\" scope=\"row\">")
        out.number(item.number)
        out.markup("</th>\n<td role=\"cell\" class=\"when\">")
        when(item)
        out.markup("</td>\n<td role=\"cell\" class=\"what\">")
        what(item)
        out.markup("</td></tr>\n")
    }

    /// In lines of print: an entry that takes more than a third of a page may be split between two.
    private static let longestWhole = 18

    private static func lines(_ text: String?) -> Int {
        guard let text else { return 0 }
        return text.utf8.count / 85 + text.utf8.count { $0 == 0x0A } + 1
    }

    private mutating func when(_ item: Report.Item) {
        guard let start = item.start else { return out.markup("<p><strong>Time not known</strong></p>") }
        out.element("<p><strong>", start.wallText, "</strong></p>")
        if let until = item.untilText { out.element("<p>", until, "</p>") }
        if !item.offsetText.isEmpty { out.element("<p class=\"small soft\">", item.offsetText, "</p>") }
    }

    private mutating func what(_ item: Report.Item) {
        if let text = item.correctionText { out.element("<p class=\"state\">", text, "</p>") }
        out.markup("<p><strong>")
        out.text(item.kind == .contact ? item.channelText ?? item.kindText : item.kindText)
        if item.kind != .contact, let channel = item.channelText { out.element(", ", channel.lowercased(), "") }
        out.markup("</strong>")
        if let from = item.from { out.element(" from <bdi>", from, "</bdi>") }
        for (index, name) in item.to.enumerated() {
            out.markup(index == 0 ? " to <bdi>" : ", <bdi>")
            out.text(name)
            out.markup("</bdi>")
        }
        if let direction = item.direction, direction != "other" {
            out.element(" <span class=\"soft\">(", direction, ")</span>")
        }
        out.markup("</p>\n")
        if let words = item.words { block(words) }
        if let account = item.account {
            out.element("<div class=\"account\"><p class=\"label\">Own account of ", report.cover.keeper, "</p>")
            block(account)
            out.markup("</div>\n")
        }
        for attachment in item.attachments { self.attachment(attachment) }
        small(item)
        marks(item)
    }

    private mutating func block(_ text: String) {
        out.element("<div class=\"words\" dir=\"auto\">", text, "</div>\n")
    }

    /// The smaller facts in one paragraph: how the time is known and when the entry was made among them.
    private mutating func small(_ item: Report.Item) {
        out.markup("<p class=\"small soft facts\">")
        for fact in item.facts where !fact.isImplied {
            out.element("<span>", fact.label, ": ")
            let place = fact.entry.map { "entry \($0)" } ?? ""
            if let entry = fact.entry, fact.text.hasSuffix(place) {
                out.element("<bdi>", String(fact.text.dropLast(place.count)), "</bdi>entry ")
                entryLink(entry)
            } else {
                out.element("<bdi>", fact.text, "</bdi>")
            }
            out.markup(".</span> ")
        }
        out.element("<span>", item.basisText, "</span> <span>Recorded ")
        out.text(item.gapText + ": " + item.recorded.shortText)
        out.markup(".</span>")
        if let anchored = item.anchored.text {
            out.element(" <span>Time stamps of others: ", anchored, ".</span>")
        }
        if let source = item.source {
            out.markup(" <span><a href=\"#source")
            out.number(source)
            out.markup("\">Source ")
            out.number(source)
            out.markup("</a>.</span>")
        }
        if !item.fineRules.isEmpty {
            out.markup(" <span>Fine under rule")
            if item.fineRules.count > 1 { out.markup("s") }
            for (index, rule) in item.fineRules.enumerated() {
                out.markup(index == 0 ? " " : ", ")
                out.number(rule)
            }
            out.markup(".</span>")
        }
        out.markup("</p>\n")
    }

    private mutating func attachment(_ attachment: Report.AttachmentLine) {
        out.element("<p class=\"small\">Attachment: <bdi>", attachment.name, "</bdi>, ")
        out.text("\(attachment.mediaType), \(Words.count(attachment.byteCount, "byte"))")
        if let obtained = attachment.obtained { out.element("; obtained: <bdi>", obtained, "</bdi>") }
        out.element("<br><span class=\"hash\">SHA-256 ", attachment.sha256, "</span></p>\n")
    }

    private mutating func marks(_ item: Report.Item) {
        for mark in item.findings {
            if mark.verdict == .breach {
                out.markup("<p class=\"mark\">")
            } else {
                out.markup("<p class=\"mark unclear\">")
            }
            out.text(mark.text)
            out.markup(" (")
            out.findingLink(mark.finding)
            out.markup(")</p>\n")
        }
    }
}
