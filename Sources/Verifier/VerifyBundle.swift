import ArgumentParser
import Evidence
import Ledger

/// `daybook-verify`: checks an evidence bundle, and does nothing else.
@main
struct VerifyBundle: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daybook-verify", abstract: "Check an evidence bundle, layer by layer.",
        discussion: """
            Reads one file, makes no connection and writes nothing. Exit codes: 0 nothing failed, 20 altered or damaged, \
            21 signature or key not valid, 1 the file could not be read, 64 wrong usage.
            """)

    @Argument(help: "The bundle, a .zip file as it was handed over.", completion: .file(extensions: ["zip"]))
    var file: String

    @Option(help: ArgumentHelp("The log's verifier key, as you have it from elsewhere.", valueName: "vkey"))
    var key: String?

    @Option(
        help: ArgumentHelp(
            "A checkpoint note, or an earlier bundle, that you hold: is this log the same one, gone on?",
            valueName: "file"),
        completion: .file())
    var checkpoint: String?

    @Flag(help: "Print JSON (schema bundle-check).")
    var json = false

    func validate() throws {
        if let key, (try? VerifierKey(text: key)) == nil {
            throw ValidationError("The key is not a verifier key: daybook/…+…+…")
        }
    }

    func run() throws {
        let answer = try Self.answer(file, key: key.flatMap { try? VerifierKey(text: $0) }, checkpoint: checkpoint)
        if json {
            print(JSONText.write(answer.value, pretty: true))
        } else {
            for line in BundleText.lines(answer) { print(line) }
        }
        if answer.exitCode != 0 { throw ExitCode(answer.exitCode) }
    }

    private static func answer(_ file: String, key: VerifierKey?, checkpoint: String?) throws -> BundleAnswer {
        do {
            let check = try checkpoint.map { try BundleCheck(key: key, held: ByteSource(path: $0)) }
            return try (check ?? BundleCheck(key: key)).check(ByteSource(path: file))
        } catch is ByteSourceError {
            throw ReadError()
        }
    }
}

private struct ReadError: Error, CustomStringConvertible {
    let description = "The file could not be read."
}
