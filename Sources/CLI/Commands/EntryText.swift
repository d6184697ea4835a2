import Casework
import Ledger

/// Entries as lines of text for a terminal.
struct EntryText {
    let people: People
    let zone: Zone

    /// One line: number, time, what, who, and the beginning of what was said.
    func line(_ listed: ListedEntry, width: Int) -> [Piece] {
        let entry = listed.entry
        let event = entry.event
        var marks: [String] = []
        if entry.heading.entryClass == .private {
            marks.append(listed.releasedBy.map { "released by \($0)" } ?? "private")
        }
        if let older = entry.heading.corrects, event.kind != .retract { marks.append("amends \(older)") }
        if let newer = listed.amendedBy { marks.append("amended by \(newer)") }
        if let retraction = listed.retractedBy { marks.append("retracted by \(retraction)") }
        if let form = event.form, form != .message { marks.append(form.rawValue) }
        if !entry.attachments.isEmpty { marks.append("\(entry.attachments.count) attached") }
        let said = (event.details?.line ?? entry.words ?? entry.account ?? event.reason ?? "").firstLine
        let head = "\(listed.number)".leftPadded(5) + "  " + when(event, recorded: entry.recorded).padded(20) + "  "
        let middle = what(event).padded(10) + "  " + who(event)
        let tail = marks.isEmpty ? "" : "  [" + marks.joined(separator: ", ") + "]"
        let room = max(width, 100) - head.count - middle.count - tail.count - 3
        let shown = said.isEmpty || room < 12 ? "" : "  " + said.shortened(to: room)
        return shown.isEmpty && tail.isEmpty
            ? [Piece(head), Piece(middle.trimmingSuffix(while: { $0 == " " }))]
            : [Piece(head), Piece(middle), Piece(tail, .yellow), Piece(shown, .dim)]
    }

    /// Everything about one entry, label by label.
    ///
    /// - Parameter release: The entry that made it evidence, if it was recorded as a private one.
    func whole(_ opened: Opened, history: [Opened], releasedBy release: Int?) -> [[Piece]] {
        let entry = opened.entry
        let event = entry.event
        var lines: [[Piece]] = [[Piece("Entry \(opened.number)", .bold)]]
        func add(_ label: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            lines.append([Piece("  " + (label + ":").padded(14), .dim), Piece(value)])
        }
        let isPrivate = entry.heading.entryClass == .private
        add(
            "kind",
            what(event)
                + (isPrivate ? release.map { " (private until entry \($0))" } ?? " (private: in no report)" : ""))
        if let occurred = event.occurred {
            add("occurred", WhenText.describe(occurred, now: entry.recorded).withoutDistance)
            add(
                "as known",
                "\(occurred.precision.rawValue) precision, from \(source(occurred.source)), zone \(occurred.zone)")
        }
        add("recorded", zone.localTime(of: entry.recorded).text)
        add("gap", entry.gap.map(gap))
        add("from", event.from.map(people.name(of:)))
        add("to", event.to.map(people.name(of:)).joined(separator: ", "))
        add("form", event.form?.rawValue)
        add("answers", event.replyTo.map { "entry \($0)" })
        add("due", event.due?.text)
        add("took place", event.actual?.text)
        add("duration", event.durationSeconds.map { "\($0) seconds" })
        add("answered", event.answered.map { $0 ? "yes" : "no" })
        add("topics", event.topics.joined(separator: ", "))
        add("place", event.place?.name)
        add("witnesses", event.witnesses.joined(separator: ", "))
        add("child present", event.childPresent.map { $0 ? "yes" : "no" })
        add(
            "exceptions",
            event.exceptions.map { $0.name + ($0.by.map { " (claimed by \(people.name(of: $0)))" } ?? "") }
                .joined(separator: ", "))
        add("third party", event.thirdParty?.name)
        add("reason", event.reason)
        add("says", event.details?.line)
        add(
            "imported",
            event.locator.map {
                "\($0.format), bytes \($0.byteOffset) to \($0.byteOffset + $0.byteCount - 1) of the file with SHA-256 "
                    + Hex.encode($0.fileSHA256)
            })
        if case .restore(let restoration)? = event.details { add("lost root", restoration.lostRoot.map(Hex.encode)) }
        if case .rekey(let rekeying)? = event.details { add("their root", Hex.encode(rekeying.rekeyedRoot)) }
        for (index, attachment) in entry.attachments.enumerated() {
            add(
                "attached \(index + 1)",
                "\(attachment.name), \(attachment.byteCount.counted("byte")), SHA-256 \(Hex.encode(attachment.sha256))")
        }
        addText("Words", entry.words, to: &lines)
        addText("Own account", entry.account, to: &lines)
        if history.count > 1 {
            lines.append([Piece("Versions", .bold)])
            for version in history {
                let mark = version.number == opened.number ? "  (this one)" : ""
                let why = version.entry.event.reason.map { ": " + $0 } ?? ""
                let kind =
                    version.entry.event.kind == .retract
                    ? "retracted" : version.entry.heading.corrects == nil ? "first" : "amended"
                lines.append([Piece("  entry \(version.number)  \(kind)\(why)\(mark)")])
            }
        }
        return lines
    }

