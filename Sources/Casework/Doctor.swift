import Foundation
import Ledger

/// One thing that `doctor` looked at.
package struct DoctorRow: Equatable {
    package enum State: String { case ok, warn, error }
    package let name: String
    package let state: State
    package let detail: String
    /// What to do; empty where nothing needs doing.
    package let next: String

    package init(_ name: String, _ state: State, _ detail: String, next: String = "") {
        self.name = name
        self.state = state
        self.detail = detail
        self.next = next
    }

    package var value: JSONValue {
        [
            "name": .string(name), "state": .string(state.rawValue), "detail": .string(detail), "next": .string(next),
        ]
    }
}

/// Looks at the vault and at the computer around it. Reads only.
package struct Doctor {
    private let path: String
    private let environment: Environment

    package init(path: String, environment: Environment) {
        self.path = path
        self.environment = environment
    }

    package func rows() -> [DoctorRow] {
        var rows = vaultRows()
        rows += [clockRow(), zoneRow(), diskRow(), swapRow(), coreRow(), placeRow()]
        return rows
    }

    private func vaultRows() -> [DoctorRow] {
        let locked: LockedBook
        do {
            locked = try LockedBook(at: path, environment: environment)
        } catch let error as CaseError {
            return [
                DoctorRow(
                    "vault", .error, error.message, next: error.kind == .noVault ? "daybook init" : "daybook verify")
            ]
        } catch { return [DoctorRow("vault", .error, "The vault could not be opened.", next: "daybook verify")] }
        defer { locked.close() }
        return [chainRow(locked), permissionsRow(), writableRow(locked), leftoverRow(locked), backupRow(locked)]
    }

    private func chainRow(_ locked: LockedBook) -> DoctorRow {
        guard let answer = try? locked.verify() else {
            return DoctorRow("chain", .error, "The vault could not be checked.", next: "daybook verify")
        }
        switch answer.result {
        case .unchanged: return DoctorRow("chain", .ok, "\(answer.entries.entries), unchanged since they were recorded")
        case .older:
            return DoctorRow(
                "chain", .error, "this is an older copy than was seen on this computer", next: "daybook restore")
        case .altered, .damaged:
            return DoctorRow("chain", .error, "the vault is \(answer.result.rawValue)", next: "daybook verify")
        }
    }

    private func permissionsRow() -> DoctorRow {
        var file = stat()
        var folder = stat()
        let parent = (path as NSString).deletingLastPathComponent
        guard stat(path, &file) == 0, stat(parent.isEmpty ? "." : parent, &folder) == 0 else {
            return DoctorRow("permissions", .error, "the vault's file cannot be looked at")
        }
        if file.st_mode & 0o077 != 0 {
            return DoctorRow(
                "permissions", .warn, "other users of this computer can reach the vault's file", next: "chmod 600 FILE")
        }
        if folder.st_mode & 0o022 != 0 {
            return DoctorRow(
                "permissions", .warn, "other users can change the vault's folder", next: "chmod 700 FOLDER")
        }
        return DoctorRow("permissions", .ok, "only you can read the vault's file")
    }

    private func writableRow(_ locked: LockedBook) -> DoctorRow {
        locked.store.isWritable
            ? DoctorRow("writing", .ok, "the vault takes new entries")
            : DoctorRow("writing", .error, "the vault's file or folder takes no writes", next: "check its permissions")
    }

    private func leftoverRow(_ locked: LockedBook) -> DoctorRow {
        guard let first = locked.store.leftovers.first else {
            return DoctorRow("leftovers", .ok, "no unfinished file lies beside the vault")
        }
        let name = (first as NSString).lastPathComponent
        return DoctorRow(
            "leftovers", .warn, "\(name) is unfinished, from a daybook that was stopped or is still at work",
            next: "delete it if no other daybook is running")
    }

    private func backupRow(_ locked: LockedBook) -> DoctorRow {
        guard let note = BackupNote(environment: environment, origin: locked.verifierKey.name).read() else {
            return DoctorRow("backup", .warn, "no backup was made from this computer", next: "daybook backup DEST")
        }
        let days = environment.now().seconds(since: note.moment) / 86_400
        let detail = "the last backup is \(days.counted("day")) old and holds \(note.entries.entries)"
        return days > 14
            ? DoctorRow("backup", .warn, detail, next: "daybook backup DEST") : DoctorRow("backup", .ok, detail)
    }

    private func clockRow() -> DoctorRow {
        let now = environment.now()
        let local = (environment.systemZone ?? .utc).localTime(of: now)
        let year = local.wall.date.year
        guard (2024...2100).contains(year) else {
            return DoctorRow("clock", .error, "the clock says the year \(year)", next: "set this computer's clock")
        }
        if FileManager.default.fileExists(atPath: "/run/systemd/timesync/synchronized") {
            return DoctorRow("clock", .ok, "\(local.text), kept by a time service")
        }
        return DoctorRow(
            "clock", .warn, "\(local.text); it is not known whether a time service keeps it",
            next: "compare it with another clock")
    }

    private func zoneRow() -> DoctorRow {
        guard let zone = environment.systemZone else {
            return DoctorRow("zone", .warn, "this computer's zone has no IANA name", next: "set its time zone")
        }
        return DoctorRow("zone", .ok, zone.name)
    }

    private func diskRow() -> DoctorRow {
        let parent = (path as NSString).deletingLastPathComponent
        guard let values = try? FileManager.default.attributesOfFileSystem(forPath: parent.isEmpty ? "." : parent),
            let free = (values[.systemFreeSize] as? NSNumber)?.intValue
        else { return DoctorRow("disk", .warn, "free room is not known") }
        let text = "\(free >> 20) MiB free"
        return free < 200 << 20 ? DoctorRow("disk", .warn, text, next: "make room") : DoctorRow("disk", .ok, text)
    }

    /// Swap may keep what was in memory; keys are locked into memory where the system allows it.
    private func swapRow() -> DoctorRow {
        guard let text = try? String(contentsOfFile: "/proc/swaps", encoding: .utf8) else {
            return DoctorRow("swap", .warn, "it is not known whether this computer swaps to an encrypted disk")
        }
        let lines = text.split(separator: "\n").dropFirst()
        if lines.isEmpty { return DoctorRow("swap", .ok, "no swap is in use") }
        let isPlain = lines.contains { !$0.hasPrefix("/dev/dm-") && !$0.hasPrefix("/dev/zram") }
        return isPlain
            ? DoctorRow(
                "swap", .warn, "swap is in use and may not be encrypted; opened entries could be written to it",
                next: "encrypt swap or turn it off")
            : DoctorRow("swap", .ok, "swap is in memory or on a mapped device")
    }

    private func coreRow() -> DoctorRow {
        var limit = rlimit()
        #if os(Linux)
            let result = getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        #else
            let result = getrlimit(RLIMIT_CORE, &limit)
        #endif
        return result == 0 && limit.rlim_cur == 0
            ? DoctorRow("core dumps", .ok, "this program writes none")
            : DoctorRow("core dumps", .warn, "a crash could write memory to a file", next: "ulimit -c 0")
    }

    private func placeRow() -> DoctorRow {
        guard let warning = Whereabouts(of: path).warning else {
            return DoctorRow("place", .ok, "the book's folder is not on a network drive or in a synced folder")
        }
        return DoctorRow(
            "place", .warn, warning,
            next: "move the book to this computer's own disk, and use daybook backup for copies")
    }
}
