import Foundation

/// A time-stamping authority made for one test: its own root, and `openssl ts` to answer queries.
package struct LiveAuthority: Sendable {
    private let openssl: StockProgram
    private let folder: ScratchFolder
    /// The root's certificate, PEM.
    package let root: [UInt8]

    /// What may be wrong with it.
    package struct Manner: Sendable {
        package var usage = "critical,timeStamping"
        package var digest = "sha256"
        package var certificateHash = "sha256"
        package init() {}
    }

    /// Nil, with a line that says so, where there is no `openssl`.
    package init?(_ manner: Manner = Manner()) throws {
        guard let openssl = StockProgram("openssl") else { return nil }
        self.openssl = openssl
        folder = try ScratchFolder()
        let path = folder.path
        _ = try folder.write(Array("01\n".utf8), as: "serial")
        _ = try folder.write(Array("extendedKeyUsage=\(manner.usage)\n".utf8), as: "usage")
        _ = try folder.write(Array(Self.settings(manner, serial: path("serial")).utf8), as: "settings")
        let key = ["-newkey", "rsa:2048", "-nodes"]
        let steps = [
            ["req", "-x509"] + key + [
                "-keyout", path("root.key"), "-out", path("root.pem"), "-subj", "/CN=Test Root", "-days", "30",
            ],
            ["req", "-new"] + key + ["-keyout", path("key"), "-out", path("request"), "-subj", "/CN=Test Clock"],
            [
                "x509", "-req", "-in", path("request"), "-CA", path("root.pem"), "-CAkey", path("root.key"),
                "-CAcreateserial", "-days", "30", "-extfile", path("usage"), "-out", path("cert"),
            ],
        ]
        for step in steps where try openssl.run(step).status != 0 { throw Failed() }
        root = [UInt8](try Data(contentsOf: URL(filePath: path("root.pem"))))
    }

    package struct Failed: Error {}

    /// The reply (`.tsr`) to a query.
    package func reply(to query: [UInt8]) throws -> [UInt8] {
        let (question, answer) = (try folder.write(query, as: "query"), folder.path("reply"))
        let result = try openssl.run([
            "ts", "-reply", "-config", folder.path("settings"), "-queryfile", question,
            "-signer", folder.path("cert"), "-inkey", folder.path("key"), "-out", answer,
        ])
        guard result.status == 0 else { throw Failed() }
        return [UInt8](try Data(contentsOf: URL(filePath: answer)))
    }

    private static func settings(_ manner: Manner, serial: String) -> String {
        """
        [tsa]
        default_tsa = clock
        [clock]
        serial = \(serial)
        signer_digest = \(manner.digest)
        default_policy = 1.2.3.4
        digests = sha256, sha384
        accuracy = secs:1, millisecs:500
        ess_cert_id_alg = \(manner.certificateHash)

        """
    }
}
