import ArgumentParser

/// A verb of the program. `run(in:)` is called instead of ArgumentParser's `run`, which cannot be given
/// anything.
protocol Verb: ParsableCommand {
    var global: GlobalOptions { get }

    /// Does the work; errors are told by `Program`.
    func run(in shell: Shell) throws -> Exit
}
