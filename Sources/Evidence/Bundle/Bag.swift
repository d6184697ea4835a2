import Ledger

/// The BagIt files around the payload, and the note that binds them to the log. Bundle.md, "Bag".
enum Bag {
    static let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

    static func info(made day: CivilDate, payload: some Sequence<Int>) -> String {
        let (bytes, files) = payload.reduce((0, 0)) { ($0.0 + $1, $0.1 + 1) }
        return "Bagging-Date: \(day.text)\nPayload-Oxum: \(bytes).\(files)\n"
    }

    /// A line for each file, in ascending order of names.
    static func manifest(_ hashes: [String: [UInt8]]) -> String {
        hashes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { "\(Hex.encode($0.value))  \($0.key)\n" }.joined()
    }

    /// The names whose hash in `text` is another than in `hashes`, or that only one of the two has.
    static func differences(_ text: ArraySlice<UInt8>, _ hashes: [String: [UInt8]]) -> [String] {
        var listed: [String: String] = [:]
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n") where line.utf8.count > 66 {
            listed[String(line.utf8.dropFirst(66)) ?? ""] = String(line.utf8.prefix(64))
        }
        let found = hashes.mapValues { Hex.encode($0) }
        return Set(listed.keys).union(found.keys).filter { listed[$0] != found[$0] }.sorted()
    }

    /// What the bundle note signs.
    static func noteText(origin: String, size: Int, manifest: [UInt8], tagManifest: [UInt8]) -> String {
        """
        daybook bundle v1
        \(origin)
        \(size)
        \(Hex.encode(manifest))  \(BundleFile.manifest)
        \(Hex.encode(tagManifest))  \(BundleFile.tagManifest)

        """
    }

    static func policy(_ key: VerifierKey) -> String { "log \(key.text)\nquorum none\n" }

    /// The log's key in a policy of ours.
    static func key(inPolicy bytes: ArraySlice<UInt8>) -> VerifierKey? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let line = text.split(separator: "\n").first, line.hasPrefix("log "),
            let key = try? VerifierKey(text: String(line.dropFirst(4))), policy(key).utf8.elementsEqual(bytes)
        else { return nil }
        return key
    }

    /// SubjectPublicKeyInfo of an Ed25519 key, RFC 8410 section 4, as `openssl` reads it.
    static func pem(_ key: VerifierKey) -> String {
        let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
        return "-----BEGIN PUBLIC KEY-----\n\(Base64.encode(prefix + key.publicKey))\n-----END PUBLIC KEY-----\n"
    }
}
