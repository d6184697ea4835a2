import Foundation
import Ledger
import Outside
import Testing

@testable import Evidence

@Suite("age files")
struct AgeFileTests {
    private static let lengths = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]

    @Test("open again to the same bytes, whatever their number", arguments: lengths)
    func roundTrip(byteCount: Int) throws {
        let identity = AgeIdentity.random(.system)
        let plain = RandomSource.system.bytes(byteCount)
        let file = try Self.sealed(plain, pieces: 50_000) {
            try AgeEncryptor(to: [try #require(identity.recipient)], random: .system)
        }
        #expect(try Self.opened(file, with: identity) == plain)
    }

    @Test("are opened by the stock program, and its files by us", arguments: lengths)
    func stock(byteCount: Int) throws {
        guard let age = StockProgram("age") else { return }
        let (folder, identity) = (try ScratchFolder(), AgeIdentity.random(.system))
        let plain = RandomSource.system.bytes(byteCount)
        let key = try folder.write(Array(try #require(identity.text).utf8), as: "key")
        let recipient = try #require(identity.recipient)
        let ours = try Self.sealed(plain, pieces: 65_536) { try AgeEncryptor(to: [recipient], random: .system) }
        #expect(try age.run(["-d", "-i", key], input: ours).output == plain)
        let theirs = try age.run(["-r", recipient.text], input: plain).output
        #expect(try Self.opened(theirs, with: identity) == plain)
        let text = try age.run(["-a", "-r", recipient.text], input: plain).output
        #expect(try Self.opened(text, with: identity, isArmored: true) == plain)
    }

    @Test("with a passphrase open with it and with no other")
    func passphrase() throws {
        let words = SecretKey(copying: Array("river stone lamp".utf8))
        let file = try Self.sealed([1, 2, 3], pieces: 3) {
            try AgeEncryptor(passphrase: words, workFactor: 10, random: .system)
        }
        #expect(try Self.opened(file, with: .passphrase(words)) == [1, 2, 3])
        let other = AgeIdentity.passphrase(SecretKey(copying: Array("river stone lamb".utf8)))
        #expect(throws: AgeError.noMatch(isPostQuantum: false)) { try Self.opened(file, with: other) }
    }

    @Test("do not open when any byte is another, or when any bytes are cut off the end")
    func everyByte() throws {
        let identity = AgeIdentity.random(.system)
        let file = try Self.sealed(Array("Handover at five?".utf8), pieces: 100) {
            try AgeEncryptor(to: [try #require(identity.recipient)], random: .system)
        }
        for index in file.indices {
            var changed = file
            changed[index] ^= 1 << UInt8.random(in: 0...7)
            #expect(throws: AgeError.self, "byte \(index)") { try Self.opened(changed, with: identity) }
            #expect(throws: AgeError.self, "cut at \(index)") {
                try Self.opened(Array(file[..<index]), with: identity)
            }
        }
    }

    @Test("can be read at any place by whoever just wrote them, and not where a byte changed", arguments: lengths)
    func reader(byteCount: Int) throws {
        let plain = RandomSource.system.bytes(byteCount)
        var encryptor = try AgeEncryptor(to: [try #require(AgeIdentity.random(.system).recipient)], random: .system)
        let reader = encryptor.reader()
        var file = [UInt8]()
        try plain.withUnsafeBytes { try encryptor.update($0) { file += $0 } }
        try encryptor.finish { file += $0 }
        let source = try reader.plainBytes(of: ByteSource(file))
        #expect(source.byteCount == byteCount)
        #expect(try source.bytes(0..<byteCount) == plain)
        for start in stride(from: 0, to: byteCount, by: 40_000) {
            let range = start..<min(byteCount, start + 70_000)
            #expect(try source.bytes(range) == Array(plain[range]))
        }
        file[file.count - 1] ^= 1
        #expect(throws: AgeError.self) {
            let source = try reader.plainBytes(of: ByteSource(file))
            // An empty file has nothing that could be read.
            if byteCount == 0 { throw AgeError.payload(index: 0) }
            _ = try source.bytes(byteCount - 1..<byteCount)
        }
        #expect(throws: AgeError.self) { try reader.plainBytes(of: ByteSource([1, 2, 3])) }
    }

    @Test("with a header that does not end are given up")
    func longHeader() {
        let line = Array("-> x\n\n".utf8)
        let long = AgeFormat.version + [10] + (0..<60_000).flatMap { _ in line }
        #expect(throws: AgeError.headerTooLong) { try Self.opened(long, with: .random(.system)) }
    }

    @Test("are refused for a passphrase that would take more than 1 GiB")
    func costly() throws {
        let stanza = AgeStanza(
            type: "scrypt", arguments: [AgeText.encode(.init(repeating: 0, count: 16)), "21"],
            body: .init(repeating: 0, count: 32))
        #expect(throws: AgeError.tooCostly) {
            _ = try AgeScrypt.unwrap(stanza, passphrase: SecretKey(copying: [1])) == nil
        }
    }

    @Test("are not written to a point of low order")
    func lowOrder() {
        #expect(throws: AgeWritingError.unusableRecipient) {
            _ = try AgeEncryptor(to: [.x25519(.init(repeating: 0, count: 32))], random: .system)
        }
    }

    private static func sealed(
        _ plain: [UInt8], pieces: Int, _ make: () throws -> AgeEncryptor
    ) throws -> [UInt8] {
        var encryptor = try make()
        var file = [UInt8]()
        for start in stride(from: 0, to: plain.count, by: pieces) {
            try plain[start..<min(start + pieces, plain.count)].withUnsafeBytes {
                try encryptor.update($0) { file += $0 }
            }
        }
        try encryptor.finish { file += $0 }
        return file
    }

    private static func opened(
        _ file: [UInt8], with identity: AgeIdentity, isArmored: Bool = false
    ) throws -> [UInt8] {
        var decryptor = AgeDecryptor(identities: [identity], isArmored: isArmored)
        var plain = [UInt8]()
        try file.withUnsafeBytes { try decryptor.update($0) { plain += $0 } }
        try decryptor.finish { plain += $0 }
        return plain
    }
}
