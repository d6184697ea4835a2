import Foundation
import Testing

@testable import Casework

/// What lies on the disk shows nothing of what was recorded.
@Suite("Trust: secrets on the disk")
struct SecretTests {
    @Test("neither the file, its log, the mark nor any other file holds a word, name, address or key")
    func words() throws {
        let vault = try TrustVault()
        let book = try vault.open()
        try book.record(TrustVault.contact("Nobody told grandmother Albertina"))
        defer { book.locked.close() }
        let texts = [
            TrustVault.words, TrustVault.note, TrustVault.address, TrustVault.passphrase, "Leonor", "Sebastian",
            "photo.png", "image/png", "contact", "evidence", "private", "Nobody told grandmother Albertina",
        ]
        // A slot's header alone says `passphrase`, `vault` and the like.
        let words = Set(texts.flatMap { $0.split(separator: " ") }.filter { $0.count > 4 }.map(String.init))
        var count = 0
        let files = try FileManager.default.subpathsOfDirectory(atPath: vault.folder.path)
        for name in files {
            guard let data = FileManager.default.contents(atPath: vault.folder.path + "/" + name) else { continue }
            count += data.count
            for word in words {
                for spelling in [word, word.lowercased(), Data(word.utf8).base64EncodedString()] {
                    #expect(data.range(of: Data(spelling.utf8)) == nil, "\(name)")
                }
                #expect(data.range(of: word.data(using: .utf16LittleEndian)!) == nil, "\(name)")
            }
        }
        #expect(files.contains("book-wal") && count > 150_000)
    }

    @Test("files are the owner's alone, and so are the folders made for them")
    func modes() throws {
        let vault = try TrustVault()
        let book = try vault.open()
        try book.record(TrustVault.contact("one more"))
        defer { book.locked.close() }
        _ = try book.locked.backUp(to: vault.folder.path + "/copy")
        for name in try FileManager.default.subpathsOfDirectory(atPath: vault.folder.path) {
            var status = stat()
            try #require(stat(vault.folder.path + "/" + name, &status) == 0)
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            #expect(status.st_mode & 0o777 == (isFolder ? 0o700 : 0o600), "\(name)")
        }
    }
}
