/// What verbs reach the person and the system through; made once, in `Program`.
struct Shell {
    let terminal: Terminal
    let interrupts: Interrupts
    /// Environment variables.
    let environment: [String: String]
    /// The session's terminal, if there is a session; its questions end when nobody answers.
    var sessionTTY: TTY?
    /// The session's unlocked book.
    var desk: Desk?

    /// Who can be asked; nil with `--no-input` or without a terminal.
    func tty(_ global: GlobalOptions) -> TTY? {
        global.noInput ? nil : sessionTTY ?? TTY.open(interrupts: interrupts)
    }

    /// Who gives the passphrase, and a new one where the verb sets one.
    func passphrases(_ global: GlobalOptions, new: NewPassphraseOptions? = nil) -> Passphrases {
        Passphrases(source: global.passphraseSource, newSource: new?.source, tty: tty(global))
    }

    /// Whether the person says yes; `--yes` says it for them.
    ///
    /// - Throws: `Failure`, exit 64, if there is nobody to ask.
    func confirm(_ question: String, preset: Bool? = nil, _ global: GlobalOptions) throws -> Bool {
        if global.yes { return true }
        guard let tty = tty(global) else { throw Failure.noTerminalToAsk }
        return try tty.confirm(question, preset: preset)
    }
}
