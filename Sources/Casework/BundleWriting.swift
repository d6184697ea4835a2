import Evidence
import Foundation
import Ledger
import Vault

extension Book {
    /// Makes the bundle in a new file, checks it there as a stranger would, keeps its checkpoint, and notes the
    /// export as a private entry. The file is there whole and checked, or not at all.
    ///
    /// - Parameters:
    ///   - lock: Who alone can open the file, by age; nil: anybody.
    ///   - name: Who it is for, as the private entry tells it.
    /// - Returns: What the check said, and the file's SHA-256.
    package func write(
        _ proposal: BundleProposal, to path: String, lock: AgeLock? = nil, for name: String?
    ) throws -> (answer: BundleAnswer, sha256: [UInt8]) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CaseError.failed(
                "There is already a file at \(path), and it is never overwritten. Nothing was written.")
        }
        let partial = path + ".partial"
        unlink(partial)
        do {
            let output = BundleOutput(lock: lock)
            try PrivateFile.create(
                at: partial, orThrow: .failed("The bundle could not be written (system error \(errno)).")
            ) { try write(proposal, output, to: $0) }
            let written = try ByteSource(path: partial)
            guard try output.sha256 == written.sha256 else {
                throw CaseError.failed("The disk did not keep the bundle as it was written. Nothing was left behind.")
            }
            let answer = try BundleCheck(key: verifierKey, checkpoint: proposal.note)
                .check(output.reader?.plainBytes(of: written) ?? written)
            guard answer.exitCode == 0 else {
                let layer = answer.layers.first { $0.result == .fail }?.name.rawValue ?? ""
                throw CaseError.failed(
                    "The bundle does not pass its own check (\(layer)). Nothing was left behind. Run daybook verify --open."
                )
            }
            try store.keepCheckpoint(proposal.note, size: proposal.inLog)
            try noteExport(proposal, file: String(path.split(separator: "/").last ?? ""), output.sha256, for: name)
            guard rename(partial, path) == 0 else {
                throw CaseError.failed("The bundle could not be put in place (system error \(errno)).")
            }
            return (answer, output.sha256)
        } catch {
            unlink(partial)
            if let error = error as? CaseError { throw error }
            if let error = error as? VaultError { throw CaseError(opening: error, path: self.path) }
            if error is AgeWritingError {
                throw CaseError.failed(
                    "There is not enough memory to encrypt with a passphrase. Nothing was left behind.")
            }
            throw CaseError.failed(
                "The bundle could not be written there. Nothing was left behind. Check the folder and the room on its disk."
            )
        }
    }

    private func write(_ proposal: BundleProposal, _ output: BundleOutput, to handle: FileHandle) throws {
        let sealer: Sealer
        do throws(KeyRingError) {
            sealer = try Sealer(ring, random: environment.random)
        } catch {
            throw CaseError.failed("This passphrase opens evidence for reading only. Nothing was written.")
        }
        try output.begin(environment.random)
        do {
            try proposal.writer.write(
                exhibit: { try self.write($0, to: $1) }, sign: { sealer.bundleNote($0) },
                to: { try output.write($0, to: handle) })
        } catch let error as ZipError {
            if case .changed = error { throw CaseError.damaged }
            throw CaseError.failed("It would be larger than a bundle can be. Choose fewer entries or attached files.")
        }
        try output.finish(to: handle)
    }

    private func write(_ attachment: Attachment, to sink: ([UInt8]) throws -> Void) throws {
        guard let opener = AttachmentOpener(attachment, of: .evidence, ring: ring) else {
            throw CaseError.failed("This passphrase does not open attached files. Nothing was written.")
        }
        do {
            try store.read { snapshot in try opener.open(in: snapshot) { try sink([UInt8]($0)) } }
        } catch is AttachmentError {
            throw CaseError(
                .altered, "An attached file is altered or damaged. Nothing was written. Run daybook verify --open.")
        }
    }

    private func noteExport(
        _ proposal: BundleProposal, file: String, _ digest: [UInt8], for name: String?
    ) throws {
        var event = Event(.export)
        event.details = .export(
            Export(
                what: "bundle", shown: proposal.shown.count, withheld: proposal.inLog - proposal.shown.count,
                files: [file: digest]))
        _ = try record(
            Draft(heading: Heading(.private), event: event, account: name.map { "For: " + $0 }))
    }
}

/// The bytes of a bundle on their way to the disk: signed first, then encrypted, as age does not say who made a file.
private final class BundleOutput {
    private let lock: AgeLock?
    private var encryptor: AgeEncryptor?
    private var hash = SHA256Stream()
    /// Opens what was encrypted here; nil for a plain bundle.
    private(set) var reader: AgeReader?

    init(lock: AgeLock?) { self.lock = lock }

    var sha256: [UInt8] { hash.finish() }

    func begin(_ random: RandomSource) throws {
        guard let lock else { return }
        let encryptor = try AgeEncryptor(lock, random: random)
        reader = encryptor.reader()
        self.encryptor = consume encryptor
    }

    func write(_ bytes: [UInt8], to handle: FileHandle) throws {
        guard lock != nil else { return try put(bytes, to: handle) }
        _ = try bytes.withUnsafeBytes { bytes in try encryptor?.update(bytes) { try put([UInt8]($0), to: handle) } }
    }

    func finish(to handle: FileHandle) throws { try encryptor?.finish { try put([UInt8]($0), to: handle) } }

    private func put(_ bytes: [UInt8], to handle: FileHandle) throws {
        hash.update(bytes)
        try handle.write(contentsOf: bytes)
    }
}

extension ByteSource {
    fileprivate var sha256: [UInt8] {
        get throws {
            var hash = SHA256Stream()
            try forEachPiece(of: 0..<byteCount) { hash.update($0) }
            return hash.finish()
        }
    }
}
