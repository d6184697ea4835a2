/// What is wrong with one value of a draft, told without the value.
package struct DraftFault: Error, Hashable, Sendable {
    /// The path of the value in its line, as in `occurred.start` or `to[1]`; empty for the line itself.
    package var key: String
    package var problem: Problem

    package enum Problem: Hashable, Sendable {
        /// Not JSON; the offset counts bytes from the start of the line.
        case notJSON(byte: Int)
        case notUTF8(byte: Int)
        case duplicateKey(byte: Int)
        case notAnInteger(byte: Int)
        case lineTooLong(limit: Int)
        case unknownKey(nearest: String?)
        case missing
        case notA(String)
        case notOneOf([String])
        case empty
        case tooLong(limit: Int)
        case tooMany(limit: Int)
        case outOfRange(Int, Int)
        case controlCharacter
        case notATime
        case notADecimal(limit: Int)
        case needs(String)
        case noSuchTime
        case doubledTime
        case foldNotNeeded
        case offsetDisagrees
        case unknownZone
        case beforeStart
        case future
        case unknownPerson
        case unknownEntry
        case unknownID
        case duplicateID
        case pathOutside
        case noSuchFile
        case fileTooLarge
    }
}

/// A `DraftFault` and the line that has it.
package struct LineFault: Hashable, Sendable {
    /// From 1.
    package var line: Int
    package var fault: DraftFault
}

extension LineFault: CustomStringConvertible {
    package var description: String {
        "line \(line)" + (fault.key.isEmpty ? "" : ", \(fault.key)") + ": \(fault.problem.description)"
    }
}

extension DraftFault.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notJSON(let byte): "not a JSON object on one line (byte \(byte) of the line)"
        case .notUTF8(let byte): "not UTF-8 (byte \(byte) of the line)"
        case .duplicateKey(let byte): "a key appears twice (byte \(byte) of the line)"
        case .notAnInteger(let byte): "a number with a fraction or beyond 2^53 - 1 (byte \(byte) of the line)"
        case .lineTooLong(let limit): "longer than \(limit) bytes"
        case .unknownKey(let nearest?): "has a key that a draft does not know; the nearest is \(nearest)"
        case .unknownKey(nil): "has a key that a draft does not know; `daybook schema draft` lists them"
        case .missing: "missing"
        case .notA(let type): "must be \(type)"
        case .notOneOf(let allowed): "must be one of \(allowed.joined(separator: ", "))"
        case .empty: "must not be empty"
        case .tooLong(let limit): "longer than \(limit) bytes"
        case .tooMany(let limit): "more than \(limit)"
        case .outOfRange(let low, let high): "must lie between \(low) and \(high)"
        case .controlCharacter: "contains a control character"
        case .notATime: "must be a time as in 2026-03-04T21:00 or 2026-03-04T21:00:00-05:00"
        case .notADecimal(let limit): "must be decimal degrees of at most \(limit), as text"
        case .needs(let key): "needs \(key) as well"
        case .noSuchTime: "does not exist in its zone: clocks went forward over it"
        case .doubledTime: "happened twice in its zone: give offsetMinutes, or fold as first or second"
        case .foldNotNeeded: "given, but the time happened only once"
        case .offsetDisagrees: "the offset is not the one that the zone had then"
        case .unknownZone: "not a zone of the IANA database, as in Europe/London"
        case .beforeStart: "before the start"
        case .future: "more than ten minutes in the future"
        case .unknownPerson: "must be me, them or a name of `daybook people list`"
        case .unknownEntry: "no entry has this number"
        case .unknownID: "no earlier line has this id"
        case .duplicateID: "an earlier line has the same id"
        case .pathOutside: "must be a path below the folder of the file, without .. and not by a link that leads out"
        case .noSuchFile: "no file that can be read is there"
        case .fileTooLarge: "larger than 4 GiB"
        }
    }
}
