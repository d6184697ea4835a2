/// What is hashed into the chain and the tree: `{"_sd":[…],"prev":"…","seq":N,"v":1}`. Format.md, "Leaf".
package struct Leaf: Sendable, Equatable {
    /// SHA-256 of each of the six disclosures' texts.
    package let digests: [Hash32]
    /// Leaf hash of the record before; for record 0, SHA-256 of the log's verifier key.
    package let previous: Hash32
    package let number: Int

    /// Traps unless every hash has 32 bytes.
    package init(digests: [[UInt8]], previous: [UInt8], number: Int) {
        guard let previous = Hash32(previous) else { preconditionFailure("a hash has 32 bytes") }
        self.init(digests: digests.compactMap { Hash32($0) }, previous: previous, number: number)
        precondition(self.digests.count == digests.count, "a hash has 32 bytes")
    }

    package init(digests: [Hash32], previous: Hash32, number: Int) {
        self.digests = digests
        self.previous = previous
        self.number = number
    }

    /// The leaf of an entry that is about to be sealed.
    init(_ disclosures: Disclosures, previous: [UInt8], number: Int) {
        guard let previous = Hash32(previous) else { preconditionFailure("a hash has 32 bytes") }
        self.init(digests: disclosures.parts.map(\.hash), previous: previous, number: number)
    }

    package var bytes: [UInt8] {
        var json = CanonicalWriter()
        json.object {
            $0.put("_sd", digests) { json, digest in json.plain { Base64URL.append(digest.bytes, to: &$0) } }
            $0.put("prev", Hex.encode(previous.bytes))
            $0.put("seq", number)
            $0.put("v", 1)
        }
        return json.bytes
    }

    /// Reads exactly the bytes that `bytes` writes.
    package init(bytes: [UInt8]) throws(LeafError) {
        if let leaf = bytes.withUnsafeBufferPointer({ LeafText.read($0) }) {
            self = leaf
        } else {
            try self.init(json: bytes)
        }
    }

    /// The links of the leaf that `bytes` are, as `init(bytes:)` reads it, without its digests.
    static func links(in bytes: UnsafeBufferPointer<UInt8>) throws(LeafError) -> (previous: Hash32, number: Int) {
        if let links = LeafText.links(in: bytes) { return links }
        let leaf = try Leaf(json: Array(bytes))
        return (leaf.previous, leaf.number)
    }

    /// As `init(bytes:)`, by way of any JSON: it tells why bytes are no leaf.
    init(json bytes: [UInt8]) throws(LeafError) {
        guard bytes.count <= Self.byteLimit else { throw .tooLong(byteCount: bytes.count) }
        guard let fields = (try? CanonicalJSON.read(bytes))?.object else { throw .notCanonical }
        guard fields["v"] == 1 else { throw .version }
        guard fields.count == 4, let number = fields["seq"]?.integer, number >= 0,
            let previous = fields["prev"]?.string.flatMap({ Hex.decode($0) }).flatMap({ Hash32($0) }),
            let texts = fields["_sd"]?.array, texts.count == Disclosure.Part.allCases.count
        else { throw .notCanonical }
        var digests: [Hash32] = []
        for text in texts {
            guard let digest = text.string.flatMap({ Base64URL.decode($0) }).flatMap({ Hash32($0) }) else {
                throw .notCanonical
            }
            digests.append(digest)
        }
        self.init(digests: digests, previous: previous, number: number)
    }

    static let byteLimit = 1024
}

/// The one spelling of a leaf, read place by place.
///
/// Verifying reads every leaf. A profile of 100,000 records had a third of its time in the general JSON reader
/// and its dictionaries; this takes a tenth of that. Whatever it does not know the general reader judges.
private struct LeafText {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0

    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Leaf? {
        var text = LeafText(bytes: bytes)
        var digests: [Hash32] = []
        digests.reserveCapacity(Disclosure.Part.allCases.count)
        let links = text.links { letters in
            guard let digest = Base64URL.decodeHash(letters) else { return false }
            digests.append(digest)
            return true
        }
        return links.map { Leaf(digests: digests, previous: $0.previous, number: $0.number) }
    }

    /// Most of a leaf is its digests, which a check of the chain only has to find well spelled.
    static func links(in bytes: UnsafeBufferPointer<UInt8>) -> (previous: Hash32, number: Int)? {
        var text = LeafText(bytes: bytes)
        return text.links { Base64URL.isSpelledRight($0) }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func links(
        digest isDigest: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> (previous: Hash32, number: Int)? {
        guard skip("{\"_sd\":[\"") else { return nil }
        for index in 0..<6 {
            guard index == 0 || skip("\",\""), let letters = take(43), isDigest(letters) else { return nil }
        }
        guard skip("\"],\"prev\":\""), let digits = take(64), let previous = Hex.decodeHash(digits),
            skip("\",\"seq\":"), let number = number(), skip(",\"v\":1}"), offset == bytes.count
        else { return nil }
        return (previous, number)
    }

    private mutating func skip(_ text: StaticString) -> Bool {
        guard let found = take(text.utf8CodeUnitCount) else { return false }
        for index in found.indices where found[index] != text.utf8Start[index] { return false }
        return true
    }

    private mutating func take(_ count: Int) -> UnsafeBufferPointer<UInt8>? {
        guard bytes.count - offset >= count else { return nil }
        defer { offset += count }
        return UnsafeBufferPointer(rebasing: bytes[offset..<offset + count])
    }

    /// Up to fifteen digits without a leading zero: all numbers of them are below 2^53.
    private mutating func number() -> Int? {
        let start = offset
        var value = 0
        while offset < bytes.count, offset - start < 15, Ascii.digits ~= bytes[offset] {
            value = value * 10 + Int(bytes[offset] - UInt8(ascii: "0"))
            offset += 1
        }
        guard offset > start, offset == start + 1 || bytes[start] != UInt8(ascii: "0") else { return nil }
        return value
    }
}

/// Why bytes are not a leaf.
package enum LeafError: Error, Equatable {
    case tooLong(byteCount: Int)
    /// Not canonical JSON with exactly the four members of Format.md, "Leaf".
    case notCanonical
    /// A version that this program does not know.
    case version
}
