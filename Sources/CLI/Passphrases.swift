import Casework
import Ledger

/// Asks for passphrases, from the source that was named or from the person.
struct Passphrases {
    static let tries = 3

    var source: PassphraseSource?
    var newSource: PassphraseSource?
    /// Nil with `--no-input` or without a terminal.
    var tty: TTY?

    /// Gives passphrases to `open` until one fits: the named source's once, the person's three times.
    ///
    /// - Parameter open: Returns nil if the passphrase is wrong.
    /// - Throws: `Failure`, exit 12 if none fits, 64 if there is nobody to ask.
    func open<Opened: ~Copyable>(_ open: (borrowing SecretKey) throws -> Opened?) throws -> Opened {
        if let source {
            guard let opened = try open(try source.read()) else { throw Failure.wrongPassphrase }
            return opened
        }
        guard let tty else { throw Failure.noTerminal }
        for number in 1...Self.tries {
            switch try tty.secret(Prompts.passphrase) {
            case .line(let key):
                if let opened = try open(key) { return opened }
                if number < Self.tries { try tty.show(Prompts.wrongPassphrase + "\n") }
            case .tooLong: try tty.show(Prompts.longPassphrase + "\n")
            case .end: throw Failure.stopped
            }
        }
        throw Failure.threeWrongPassphrases
    }

    /// Returns a new passphrase: the named source's, or one typed twice alike. An empty answer has
    /// seven words drawn with `random`, shown on the terminal, and typed once.
    ///
    /// - Throws: `Failure`, exit 64 if there is nobody to ask or no answer holds after three tries.
    func new(random: RandomSource) throws -> SecretKey {
        if let newSource { return try newSource.read() }
        guard let tty else { throw Failure.noTerminalForNew }
        for _ in 1...Self.tries {
            switch try tty.secret(Prompts.newPassphrase) {
            case .line(let typed):
                let first = typed.byteCount > 0 ? typed : try offer(random, on: tty)
                if case .line(let second) = try tty.secret(Prompts.repeatPassphrase), first.equals(second) {
                    return first
                }
                try tty.show(Prompts.differentPassphrases + "\n")
            case .tooLong: try tty.show(Prompts.longPassphrase + "\n")
            case .end: throw Failure.stopped
            }
        }
        throw Failure.noNewPassphrase
    }

    private func offer(_ random: RandomSource, on tty: TTY) throws -> SecretKey {
        var phrase = GeneratedPassphrase.make(from: random)
        defer { phrase.withUnsafeMutableBytes { wipe($0) } }
        try tty.show(Prompts.offeredPassphrase + "\n\n    ")
        try tty.show(bytes: phrase)
        try tty.show("\n\n")
        return SecretKey(copying: phrase)
    }
}
