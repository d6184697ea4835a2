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
}
