import Foundation
import Ledger
import Outside
import Testing

@testable import Evidence

@Suite("The container")
struct ZipFileTests {
    private static let names = ["bundle/a", "bundle/b", "bundle/folder/b.txt", "bundle/folder/c"]

    private static func good() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try withoutActuallyEscaping(
            { bytes += $0 },
            do: { write in
                var writer = ZipWriter(to: write)
                for (index, name) in names.enumerated() { try writer.add(name, content(index)) }
                try writer.finish()
            })
        return bytes
    }

    private static func content(_ index: Int) -> [UInt8] { [UInt8]("content \(index)".utf8) }

    @Test("gives back what was written")
    func roundTrip() throws {
        let file = try Self.good()
        let members = try ZipFile.read(file)
        #expect(members.map(\.name) == Self.names)
        #expect(members.map { Array(file[$0.range]) } == members.indices.map(Self.content))
        #expect(members.map(\.sha256) == members.indices.map { sha256(Self.content($0)) })
    }

    @Test("is a ZIP file to others, with ordinary files of mode 0644")
    func stock() throws {
        guard let python = StockProgram("python3") else { return }
        let folder = try ScratchFolder()
        let program = """
            import sys, zipfile
            file = zipfile.ZipFile(sys.argv[1])
            assert file.testzip() is None
            for info in file.infolist():
                print(info.filename, oct(info.external_attr >> 16), info.compress_type, file.read(info).decode())
            """
        let answer = try python.run(["-c", program, folder.write(Self.good(), as: "a.zip")])
        #expect(answer.status == 0)
        #expect(
            String(decoding: answer.output, as: UTF8.self)
                == Self.names.enumerated().map { "\($1) 0o100644 0 content \($0)\n" }.joined())
    }

    @Test("is unpacked by other programs to the same files", arguments: ["unzip", "bsdtar", "7z"])
    func unpacked(name: String) throws {
        guard let program = StockProgram(name) else { return }
        let (folder, target) = (try ScratchFolder(), try ScratchFolder())
        let file = try folder.write(Self.good(), as: "a.zip")
        let arguments = [
            "unzip": ["-q", file, "-d", target.url.path], "bsdtar": ["-xf", file, "-C", target.url.path],
            "7z": ["x", "-y", "-o" + target.url.path, file],
        ]
        #expect(try program.run(arguments[name] ?? []).status == 0)
        for (index, name) in Self.names.enumerated() {
            #expect(try [UInt8](Data(contentsOf: target.url.appending(path: name))) == Self.content(index), "\(name)")
        }
    }

    @Test(
        "refuses names that lead elsewhere, hide, or are there twice, and other spellings",
        arguments: [
            ("bundle/folder/b.txt", "bundle/../../../etc"), ("bundle/folder/b.txt", "/undle/folder/b.txt"),
            ("bundle/folder/b.txt", "bundle\\folder\\b.txt"), ("bundle/folder/b.txt", "bundle/folder/.btxt"),
            ("bundle/folder/b.txt", "bundle//older/b.txt"), ("bundle/folder/b.txt", "bundle/folder/b.tx/"),
            ("bundle/folder/b.txt", "bundle/folder/b\u{0}txt"), ("bundle/folder/b.txt", "bundle/folder/\u{E9}.txt"),
            ("bundle/folder/c", "bundle/folder/b"), ("bundle/folder/c", "bundle/FOLDER/c"),
            ("bundle/a", "bundle/z"), ("bundle/a", "bundle/b"), ("bundle/a", "bundle/B"),
        ])
    func names(old: String, new: String) throws {
        // In both headers, so that it is a good ZIP file to a careless reader.
        let altered = Self.replacing(old, by: new, in: try Self.good())
        #expect(throws: ZipError.self) { try ZipFile.read(altered) }
    }

    @Test(
        "refuses every other field of both headers",
        arguments: [
            ("encrypted", 6, 8, 1), ("names in UTF-8", 7, 9, 8), ("a data descriptor", 6, 8, 8), ("deflated", 8, 10, 8),
            ("a time", 10, 12, 1), ("a date", 12, 14, 0x22), ("a version", 4, 6, 45),
            ("another checksum", 14, 16, 0xFF),
            ("a size", 18, 20, 1), ("an extra field", 28, 30, 4),
        ])
    func headers(what: String, local: Int, central: Int, value: UInt8) throws {
        var file = try Self.good()
        let directory = try #require(Self.place(of: [0x50, 0x4B, 1, 2], in: file))
        file[local] ^= value
        #expect(throws: ZipError.self, "\(what), in front") { try ZipFile.read(file) }
        file[directory + central] ^= value
        #expect(throws: ZipError.self, "\(what), in both") { try ZipFile.read(file) }
        file[local] ^= value
        #expect(throws: ZipError.self, "\(what), in the directory") { try ZipFile.read(file) }
    }

    @Test("refuses a link, a folder, and a member that begins inside another")
    func directory() throws {
        let good = try Self.good()
        let directory = try #require(Self.place(of: [0x50, 0x4B, 1, 2], in: good))
        var link = good
        link[directory + 41] = 0xA1
        var folder = good
        folder[directory + 38] = 0x10
        var overlapping = good
        overlapping[directory + 42] = 5
        for file in [link, folder, overlapping] { #expect(throws: ZipError.self) { try ZipFile.read(file) } }
    }

    @Test("refuses every length at which it is cut off, and a comment")
    func cut() throws {
        let good = try Self.good()
        for length in 0..<good.count {
            #expect(throws: ZipError.self) { try ZipFile.read(Array(good.prefix(length))) }
        }
        var comment = good
        comment[good.count - 2] = 1
        #expect(throws: ZipError.self) { try ZipFile.read(comment + [65]) }
    }

    @Test("refuses sizes that are not there without taking memory for them")
    func sizes() throws {
        var file = try Self.good()
        for place in [18, 19, 20, 21, 22, 23, 24, 25] { file[place] = 0xFF }
        #expect(throws: ZipError.tooLarge) { try ZipFile.read(file) }
    }

    private static func place(of mark: [UInt8], in file: [UInt8]) -> Int? {
        file.indices.first { file[$0...].starts(with: mark) }
    }

    private static func replacing(_ old: String, by new: String, in file: [UInt8]) -> [UInt8] {
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        var altered = file
        for index in file.indices where file[index...].starts(with: old) {
            // As long as the old name: the length in the header stays right.
            for (offset, byte) in new.prefix(old.count).enumerated() { altered[index + offset] = byte }
        }
        return altered
    }
}
