import Foundation
import Ledger
import Testing

@testable import Intake

@Suite struct SourceFileTests {
    @Test("A file is hashed as it is opened and can be read again")
    func reads() throws {
        try withTemporaryFolder { folder in
            let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0) }
            let path = folder.appendingPathComponent("a").path
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let file = try SourceFile(path: path)
            #expect(file.byteCount == 5000)
            #expect(file.sha256 == sha256(bytes))
            var again: [UInt8] = []
            try file.forEachChunk(size: 7) { chunk, offset in
                #expect(offset == again.count)
                again += chunk
            }
            #expect(again == bytes)
            var middle: [UInt8] = []
            try file.forEachChunk(of: 10..<20, size: 3) { chunk, _ in middle += chunk }
            #expect(middle == Array(bytes[10..<20]))
        }
    }

    @Test("A file that changes after it was opened is refused")
    func changes() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a")
            for changed in ["other", "long enough", "x"] {
                try Data("bytes".utf8).write(to: url)
                let file = try SourceFile(path: url.path)
                let handle = try FileHandle(forWritingTo: url)
                try handle.truncate(atOffset: 0)
                try handle.write(contentsOf: Data(changed.utf8))
                try handle.close()
                #expect(throws: ImportError.changedWhileReading) { try file.forEachChunk { _, _ in } }
            }
        }
    }

    @Test("A missing file, a folder and a pipe are told apart")
    func refuses() throws {
        try withTemporaryFolder { folder in
            #expect(throws: ImportError.cannotOpen(code: ENOENT)) {
                try SourceFile(path: folder.appendingPathComponent("none").path)
            }
            #expect(throws: ImportError.notAFile) { try SourceFile(path: folder.path) }
            let pipe = folder.appendingPathComponent("pipe").path
            #expect(mkfifo(pipe, 0o600) == 0)
            #expect(throws: ImportError.notAFile) { try SourceFile(path: pipe) }
        }
    }

    @Test("An attachment that is not what its entry says is refused")
    func attachment() throws {
        let attachment = Attachment(name: "a", mediaType: "text/plain", byteCount: 2, sha256: sha256([1, 2]))
        try AttachmentSource.bytes([1, 2]).read(attachment) { #expect($0.count == 2) }
        #expect(throws: ImportError.changedWhileReading) {
            try AttachmentSource.bytes([1, 3]).read(attachment) { _ in }
        }
    }
}
