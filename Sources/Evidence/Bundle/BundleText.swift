import Ledger
import Reports

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
        lines += groups(contents.withheldParts).map { "Withheld:     \($0)" }
        if let ids = some(contents.notRederivable) {
            lines.append("Not re-derivable, resting on what is withheld or on a calendar file: \(ids)")
        }
        return lines
    }

    /// `words of entries 4, 12 to 30 (not asked for)`: a line for all that have the same part withheld for the same
    /// reason, in the order of their first entries.
    package static func groups(_ parts: [WithheldPart]) -> [String] {
        NumberRuns.groups(parts, by: { [$0.name, $0.reason] }, number: \.entry).map { part, numbers in
            "\(part.name) of \(numbers.count == 1 ? "entry" : "entries") \(NumberRuns.text(numbers))"
                + (part.reason.map { " (\($0))" } ?? "")
        }
    }

    /// How many findings, and the first of their ids; nil if there are none.
    package static func some(_ ids: [String]) -> String? {
        guard !ids.isEmpty else { return nil }
        let more = ids.count > faultLimit ? " and \(ids.count - faultLimit) more" : ""
        return "\(ids.count == 1 ? "1 finding" : "\(ids.count) findings"): "
            + ids.prefix(faultLimit).joined(separator: ", ") + more
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
