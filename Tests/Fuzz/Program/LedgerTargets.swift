import Ledger

extension FuzzTarget {
    static let ledger = [
        FuzzTarget("json") { bytes in
            guard let value = try? JSONText.read(bytes) else { return }
            for pretty in [false, true] {
                let written = JSONText.write(value, pretty: pretty)
                promise((try? JSONText.read(Array(written.utf8))) == value, "what is written reads back")
            }
        },
        FuzzTarget("canonical-json") { bytes in
            guard let value = try? CanonicalJSON.read(bytes) else { return }
            promise(CanonicalJSON.write(value) == bytes, "a value has one spelling")
            promise((try? JSONText.read(bytes)) == value, "hashed JSON is JSON")
        },
        FuzzTarget("leaf") { bytes in
            guard let leaf = try? Leaf(bytes: bytes) else { return }
            promise(leaf.bytes == bytes, "a leaf has one spelling")
        },
        FuzzTarget("disclosure") { bytes in
            let disclosure = Disclosure(json: bytes)
            promise(Base64URL.decode(disclosure.text) == bytes, "the text is the JSON's base64url")
            for part in Disclosure.Part.allCases { _ = try? disclosure.value(named: part.rawValue) }
        },
        FuzzTarget("entry", read: readEntry),
        FuzzTarget("slot", read: readSlot),
        FuzzTarget("number") { bytes in
            guard let number = try? GroupedNumber(text: String(decoding: bytes, as: UTF8.self)) else { return }
            promise((try? GroupedNumber(text: number.text)) == number, "a number reads back")
        },
    ]

    /// The plain text of a sealed record: disclosures, one a line, under the digests that they have.
    private static func readEntry(_ text: [UInt8]) {
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
        let disclosures = lines.map { Disclosure(json: $0) }
        let leaf = Leaf(
            digests: disclosures.prefix(Disclosure.Part.allCases.count).map(\.digest),
            previous: [UInt8](repeating: 0, count: 32), number: 7)
        guard let entry = try? Entry(opening: disclosures, of: leaf) else { return }
        _ = entry.gap
        // Sealed again with the same salts, it must be the same text: an entry has one spelling.
        let salts = Salts((lines.dropFirst(6) + lines.prefix(6)).flatMap(salt))
        let again = Disclosures(entry, random: salts.random)
        promise((again.parts + again.attachments).map(\.json) == lines, "an entry has one spelling")
        for line in lines { promise((try? CanonicalJSON.read(line)) != nil, "what opens is canonical JSON") }
    }

    private static func salt(_ json: [UInt8]) -> [UInt8] {
        (try? CanonicalJSON.read(json))?.array?.first?.string.flatMap { Base64URL.decode($0) } ?? []
    }

    /// A header, a line feed, and what it wraps.
    ///
    /// Passphrases are not tried: one costs 64 MiB and some 100 ms at the least.
    private static func readSlot(_ bytes: [UInt8]) {
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
        let slot = Slot(header: Array(bytes[..<end]), wrapped: Array(bytes[end...].dropFirst()))
        let number = GroupedNumber(bytes: [UInt8](repeating: 1, count: 16))
        let origin = Checkpoint.originPrefix + String(repeating: "0", count: 32)
        guard (try? slot.kind()) != nil else { return }
        guard let opened = try? slot.open(recovery: number, origin: origin) else { return }
        _ = consume opened
    }
}

/// Hands out salts in the order in which `Disclosures` asks for them.
private final class Salts: @unchecked Sendable {  // used by one thread
    private var salts: ArraySlice<UInt8>

    init(_ salts: [UInt8]) { self.salts = salts[...] }

    var random: RandomSource {
        RandomSource { buffer in
            buffer.copyBytes(from: self.salts.prefix(buffer.count))
            self.salts = self.salts.dropFirst(buffer.count)
        }
    }
}
