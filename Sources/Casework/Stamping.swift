import Evidence
import Ledger

/// Sends the hash of a checkpoint to those who stamp it, and nothing else.
extension Environment {
    /// One request to another computer: an address, and the bytes for it.
    package struct Posting: Sendable, Equatable {
        package let address: String
        package let body: [UInt8]
        package let contentType: String
        package let accepted: String
    }

    /// Sends a request and returns the answer's bytes, at most `postByteLimit`. Throws `CaseError`.
    package typealias Post = @Sendable (Posting) throws -> [UInt8]

    package static let postByteLimit = 1 << 20
}

extension Book {
    /// Asks the time-stamping authority at `address` to stamp `target`, and records its answer.
    package func stamp(_ target: AnchorTarget, by address: String, roots: [UInt8]?) throws -> AnchorAnswer {
        guard let checker = TokenFormat.checker else { throw CaseError.noTokens }
        let nonce = environment.random.bytes(TokenFormat.nonceByteCount)
        let query = checker.query(sha256: target.digest, nonce: nonce)
        let reply = try post(
            .init(
                address: address, body: query, contentType: TokenFormat.queryType, accepted: TokenFormat.replyType))
        return try addAnchor(Stamp(file: reply, query: query, roots: roots))
    }

    /// Asks OpenTimestamps calendars to publish `target`, and records their promises as one proof. A random number
    /// hides the checkpoint's hash from them.
    package func stamp(_ target: AnchorTarget, calendars: [String]) throws -> AnchorAnswer {
        let nonce = environment.random.bytes(Timestamp.nonceByteCount)
        let hidden = Timestamp.commitment(to: target.digest, nonce: nonce)
        let answers = try calendars.map { calendar in
            let answer = try post(
                .init(
                    address: calendar + (calendar.hasSuffix("/") ? "digest" : "/digest"), body: hidden,
                    contentType: "application/x-www-form-urlencoded", accepted: "application/vnd.opentimestamps.v1"))
            guard (try? Timestamp(answer: answer, for: hidden)) != nil else {
                throw CaseError.failed("\(calendar) gave no OpenTimestamps proof. Nothing was saved.")
            }
            return answer
        }
        return try addAnchor(Stamp(file: Timestamp.file(digest: target.digest, nonce: nonce, answers: answers)))
    }

    private func post(_ posting: Environment.Posting) throws -> [UInt8] {
        guard let post = environment.post else {
            throw CaseError.failed(
                "This build has no part for the network (package trait Network). Nothing was sent. "
                    + "Write a query with daybook anchor request, and send it yourself.")
        }
        return try post(posting)
    }
}
