import Ledger
import Reports
import Rules

/// Checks a bundle, bytes in and layers out, in memory that does not grow with what is withheld. Bundle.md, "Layers".
package struct BundleCheck {
    /// The log's key as the reader has it from elsewhere; nil: the key in the bundle is taken, and named.
    package let key: VerifierKey?
    /// A checkpoint note of the log that the reader holds, or another bundle of it, whose checkpoint is taken.
    package let checkpoint: [UInt8]?

    package init(key: VerifierKey? = nil, checkpoint: [UInt8]? = nil) {
        self.key = key
        self.checkpoint = checkpoint.map { Self.note(in: ByteSource($0)) ?? $0 }
    }

    /// - Parameter held: The file that holds the checkpoint.
    package init(key: VerifierKey? = nil, held: ByteSource) throws {
        self.key = key
        checkpoint = try Self.note(in: held) ?? held.bytes(0..<min(held.byteCount, BundleFile.noteByteLimit + 1))
    }

    package func check(_ file: [UInt8]) -> BundleAnswer {
        do {
            return try check(ByteSource(file))
        } catch {
            preconditionFailure("bytes in memory can be read")
        }
    }

    /// - Throws: What `file` throws where it cannot be read; every fault of what it holds is in the answer.
    package func check(_ file: ByteSource) throws -> BundleAnswer {
        var answer = BundleAnswer()
        do {
            let members = try ZipFile.read(file)
            let faults = Self.misplaced(members.map(\.name))
            answer.add(
                .container, faults, pass: "there is one way to unpack the file, and nothing else is in it",
                fail: "files that are missing or do not belong there")
            guard faults.isEmpty else {
                answer.skipRest("the files are not those of a bundle")
                return answer
            }
            let files = Dictionary(
                members.map { (String($0.name.dropFirst(BundleFile.folder.count)), $0) },
                uniquingKeysWith: { first, _ in first })
            var reading = BundleReading(source: file, files: files, given: key, checkpointGiven: checkpoint)
            try reading.run(&answer)
        } catch let error as ZipError {
            answer.add(.container, [error.text], pass: "", fail: "not a bundle as this program writes it")
            answer.skipRest("the file could not be unpacked")
        }
        return answer
    }

    private static func note(in bundle: ByteSource) -> [UInt8]? {
        let name = BundleFile.folder + BundleFile.checkpoint
        guard let member = (try? ZipFile.read(bundle))?.first(where: { $0.name == name }),
            member.range.count <= BundleFile.noteByteLimit
        else { return nil }
        return try? bundle.bytes(member.range)
    }

    private static func misplaced(_ names: [String]) -> [String] {
        let wanted = Set(BundleFile.required.map { BundleFile.folder + $0 })
        let strange = names.filter { name in
            !wanted.contains(name)
                && !(name.hasPrefix(BundleFile.folder)
                    && BundleFile.isOptional(String(name.dropFirst(BundleFile.folder.count))))
        }
        return strange + wanted.subtracting(names).sorted().map { $0 + " (missing)" }
    }
}
