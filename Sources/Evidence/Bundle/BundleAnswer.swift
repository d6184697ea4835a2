import Ledger
import Reports

/// What one layer of a check of a bundle says.
package struct BundleLayer: Sendable, Equatable {
    package enum Name: String, Sendable, CaseIterable {
        case container, manifest, leaves, disclosures
        case chain = "hash chain"
        case tree, signature, key, corrections, exhibits, report, timestamps
        case checkpoint = "checkpoint given"
    }
    package enum Result: String, Sendable {
        case pass, fail
        case notChecked = "not-checked"
    }
    package let name: Name
    package let result: Result
    /// One sentence without a full stop.
    package let detail: String
    /// Which files and entries, each once.
    package let faults: [String]
}

/// What a check of a bundle says, layer by layer, in the order of Bundle.md, "Layers".
package struct BundleAnswer: Sendable, Equatable {
    package private(set) var layers: [BundleLayer] = []
    /// What is in the bundle; nil if it could not be read so far.
    package internal(set) var contents: Contents?

    package struct Contents: Sendable, Equatable {
        package let key: String
        package let headNumber: String
        package let inLog: Int
        package let shown: [Int]
        /// Of the entries shown, those that were recorded as private ones.
        package let released: [Released]
        package let withheldEvidence: [Int]
        package let withheldPrivate: Int
        /// Withheld entries whose class is not shown.
        package let unknown: Int
        /// Parts of shown entries that are withheld.
        package let withheldParts: [WithheldPart]
        /// That every contact of the period is shown, as the keeper of the log states it.
        package let isWholePeriod: Bool
        /// Ids of findings that rest on what is withheld.
        package let notRederivable: [String]

        package struct Released: Sendable, Equatable {
            package let entry: Int
            package let by: Int
        }
    }

    package var isUnchanged: Bool { layers.allSatisfy { $0.result != .fail } }

    /// 0 if nothing failed, 21 if only signature or key did, else 20.
    package var exitCode: Int32 {
        let failed = Set(layers.filter { $0.result == .fail }.map(\.name))
        if failed.isEmpty { return 0 }
        return failed.isSubset(of: [.signature, .key]) ? 21 : 20
    }

    package func result(_ name: BundleLayer.Name) -> BundleLayer.Result? { layers.first { $0.name == name }?.result }

    mutating func add(_ name: BundleLayer.Name, _ faults: [String], pass: String, fail: String) {
        var once: [String] = []
        var seen: Set<String> = []
        for fault in faults where seen.insert(fault).inserted { once.append(fault) }
        layers.append(
            BundleLayer(
                name: name, result: once.isEmpty ? .pass : .fail, detail: once.isEmpty ? pass : fail, faults: once))
    }

    mutating func skip(_ name: BundleLayer.Name, _ why: String) {
        layers.append(BundleLayer(name: name, result: .notChecked, detail: why, faults: []))
    }

    /// Says of every layer that has not been looked at why not.
    mutating func skipRest(_ why: String) {
        for name in BundleLayer.Name.allCases where result(name) == nil { skip(name, why) }
    }
}

/// As `daybook-verify --json` prints it, Schemas/bundle-check.schema.json.
extension BundleAnswer {
    package var value: JSONValue {
        [
            "schema": "daybook.bundle-check/1",
            "result": .string(isUnchanged ? "unchanged" : "altered"),
            "layers": .array(
                layers.map {
                    [
                        "name": .string($0.name.rawValue), "result": .string($0.result.rawValue),
                        "detail": .string($0.detail), "faults": .array($0.faults.map(JSONValue.string)),
                    ]
                }),
            "contents": contents?.value ?? .null,
        ]
    }
}

extension BundleAnswer.Contents {
    fileprivate var value: JSONValue {
        [
            "key": .string(key), "headNumber": .string(headNumber), "inLog": .integer(inLog),
            "shown": .array(shown.map(JSONValue.integer)),
            "released": .array(released.map { ["entry": .integer($0.entry), "by": .integer($0.by)] }),
            "statedWholePeriod": .bool(isWholePeriod),
            "withheld": [
                "evidence": .array(withheldEvidence.map(JSONValue.integer)), "private": .integer(withheldPrivate),
                "unknown": .integer(unknown),
                "parts": .array(
                    withheldParts.map {
                        ["part": .string($0.line), "reason": $0.reason.map(JSONValue.string) ?? .null]
                    }),
            ],
            "notRederivable": .array(notRederivable.map(JSONValue.string)),
        ]
    }
}
