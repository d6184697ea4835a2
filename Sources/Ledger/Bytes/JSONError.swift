/// Why bytes are not JSON that Daybook reads. Every offset counts bytes from the start of what was given.
package enum JSONError: Error, Hashable {
    /// The text ends in the middle of a value.
    case truncated(at: Int)
    /// A byte that RFC 8259 does not allow there.
    case unexpectedByte(at: Int)
    /// More bytes after the value.
    case trailingBytes(at: Int)
    /// A string is not well-formed UTF-8; the offset is the string's opening quote.
    case notUTF8(at: Int)
    /// An escaped surrogate without its other half.
    case loneSurrogate(at: Int)
    /// A number with a fraction or an exponent.
    case notAnInteger(at: Int)
    /// An integer beyond ±(2^53 − 1), which other programs would round.
    case integerTooLarge(at: Int)
    /// A key appears a second time in one object; the offset is the second one's opening quote.
    case duplicateKey(at: Int)
    /// Proper JSON, but not the one form that is hashed: white space, keys out of order, an escape
    /// that is not needed or spelled otherwise, a key beyond ASCII, `-0`, `true` or `false`.
    case notCanonical(at: Int)
    /// More than `JSONLimits.depth` arrays and objects inside each other.
    case tooDeep(at: Int)
    /// More than `JSONLimits.valueCount` values.
    case tooManyValues(at: Int)
    /// Longer than `JSONLimits.byteCount`.
    case tooLong(byteCount: Int)
}

/// How much JSON a reader takes before it refuses, so that no input can use up memory or stack.
package enum JSONLimits {
    /// Arrays and objects inside each other.
    package static let depth = 32
    /// Longest text, 8 MiB.
    package static let byteCount = 8 << 20
    /// Values in all, at every level; keys are not counted.
    package static let valueCount = 100_000
    /// Largest magnitude of an integer, 2^53 − 1.
    package static let integer = (1 << 53) - 1
}
