import Ledger

/// What an anchor's stamp shows, checked again from its own bytes.
package struct AnchorCheck: Equatable, Sendable {
    package enum State: String, Sendable {
        /// The stamp holds.
        case holds
        /// Calendars have promised to publish it; nothing is shown yet.
        case pending
        /// The stamp does not hold, or is not the one that the entry tells of.
        case fails
        /// This build has no part for it.
        case notChecked = "not-checked"
    }
    package let state: State
    /// What holds, or why not, as the end of a sentence.
    package let detail: String

    /// - Parameters:
    ///   - anchor: What the entry says.
    ///   - files: The bytes of the entry's attachments: the stamp, then certificates or block header.
    package init(_ anchor: Anchor, files: [[UInt8]], checker: (any TokenChecking)? = TokenFormat.checker) {
        let digest = sha256(Array(anchor.note.utf8))
        let more = files.dropFirst().first ?? []
        guard let stamp = files.first else {
            self.init(.fails, "the stamp is not there")
            return
        }
        switch anchor.format {
        case .rfc3161: self.init(anchor, token: stamp, certificates: more, digest, checker)
        case .opentimestamps: self.init(anchor, proof: stamp, header: more, digest)
        }
    }

    private init(_ state: State, _ detail: String) {
        self.state = state
        self.detail = detail
    }

    private init(
        _ anchor: Anchor, token: [UInt8], certificates: [UInt8], _ digest: [UInt8], _ checker: (any TokenChecking)?
    ) {
        guard let checker else {
            self.init(.notChecked, "this build has no part for time-stamp tokens")
            return
        }
        do throws(TokenError) {
            let chain = checker.certificates(in: certificates)
            let read = try checker.check(token, imprint: digest, nonce: nil, trust: .chain(chain))
            guard read.time == anchor.time, read.signer == anchor.by else {
                self.init(.fails, "the token says another time or signer than the entry")
                return
            }
            self.init(.holds, "signed by \(read.signer) under the kept certificates")
        } catch {
            self.init(.fails, error.sentence)
        }
    }

    private init(_ anchor: Anchor, proof: [UInt8], header: [UInt8], _ digest: [UInt8]) {
        guard let proof = try? Timestamp(file: proof), proof.digest == digest else {
            self.init(.fails, "the proof is damaged or for something else")
            return
        }
        guard !header.isEmpty else {
            let isPending = anchor.time == nil
            self.init(isPending ? .pending : .fails, isPending ? "calendars have promised" : "no block header is kept")
            return
        }
        guard let block = BlockHeader(header), let height = proof.height(of: block), block.time == anchor.time else {
            self.init(.fails, "the proof does not lead to the block header that is kept")
            return
        }
        self.init(.holds, "leads to the block header that was supplied, said to be number \(height)")
    }
}

extension TokenError {
    /// Why, as the end of a sentence.
    package var sentence: String {
        switch self {
        case .notAToken: "the file is no time-stamp reply or token"
        case .tooLong: "the file is longer than a token can be"
        case .notGranted(let status): "the authority did not grant it (status \(status))"
        case .otherImprint: "the token stamps something else"
        case .otherNonce: "the token answers another query"
        case .weakHash: "the token is signed over a hash older than SHA-2"
        case .chain(let code):
            "its certificate does not lead to a trusted root, was not valid then, or is not one for time stamps alone "
                + "(X.509 error \(code))"
        case .signature: "its signature, or the certificate that it binds, does not hold"
        }
    }
}
