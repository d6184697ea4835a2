/// The answer of a check in plain lines: one a layer, then what is in the bundle, then what it does not show.
package enum BundleText {
    package static func lines(_ answer: BundleAnswer) -> [String] {
        var lines: [String] = []
        for layer in answer.layers {
            let mark =
                switch layer.result {
                case .pass: "pass         "
                case .fail: "FAIL         "
                case .notChecked: "not checked  "
                }
            let name = layer.name.rawValue
            lines.append(mark + name + String(repeating: " ", count: max(1, 18 - name.count)) + layer.detail)
            lines += layer.faults.prefix(faultLimit).map { "                 " + $0 }
            if layer.faults.count > faultLimit {
                lines.append("                 and \(layer.faults.count - faultLimit) more")
            }
        }
        if let contents = answer.contents { lines += [""] + self.contents(contents) }
        lines += ["", answer.isUnchanged ? unchanged : altered]
        return answer.isUnchanged ? lines + limits : lines
    }

    private static let faultLimit = 20

    private static func contents(_ contents: BundleAnswer.Contents) -> [String] {
        let evidence = contents.withheldEvidence.count
        var lines = [
            "Key:          \(contents.key)",
            "Head number:  \(contents.headNumber)",
            "Entries:      \(contents.inLog) in the log, \(contents.shown.count) shown, "
                + "\(contents.withheldPrivate) private, \(evidence) withheld, \(contents.unknown) of unknown class",
        ]
        if evidence == 0, contents.unknown == 0 {
            lines.append("              Every entry of the log that is not private is shown.")
        } else if contents.isWholePeriod {
            lines.append("              As the keeper of the log states, every contact of the period is shown;")
            lines.append(
                "              what is withheld is outside it, or keeps the book. That cannot be checked here.")
        }
        lines += contents.released.map {
            "Released:     entry \($0.entry), recorded as private, made evidence by entry \($0.by)"
        }
        lines += contents.withheldParts.map { "Withheld:     \($0.line)" + ($0.reason.map { " (\($0))" } ?? "") }
        lines += contents.notRederivable.map {
            "Not re-derivable, rests on what is withheld or on a calendar file: finding \($0)"
        }
        return lines
    }

    private static let unchanged =
        "Unchanged: what is shown is what was recorded, in the place in which it was recorded."
    private static let altered = "ALTERED OR DAMAGED: ask for the file again, and do not rely on this one."
    private static let limits = [
        "This does not show that what an entry says is true, that everything was recorded, or who typed it.",
        "The times of recording are this log's own clock. The key came with the file: compare the head number with one",
        "that you heard or hold from elsewhere, or give --key. Apparent breaches are a program's reading of the rules.",
    ]
}
