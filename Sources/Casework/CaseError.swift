/// Why something that a person asked for was not done. The kind fixes the exit code; the text says
/// what happened, whether anything was saved, and what to do next, and never what an entry says.
package struct CaseError: Error, Equatable {
    package enum Kind: Sendable {
        case failed, noVault, inUse, wrongPassphrase, altered, signatureInvalid, older, usage
    }
    package let kind: Kind
    package let message: String

    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// Stored bytes that cannot be read as they should.
    static let damaged = CaseError(
        .altered,
        "The vault is altered or damaged. Nothing was saved. Run daybook verify to see where, and use a backup.")

    package static func usage(_ message: String) -> CaseError { CaseError(.usage, message) }
    package static func failed(_ message: String) -> CaseError { CaseError(.failed, message) }
}
