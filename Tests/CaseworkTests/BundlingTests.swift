import Evidence
import Foundation
import Ledger
import Testing

@testable import Casework
@testable import Vault

@Suite("Bundles from a vault")
struct BundlingTests {
    private static func open() throws -> (vault: TrustVault, book: Book, review: Review) {
        let vault = try TrustVault()
        let book = try vault.open()
        return (vault, book, try book.review())
    }

    @Test("Everything but private entries goes out, is checked, and the export is noted as a private entry")
    func whole() throws {
        let (vault, book, review) = try Self.open()
        defer { book.locked.close() }
        var request = BundleRequest()
        request.pages = PagesWriter(
            pieces: { _, json in
                var pieces = [[UInt8]("PDF of ".utf8)]
                json { pieces.append($0) }
                return pieces
            }, missing: { _, _ in [] })
        let proposal = try book.proposeBundle(request)
        #expect(proposal.shown == review.evidence.map(\.number))
        #expect(proposal.privateCount == review.privates.count)
        #expect(proposal.attachmentCount == 1 && proposal.attachmentByteCount == 700)
        let path = vault.folder.path + "/out.zip"
        let (answer, digest) = try book.write(proposal, to: path, for: "the lawyer")
        #expect(answer.exitCode == 0)
        let file = [UInt8](try Data(contentsOf: URL(filePath: path)))
        #expect(sha256(file) == digest)
        let members = try ZipFile.read(ByteSource(file))
        func bytes(_ name: String) throws -> ArraySlice<UInt8> {
            file[try #require(members.first { $0.name == "bundle/" + name }).range]
        }
        #expect(try bytes(BundleFile.pdf).elementsEqual([UInt8]("PDF of ".utf8) + bytes(BundleFile.json)))
        let text = String(decoding: file, as: UTF8.self)
        #expect(!text.contains("Pereira") && !text.contains("the lawyer"))
        let after = try book.review()
        let last = try #require(after.privates.last)
        #expect(last.entry.account == "For: the lawyer")
        guard case .export(let export)? = last.entry.event.details else {
            Issue.record("the export is not noted")
            return
        }
        #expect(export.what == "bundle" && export.files == ["out.zip": digest])
        let kept = try book.store.read { try $0.keptCheckpoints() }
        #expect(kept.contains { $0.size == review.head.head.size })
        // The next bundle continues this one.
        let next = try book.proposeBundle(BundleRequest())
        let second = vault.folder.path + "/second.zip"
        _ = try book.write(next, to: second, for: nil)
        let check = BundleCheck(key: book.verifierKey, checkpoint: kept.last?.note)
        #expect(check.check([UInt8](try Data(contentsOf: URL(filePath: second)))).result(.checkpoint) == .pass)
        #expect(throws: CaseError.self) { try book.write(next, to: second, for: nil) }
    }

    @Test("A private entry, one that is not there and one that keeps the book are refused")
    func refused() throws {
        let (vault, book, review) = try Self.open()
        defer { withExtendedLifetime(vault) { book.locked.close() } }
        for number in [0, 999, try #require(review.privates.first).number] {
            var request = BundleRequest()
            request.entries = [number]
            #expect(throws: CaseError.self) { try book.proposeBundle(request) }
        }
    }

    @Test("Parts are withheld as asked, with the reason, and the rest of a period stays")
    func parts() throws {
        let (vault, book, review) = try Self.open()
        defer { book.locked.close() }
        let contacts = review.standing.filter(\.event.isContact).map(\.number)
        var request = BundleRequest()
        request.entries = Set(contacts.prefix(2))
        request.withhold = ["addresses", "words:\(contacts[0])", "attachment:\(contacts[1]).1"].compactMap(
            Withholding.init)
        request.reason = "not asked for"
        let proposal = try book.proposeBundle(request)
        #expect(proposal.withheld.contains(contacts[2]))
        #expect(
            proposal.withheldParts == [
                "entry \(contacts[0]): addresses", "entry \(contacts[0]): words", "entry \(contacts[1]): addresses",
                "entry \(contacts[1]): attachment 1",
            ])
        #expect(proposal.attachmentCount == 0)
        let path = vault.folder.path + "/part.zip"
        #expect(try book.write(proposal, to: path, for: nil).answer.exitCode == 0)
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(!text.contains(TrustVault.words) && text.contains("not asked for"))
    }

