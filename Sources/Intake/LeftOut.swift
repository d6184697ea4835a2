/// Why an item of a file became no contact.
package enum LeftOutReason: String, Sendable, CaseIterable {
    /// None of its addresses belongs to a person of the book other than `me`.
    case unknownAddress = "unknown-address"
    /// An address could be that of two people.
    case ambiguousAddress = "ambiguous-address"
    /// An address that no one could have: control characters, or over 256 bytes.
    case unreadableAddress = "unreadable-address"
    /// The caller's number was withheld or is missing.
    case noNumber = "no-number"
    /// Written but never sent.
    case draft
    /// Waiting to be sent when the backup was made.
    case unsent
    /// A delivery or read report, not a message.
    case report
    /// A type that the format does not define.
    case unknownType = "unknown-type"
    /// No time, or one before 1990, as when seconds are written for milliseconds.
    case unreadableTime = "unreadable-time"
    /// More than ten minutes after the import.
    case futureTime = "future-time"
    /// More than 1 MiB of words, a file over 4 GiB, or more parts or addresses than are read.
    case tooLarge = "too-large"
    /// The file breaks off inside it.
    case cutOff = "cut-off"
}

/// How many items of one address were left out for one reason.
package struct LeftOut: Sendable, Hashable {
    package var address: String
    package var count: Int
    package var reason: LeftOutReason

    package init(address: String, count: Int, reason: LeftOutReason) {
        self.address = address
        self.count = count
        self.reason = reason
    }
}

/// Sums what is left out.
struct LeftOutTally {
    private struct Key: Hashable {
        var address: [UInt8]
        var reason: LeftOutReason
    }
    private var counts: [Key: Int] = [:]

    mutating func add(_ address: String, _ reason: LeftOutReason) {
        counts[Key(address: Array(address.utf8), reason: reason), default: 0] += 1
    }

    /// In order of the addresses' bytes, then of the reasons' names.
    var summed: [LeftOut] {
        counts.map {
            LeftOut(address: String(decoding: $0.key.address, as: UTF8.self), count: $0.value, reason: $0.key.reason)
        }
        .sorted {
            $0.address.utf8.elementsEqual($1.address.utf8)
                ? $0.reason.rawValue < $1.reason.rawValue
                : $0.address.utf8.lexicographicallyPrecedes($1.address.utf8)
        }
    }
}
