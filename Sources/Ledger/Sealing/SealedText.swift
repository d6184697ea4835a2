/// The text that is sealed: of each disclosure the salt's 16 bytes, the value's canonical JSON and a line feed,
/// the six parts first. The place gives the name. Format.md, "Sealed".
struct SealedText: DisclosureSource {
    private var rest: Slice<UnsafeBufferPointer<UInt8>>

    /// Reads `bytes`, which are there as long as this value is used.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { rest = bytes[...] }

    /// Puts the next disclosure's JSON in place of `json`'s bytes; false, and `json` empty, at the end.
    ///
    /// - Throws: `.malformed` if the text breaks off.
    mutating func next(named name: String, into json: inout [UInt8]) throws(OpenError) -> Bool {
        json.removeAll(keepingCapacity: true)
        guard !rest.isEmpty else { return false }
        guard rest.count > Self.saltByteCount,
            let end = rest.dropFirst(Self.saltByteCount).firstIndex(of: Ascii.newline)
        else { throw .malformed(part: name) }
        let value = rest.startIndex + Self.saltByteCount
        json.append(Ascii.openBracket)
        json.append(Ascii.quote)
        Base64URL.append(UnsafeBufferPointer(rebasing: rest[..<value]), to: &json)
        json.append(contentsOf: "\",\"".utf8)
        json.append(contentsOf: name.utf8)
        json.append(contentsOf: "\",".utf8)
        json.append(contentsOf: rest[value..<end])
        json.append(Ascii.closeBracket)
        rest = rest[(end + 1)...]
        return true
    }

    /// The text of `disclosures`.
    static func of(_ disclosures: Disclosures) -> [UInt8] {
        var text: [UInt8] = []
        let names = Disclosure.Part.allCases.map(\.rawValue)
        text.reserveCapacity(disclosures.parts.reduce(paddingRoom) { $0 + $1.json.count })
        for (index, disclosure) in (disclosures.parts + disclosures.attachments).enumerated() {
            let name = index < names.count ? names[index] : Disclosure.attachmentName
            disclosure.json.withUnsafeBufferPointer { json in
                guard let value = Disclosure.value(in: json, named: name),
                    let salt = Base64URL.decode(disclosure.json[2..<24])
                else { preconditionFailure("a disclosure made here has its name in its place") }
                text.append(contentsOf: salt)
                text.append(contentsOf: value)
            }
            text.append(Ascii.newline)
        }
        return text
    }

    private static let saltByteCount = 16
    private static let paddingRoom = 512
}