    private func addText(_ label: String, _ text: String?, to lines: inout [[Piece]]) {
        guard let text, !text.isEmpty else { return }
        lines.append([Piece(label, .bold)])
        for line in (text.last == "\n" ? text.dropLast() : text[...]).split(
            separator: "\n", omittingEmptySubsequences: false)
        { lines.append([Piece("  " + line)]) }
    }

    private func when(_ event: Event, recorded: Instant) -> String {
        guard let wall = (event.occurred?.start ?? event.actual ?? event.due)?.wall else {
            return "(\(zone.localTime(of: recorded).wall.date.text))"
        }
        if event.occurred?.precision == .day { return wall.date.text }
        let isRough = event.occurred?.precision == .about
        return (isRough ? "~" : "") + wall.date.text + " " + wall.text.dropFirst(11).prefix(5)
    }

    private func what(_ event: Event) -> String {
        event.kind == .contact ? event.channel?.rawValue ?? "contact" : event.kind.rawValue
    }

    private func who(_ event: Event) -> String {
        guard let from = event.from else { return "" }
        return people.name(of: from)
            + (event.to.isEmpty ? "" : " → " + event.to.map(people.name(of:)).joined(separator: ", "))
    }

    private func source(_ source: Occurred.Source) -> String {
        switch source {
        case .clock: "own clock"
        case .callLog: "call log"
        case .header: "message header"
        case .memory: "memory"
        }
    }

    private func gap(_ gap: RecordingGap) -> String {
        let seconds = gap.seconds
        let size =
            seconds < 0
            ? "before it"
            : seconds < 7200
                ? "\((seconds / 60).counted("minute")) after it"
                : seconds < 172_800
                    ? "\((seconds / 3600).counted("hour")) after it" : "\((seconds / 86_400).counted("day")) after it"
        return "recorded \(size) (\(gap.label.rawValue))"
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
    fileprivate func leftPadded(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
    /// The first line that is not empty. Counting the characters of whole messages was a quarter of what a list took, so
    /// lines are found among the bytes, and no more is counted than is shown.
    fileprivate var firstLine: Substring {
        utf8.split(maxSplits: 1) { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.first.map(Substring.init)
            ?? ""
    }
    /// `WhenText.describe` ends with how long ago; beside a fixed entry that would say when it was recorded.
    fileprivate var withoutDistance: String {
        split(separator: ", ").dropLast().joined(separator: ", ")
    }
}

extension Substring {
    fileprivate func shortened(to width: Int) -> String {
        guard let end = index(startIndex, offsetBy: width, limitedBy: endIndex), end < endIndex else {
            return String(self)
        }
        return prefix(Swift.max(1, width - 1)).trimmingSuffix(while: { $0 == " " }) + "…"
    }
}

extension StringProtocol {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, predicate(last) { text.removeLast() }
        return String(text)
    }
}
