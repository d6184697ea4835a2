import Foundation
import Ledger
import Vault

/// The demo's end: the book verified, then copies of it that are not as they should be.
extension Demo {
    /// Makes a copy and returns its path.
    func backUp(_ book: Book, to name: String) throws -> String {
        command("backup \(name)")
        let (path, head) = try book.locked.backUp(to: folder.absolute(name))
        output("Copied to \(path), opened again and verified:")
        output("\(head.head.size.entries), head \(HeadNumber.of(head.text).text)")
        return path
    }

    func verify(_ book: Book, _ answer: inout DemoAnswer) throws {
        heading("Is it unchanged?")
        command("verify --open")
        let verified = try book.locked.verify(with: book)
        for layer in verified.layers { output("\(Self.mark(layer.result))  \(layer.name): \(layer.detail)") }
        answer.entries = verified.entries
        try expect(verified.result == .unchanged && verified.exitCode == 0, "the book does not verify")
        output("\(verified.entries.entries), unchanged since they were recorded.")
        say("That they are unchanged does not show that what they say is true.")
    }

    /// Changes one bit of one sealed entry in the copy at `path`, and shows that this is found.
    func alter(_ path: String, entry number: Int, _ answer: inout DemoAnswer) throws {
        let sealed = try sealedBytes(of: number, at: path)
        guard var file = FileManager.default.contents(atPath: path) else {
            throw CaseError.demo("the copy could not be read")
        }
        // The sealed bytes begin with a random nonce, so they are in the file in one place only.
        guard let place = file.range(of: Data(sealed)) else {
            throw CaseError.demo("the sealed entry is not in one piece in the copy")
        }
        let middle = place.lowerBound + sealed.count / 2
        file[middle] ^= 1
        try folder.write(file, to: "copies/altered")
        say("Now one bit of entry \(number) is changed in that copy, at byte \(middle) of its file.")
        command("verify --vault copies/altered")
        let found = try verifyCopy(at: path)
        answer.alteredEntry = number
        answer.alteredResult = found.result.rawValue
        try expect(found.damaged == ["entry \(number)"], "the altered entry was not named")
        try expect(found.result == .damaged && found.exitCode == 20, "the altered copy was not found")
        say("Found, and the entry named; no passphrase is needed for that. Exit code 20.")
    }

    /// Shows that a copy from before, put in the place of the book, is known to be older.
    func putBack(_ path: String, _ answer: inout DemoAnswer) throws {
        heading("An older copy put back")
        command("verify --vault copies/early")
        let found = try verifyCopy(at: path)
        answer.olderResult = found.result.rawValue
        try expect(found.result == .older && found.exitCode == 22, "the older copy was not found")
        say("Its entries are unchanged, but later ones were seen on this computer. Exit code 22.")
    }

    private func sealedBytes(of number: Int, at path: String) throws -> [UInt8] {
        let copy = try LockedBook(at: path, environment: environment)
        defer { copy.close() }
        guard let record = try copy.store.read({ try $0.record(number) }) else {
            throw CaseError.demo("the copy lacks entry \(number)")
        }
        return record.sealed
    }

    private func verifyCopy(at path: String) throws -> VerifyAnswer {
        let copy = try LockedBook(at: path, environment: environment)
        defer { copy.close() }
        let answer = try copy.verify()
        for layer in answer.layers where layer.result == .fail {
            output("\(Self.mark(layer.result))  \(layer.name): \(layer.detail)")
        }
        output("Result: \(answer.result.rawValue)")
        return answer
    }

    private static func mark(_ result: VerifyLayer.Result) -> String {
        switch result {
        case .pass: "pass       "
        case .fail: "FAIL       "
        case .notChecked: "not checked"
        }
    }
}
