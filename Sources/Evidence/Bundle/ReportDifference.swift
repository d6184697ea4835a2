import Ledger

/// Where two `report.json` differ.
enum ReportDifference {
    /// Up to ten places, as in `report.json: chronology 3, words`; none if the bytes are the same.
    static func places(_ found: ArraySlice<UInt8>, _ expected: [UInt8]) -> [String] {
        if found.elementsEqual(expected) { return [] }
        var places: [String] = []
        if let found = try? JSONText.read(found), let expected = try? JSONText.read(expected) {
            compare(found, expected, at: [], &places)
        }
        return (places.isEmpty ? [""] : places).map { "report.json" + ($0.isEmpty ? "" : ": " + $0) }
    }

    private static func compare(
        _ found: JSONValue?, _ expected: JSONValue?, at path: [String], _ places: inout [String]
    ) {
        guard places.count < 10 else { return }
        switch (found, expected) {
        case (.object(let found)?, .object(let expected)?):
            for key in Set(found.keys).union(expected.keys).sorted() {
                // Keys are shown only where they are ours: the other file may hold anything.
                compare(
                    found[key], expected[key], at: path + [expected[key] == nil ? "a strange member" : key], &places)
            }
        case (.array(let found)?, .array(let expected)?) where found.count == expected.count:
            for (index, (found, expected)) in zip(found, expected).enumerated() {
                compare(found, expected, at: path + ["\(index)"], &places)
            }
        default:
            if found != expected { places.append(path.joined(separator: ", ")) }
        }
    }
}
