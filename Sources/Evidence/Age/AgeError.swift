/// Why an age file could not be opened.
package enum AgeError: Error, Equatable {
    /// Not the header of an age file of version 1, or one with a part that breaks its rules.
    case header
    /// The header is longer than `AgeFormat.headerByteLimit`.
    case headerTooLong
    /// A passphrase's cost is above `AgeFormat.workFactorLimit`.
    case tooCostly
    /// No part of the header opens with what was given.
    case noMatch(isPostQuantum: Bool)
    /// The header's own code is wrong: it was changed.
    case changedHeader
    /// Chunk `index`, from 0, is altered, missing, or followed by something.
    case payload(index: Int)
    /// Not the text form (`-----BEGIN AGE ENCRYPTED FILE-----`) of RFC 7468's strict kind.
    case armor
}

/// The sizes of age version 1 and the bounds we set.
package enum AgeFormat {
    /// Plain bytes in every chunk but the last.
    package static let chunkByteCount = 64 << 10
    static let tagByteCount = 16
    /// A thousand recipients; stock age has no bound.
    package static let headerByteLimit = 256 << 10
    /// scrypt with 2^20 takes 1 GiB, as much as a slot may (Format.md, "Slots"); stock age writes 2^18.
    package static let workFactorLimit = 20
    package static let workFactor = 18
    static let version = Array("age-encryption.org/v1".utf8)
    static let fileKeyByteCount = 16
}
