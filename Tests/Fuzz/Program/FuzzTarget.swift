import Foundation

/// A decoder of outside bytes, as libFuzzer and the test of kept cases drive it.
struct FuzzTarget: Sendable {
    /// As in `make fuzz TARGET=name`, and the folder of its seeds in Tests/Fuzz.
    let name: String
    /// Reads one input. Returns whether the decoder takes or refuses it; traps where a promise of the decoder's
    /// documentation does not hold.
    let read: @Sendable ([UInt8]) -> Void

    init(_ name: String, read: @escaping @Sendable ([UInt8]) -> Void) {
        self.name = name
        self.read = read
    }

    static let all = ledger + log + intake + rules + evidence + vault + bundles + pages

    static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }

    /// What the environment variable DAYBOOK_FUZZ names; traps if that is no target.
    static let chosen: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["DAYBOOK_FUZZ"] ?? ""
        guard let target = named(name) else { preconditionFailure("DAYBOOK_FUZZ names no target") }
        return target
    }()
}

/// A promise of the code under test; unlike `assert` also in a release build.
func promise(_ holds: Bool, _ what: StaticString, file: StaticString = #file, line: UInt = #line) {
    guard holds else { preconditionFailure("\(what)", file: file, line: line) }
}

/// What `make` returns; for what a target needs before it can begin.
func needed<Value>(_ make: () throws -> Value?, file: StaticString = #file, line: UInt = #line) -> Value {
    do {
        guard let value = try make() else { preconditionFailure("nothing", file: file, line: line) }
        return value
    } catch {
        preconditionFailure("\(error)", file: file, line: line)
    }
}

/// Bytes of an input, taken from the front; zeros when there are no more.
struct Feed {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isEmpty: Bool { rest.isEmpty }

    mutating func byte() -> Int { Int(rest.popFirst() ?? 0) }

    /// Most significant first.
    mutating func number(byteCount: Int) -> Int { (0..<byteCount).reduce(0) { number, _ in number << 8 | byte() } }

    mutating func bytes(_ count: Int) -> [UInt8] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }
}
