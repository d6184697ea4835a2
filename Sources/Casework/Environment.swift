import Foundation
import Ledger

/// What the world outside gives: made once in `main`; tests make their own. No option of the program
/// changes the clock.
package struct Environment: Sendable {
    package var now: @Sendable () -> Instant
    package var random: RandomSource
    /// Where vaults are kept if nothing else is said, such as `~/.local/share/daybook`.
    package var dataFolder: String
    /// Where the last checkpoint seen is kept, outside the vault: `~/.local/state/daybook`.
    package var stateFolder: String
    /// Program and version, as entry 0 and reports name it.
    package var program: String
    /// The way to other computers; nil in a build without it, and then nothing is ever sent.
    package var post: Post?

    package init(
        now: @escaping @Sendable () -> Instant, random: RandomSource, dataFolder: String, stateFolder: String,
        program: String, post: Post? = nil
    ) {
        self.now = now
        self.random = random
        self.dataFolder = dataFolder
        self.stateFolder = stateFolder
        self.program = program
        self.post = post
    }

    /// The real one: this computer's clock and random source, folders by the XDG rules.
    package static func system(program: String, variables: [String: String], post: Post? = nil) -> Environment {
        let home = variables["HOME"] ?? NSHomeDirectory()
        func folder(_ variable: String, _ fallback: String) -> String {
            // XDG Base Directory: a relative path in these variables is to be ignored.
            let base = variables[variable].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/" + fallback
            return base + "/daybook"
        }
        return Environment(
            now: { Instant(milliseconds: Int((Date().timeIntervalSince1970 * 1000).rounded(.down))) },
            random: .system, dataFolder: folder("XDG_DATA_HOME", ".local/share"),
            stateFolder: folder("XDG_STATE_HOME", ".local/state"), program: program, post: post)
    }

    /// Where the vault is if neither `--vault` nor `DAYBOOK_VAULT` says.
    package var defaultVault: String { dataFolder + "/book" }

    /// This computer's own zone; nil if it has no IANA name.
    package var systemZone: Zone? { Zone(TimeZone.current.identifier) }

    /// The clock to whole seconds: what an entry's `recorded` holds.
    package var recordingTime: Instant {
        Instant(milliseconds: now().milliseconds / 1000 * 1000)
    }
}
