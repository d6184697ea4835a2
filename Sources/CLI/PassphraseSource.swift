import Ledger

/// Where a passphrase comes from. Its bytes are used as they are: no trimming but of the line's end, no
/// normalisation, no character set. At most 1,024 bytes, and not empty.
enum PassphraseSource: Equatable, Sendable {
    /// The first line of an open file, which is read no further.
    case descriptor(Int32)
    case file(String)
    /// The first line that `/bin/sh -c` prints for it.
    case command(String)

    /// Returns the first line as a key.
    ///
    /// - Throws: `Failure`, exit 64 for an empty or too long passphrase, else exit 1.
    func read() throws -> SecretKey {
        switch self {
        case .descriptor(let number):
            return try take("file descriptor \(number)") { () throws(SystemError) in
                try SecretLine.read(from: number)
            }
        case .file(let path):
            return try take("the file") { () throws(SystemError) in
                let file = try FileDescriptor(opening: path, O_RDONLY)
                defer { withExtendedLifetime(file) {} }
                return try SecretLine.read(from: file.number)
            }
        case .command(let text):
            let command: ShellCommand
            do { command = try ShellCommand(text) } catch {
                throw Failure.passphraseUnreadable(error, from: "the command")
            }
            do {
                let outcome = try SecretLine.read(from: command.output.number)
                let status = try command.finish()
                guard status == 0 else { throw Failure.passphraseCommandFailed(status: status) }
                return try Self.key(outcome)
            } catch let error as SystemError {
                throw Failure.passphraseUnreadable(error, from: "the command")
            }
        }
    }

    private func take(_ place: String, _ read: () throws(SystemError) -> SecretLine.Outcome) throws -> SecretKey {
        let outcome: SecretLine.Outcome
        do { outcome = try read() } catch { throw Failure.passphraseUnreadable(error, from: place) }
        return try Self.key(outcome)
    }

    private static func key(_ outcome: consuming SecretLine.Outcome) throws -> SecretKey {
        switch consume outcome {
        case .line(let key):
            guard key.byteCount > 0 else { throw Failure.emptyPassphrase }
            return key
        case .end: throw Failure.emptyPassphrase
        case .tooLong: throw Failure.longPassphrase
        }
    }
}
