import Ledger

/// What an entry that keeps the book carries, in JSON and in words.
extension Details {
    /// The member of an entry that tells of it; nil for a rule book that applies from its adoption on.
    var member: (key: String, value: JSONValue)? {
        switch self {
        case .setup(let setup):
            ("setup", ["homeZone": .string(setup.homeZone), "program": .string(setup.program)])
        case .person(let person): ("person", person.value)
        case .rules(let adoption): adoption.effectiveFrom.map { ("effectiveFrom", .string($0.text)) }
        case .decision(let decision):
            (
                "decision",
                [
                    "finding": .string(decision.finding), "answer": .string(decision.answer.rawValue),
                    "topics": .array(decision.topics.map(JSONValue.string)),
                    "entries": .array(decision.entries.map(JSONValue.integer)),
                ]
            )
        case .import(let account): ("import", ImportAnswer.counts(account))
        case .restore(let restoration): ("restore", restoration.value)
        case .export(let export): ("export", export.value)
        case .anchor(let anchor): ("anchor", anchor.value)
        case .rekey(let rekeying):
            (
                "rekey",
                [
                    "rekeyedSize": .integer(rekeying.rekeyedSize),
                    "rekeyedRoot": .string(Hex.encode(rekeying.rekeyedRoot)),
                ]
            )
        case .release(let release): ("release", ["entry": .integer(release.entry)])
        }
    }

    /// The same in one line, for people.
    package var line: String {
        switch self {
        case .setup(let setup): "begun by \(setup.program), home zone \(setup.homeZone)"
        case .person(let person):
            ([person.name, "(\(person.role.rawValue))"] + person.addresses).joined(separator: "  ")
        case .rules(let adoption):
            adoption.effectiveFrom.map { "in force from \($0.text)" } ?? "in force from its adoption on"
        case .decision(let decision):
            "\(decision.finding): \(decision.answer.rawValue)"
                + (decision.topics.isEmpty ? "" : " " + decision.topics.joined(separator: ", "))
        case .import(let account):
            "\(account.format): \(account.found) found, \(account.taken) taken, \(account.alreadyThere) already there, "
                + "\(account.leftOut) left out"
        case .restore(let restoration):
            "went on from \(restoration.restoredSize.entries)"
                + (restoration.lostSize.map { "; the lost state had \($0)" } ?? "")
        case .export(let export): "\(export.what): \(export.shown) shown, \(export.withheld) left out"
        case .anchor(let anchor):
            "\(anchor.size.map { $0.entries } ?? "checkpoint") existed no later than "
                + (anchor.time?.text ?? "a time still to come") + ", by " + anchor.by
        case .rekey(let rekeying):
            "new keys; \(rekeying.rekeyedSize.entries) before it sealed anew"
        case .release(let release): "entry \(release.entry), private until then, is evidence from here on"
        }
    }
}

extension Person {
    package var value: JSONValue {
        [
            "name": .string(name), "role": .string(role.rawValue), "addresses": .array(addresses.map(JSONValue.string)),
        ]
    }
}

extension Restoration {
    fileprivate var value: JSONValue {
        var fields: [String: JSONValue] = [
            "restoredSize": .integer(restoredSize), "restoredRoot": .string(Hex.encode(restoredRoot)),
        ]
        fields["lostSize"] = lostSize.map(JSONValue.integer)
        fields["lostRoot"] = lostRoot.map { .string(Hex.encode($0)) }
        return .object(fields)
    }
}

extension Export {
    fileprivate var value: JSONValue {
        [
            "what": .string(what), "shown": .integer(shown), "withheld": .integer(withheld),
            "files": .array(
                files.sorted { $0.key < $1.key }.map {
                    ["name": .string($0.key), "sha256": .string(Hex.encode($0.value))]
                }),
        ]
    }
}

extension Anchor {
    fileprivate var value: JSONValue {
        var fields: [String: JSONValue] = [
            "format": .string(format.rawValue), "checkpoint": .string(note), "by": .string(by),
        ]
        fields["time"] = time.map { .string($0.text) }
        return .object(fields)
    }
}