    @Test("A bundle of chosen entries also shows the gaps in recording of the period, and passes")
    func gaps() throws {
        let (vault, book, review) = try Self.open()
        defer { book.locked.close() }
        let now = book.environment.now()
        let zone = review.homeZone
        func gap(daysAgo: Int) throws -> Int {
            var event = Event(.gap)
            let start = zone.localTime(of: now.adding(seconds: -86_400 * daysAgo))
            event.occurred = Occurred(
                start: start, end: zone.localTime(of: start.instant.adding(seconds: 3600)), zone: zone.name,
                precision: .minute, source: .memory)
            return try book.record(Draft(event: event, account: "The telephone was under repair."))
        }
        let (near, far) = (try gap(daysAgo: 1), try gap(daysAgo: 400))
        var request = BundleRequest()
        request.entries = [try #require(review.standing.first { $0.event.isContact }).number]
        request.from = zone.localTime(of: now.adding(seconds: -86_400 * 30)).wall.date
        let proposal = try book.proposeBundle(request)
        #expect(proposal.shown.contains(near) && !proposal.shown.contains(far))
        #expect(try proposal.writer.report().leftOut.gaps.map(\.entry) == [near])
        #expect(try book.write(proposal, to: vault.folder.path + "/gaps.zip", for: nil).answer.exitCode == 0)
    }

    @Test(
        "What may be withheld has a few forms",
        arguments: [
            ("addresses", true), ("words:12", true), ("attachment:31.2", true), ("attachments:31", true),
            ("heading", false), ("event:3", false), ("words:", false), ("words:1.2", false), ("attachment:31", false),
            ("attachment:31.0", false), ("words:-1", false), ("words:1:2", false), ("", false),
        ])
    func forms(text: String, isTaken: Bool) { #expect((Withholding(text) != nil) == isTaken) }

    @Test("A bundle for a recipient opens with the recipient's key alone, and passes then")
    func encrypted() throws {
        let (vault, book, _) = try Self.open()
        defer { book.locked.close() }
        let identity = AgeIdentity.random(.system)
        let recipient = try #require(identity.recipient)
        let path = vault.folder.path + "/out.zip.age"
        _ = try book.write(
            book.proposeBundle(BundleRequest()), to: path, lock: .recipients([recipient]), for: nil)
        let file = [UInt8](try Data(contentsOf: URL(filePath: path)))
        #expect(BundleCheck().check(file).result(.container) == .fail)
        #expect(!String(decoding: file, as: UTF8.self).contains(TrustVault.words))
        var plain: [UInt8] = []
        var decryptor = AgeDecryptor(identities: [identity])
        try file.withUnsafeBytes { try decryptor.update($0) { plain.append(contentsOf: $0) } }
        try decryptor.finish { plain.append(contentsOf: $0) }
        #expect(BundleCheck(key: book.verifierKey).check(plain).exitCode == 0)
    }

    @Test("A bundle under a passphrase opens with it alone, and passes then")
    func passphrase() throws {
        let (vault, book, _) = try Self.open()
        defer { book.locked.close() }
        let identity = AgeIdentity.passphrase(SecretKey(copying: [UInt8]("seven more words".utf8)))
        let path = vault.folder.path + "/out.zip.age"
        let written = try book.write(
            book.proposeBundle(BundleRequest()), to: path, lock: .passphrase(identity), for: nil)
        #expect(written.answer.exitCode == 0)
        let file = [UInt8](try Data(contentsOf: URL(filePath: path)))
        #expect(sha256(file) == written.sha256 && file.starts(with: "age-encryption.org/v1\n-> scrypt ".utf8))
        var plain: [UInt8] = []
        var decryptor = AgeDecryptor(identities: [identity])
        try file.withUnsafeBytes { try decryptor.update($0) { plain.append(contentsOf: $0) } }
        try decryptor.finish { plain.append(contentsOf: $0) }
        #expect(BundleCheck(key: book.verifierKey).check(plain).exitCode == 0)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: vault.folder.path).allSatisfy {
                !$0.hasSuffix(".partial")
            })
    }

    @Test("A bundle of a period says whether every contact of it goes out")
    func wholePeriod() throws {
        let (vault, book, review) = try Self.open()
        defer { withExtendedLifetime(vault) { book.locked.close() } }
        var request = BundleRequest()
        request.from = CivilDate(text: "2026-03-04")
        request.to = CivilDate(text: "2026-03-04")
        #expect(try book.proposeBundle(request).isWholePeriod)
        let contact = try #require(review.standing.first { $0.event.isContact })
        request.entries = [contact.number]
        #expect(try !book.proposeBundle(request).isWholePeriod)
    }

    @Test("One entry's proof holds for the log's key and checkpoint")
    func proof() throws {
        let (vault, book, review) = try Self.open()
        defer { withExtendedLifetime(vault) { book.locked.close() } }
        let (leafHash, bytes) = try book.locked.proof(of: 2)
        let proof = try TlogProof(bytes: bytes)
        #expect(try proof.checkpoint(holding: leafHash, key: book.verifierKey).head == review.head.head)
        #expect(throws: CaseError.self) { try book.locked.proof(of: 999) }
    }
}
