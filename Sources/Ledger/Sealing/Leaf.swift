/// What is hashed into the chain and the tree: `{"_sd":[…],"prev":"…","seq":N,"v":1}`. Format.md, "Leaf".
package struct Leaf: Sendable, Equatable {
    /// SHA-256 of each of the six disclosures' texts.
    package let digests: [[UInt8]]
    /// Leaf hash of the record before; for record 0, SHA-256 of the log's verifier key.
    package let previous: [UInt8]
    package let number: Int

    package init(digests: [[UInt8]], previous: [UInt8], number: Int) {
        self.digests = digests
        self.previous = previous
        self.number = number
    }

    package var bytes: [UInt8] {
        CanonicalJSON.write([
            "_sd": .array(digests.map { .string(Base64URL.encode($0)) }),
            "prev": .string(Hex.encode(previous)), "seq": .integer(number), "v": 1,
        ])
    }

    /// Reads exactly the bytes that `bytes` writes.
    package init(bytes: [UInt8]) throws(LeafError) {
        guard bytes.count <= Self.byteLimit else { throw .tooLong(byteCount: bytes.count) }
        guard let fields = (try? CanonicalJSON.read(bytes))?.object else { throw .notCanonical }
        guard fields["v"] == 1 else { throw .version }
        guard fields.count == 4, let number = fields["seq"]?.integer, number >= 0,
            let previous = fields["prev"]?.string.flatMap({ Hex.decode($0) }), previous.count == 32,
            let texts = fields["_sd"]?.array, texts.count == Disclosure.Part.allCases.count
        else { throw .notCanonical }
        var digests: [[UInt8]] = []
        for text in texts {
            guard let text = text.string, let digest = Base64URL.decode(text), digest.count == 32 else {
                throw .notCanonical
            }
            digests.append(digest)
        }
        self.init(digests: digests, previous: previous, number: number)
    }

    static let byteLimit = 1024
}

/// Why bytes are not a leaf.
package enum LeafError: Error, Equatable {
    case tooLong(byteCount: Int)
    /// Not canonical JSON with exactly the four members of Format.md, "Leaf".
    case notCanonical
    /// A version that this program does not know.
    case version
}
