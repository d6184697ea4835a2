import Foundation
import Ledger
import Testing

@testable import CLI

struct PassphraseSourceTests {
    @Test(
        "a passphrase is the first line, its bytes as they are",
        arguments: [
            ("plain", "plain"), ("line\n", "line"), ("first\nsecond\n", "first"), ("windows\r\n", "windows"),
            (" blanks kept \n", " blanks kept "), ("tab\tand\u{0}nul\n", "tab\tand\u{0}nul"),
            ("e\u{301}\n", "e\u{301}"),
        ])
    func firstLine(content: String, expected: String) throws {
        try withFile(Array(content.utf8)) { path in
            #expect(try PassphraseSource.file(path).read().withBytes { Array($0) } == Array(expected.utf8))
            let file = try FileDescriptor(opening: path, O_RDONLY)
            #expect(try PassphraseSource.descriptor(file.number).read().withBytes { Array($0) } == Array(expected.utf8))
            #expect(
                try PassphraseSource.command("cat '\(path)'").read().withBytes { Array($0) } == Array(expected.utf8))
        }
    }

    @Test("a descriptor is read line by line, so that two passphrases may follow each other")
    func twoLines() throws {
        try withFile(Array("old\nnew\n".utf8)) { path in
            let file = try FileDescriptor(opening: path, O_RDONLY)
            #expect(try PassphraseSource.descriptor(file.number).read().text == "old")
            #expect(try PassphraseSource.descriptor(file.number).read().text == "new")
        }
    }

    @Test("nothing, an empty line and more than 1,024 bytes are refused", arguments: [0, 1, 1025])
    func refused(count: Int) throws {
        let content = count == 1 ? Array("\nsecond".utf8) : [UInt8](repeating: 120, count: count)
        try withFile(content) { path in
            #expect(throws: count == 1025 ? Failure.longPassphrase : .emptyPassphrase) {
                _ = try PassphraseSource.file(path).read().byteCount
            }
        }
    }

    @Test("a file, descriptor or command that fails is told apart from a wrong passphrase")
    func unreadable() {
        for source in [
            PassphraseSource.file("/nonexistent/passphrase"), .descriptor(987), .command("echo x; exit 3"),
            .command("kill -9 $$"),
        ] {
            let error = #expect(throws: Failure.self) { _ = try source.read().byteCount }
            #expect(error?.exit == .failed)
        }
        #expect(throws: Failure.passphraseCommandFailed(status: 3)) {
            _ = try PassphraseSource.command("echo x; exit 3").read().byteCount
        }
    }

    @Test("a command cannot take piped data")
    func noInput() throws {
        #expect(try PassphraseSource.command("cat; echo found").read().text == "found")
    }

    private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/file"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try body(path)
    }
}

/// A folder of its own, gone when the value ends.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/daybook-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
