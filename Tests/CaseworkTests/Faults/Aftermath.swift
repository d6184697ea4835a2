import Foundation
import Ledger

@testable import Casework
@testable import Vault

/// What a person finds when the computer is on again.
struct Aftermath {
    /// Broken promises; empty if all were kept.
    private(set) var broken: [String] = []
    /// The rows of each file that was found.
    private(set) var found: [Usage.Promise.File: VaultRows?] = [:]
    private(set) var standing: Standing?

    /// Opens what lies below `home` and holds it against what was promised.
    ///
    /// - Parameter span: For each file the first state that it may be in (the last one promised) and the last
    ///   (the one that was being made).
    init(_ home: Home, ring: KeyRing, _ usage: Usage, span: [Usage.Promise.File: ClosedRange<Int>]) {
        for file in Usage.Promise.File.allCases {
            let promise = usage.promises[file] ?? Usage.Promise(states: [nil])
            let allowed = promise.states[span[file] ?? 0...0]
            let path = home.folder + "/" + file.rawValue
            guard FileManager.default.fileExists(atPath: path) else {
                found[file] = .some(nil)
                if !allowed.contains(where: { $0 == nil }) { broken.append("\(file) is gone") }
                continue
            }
            do {
                let book = Book(locked: try LockedBook(at: path, environment: home.environment), ring: ring)
                defer { book.locked.close() }
                let rows = try VaultRows(book.store)
                found[file] = rows
                if !allowed.contains(where: { $0 == rows }) {
                    let states = promise.states.indices.filter { promise.states[$0] == rows }
                    broken.append(
                        "\(file) holds \(states.isEmpty ? "a part" : "state \(states)"), not \(span[file] ?? 0...0)")
                }
                check(file, book)
            } catch let error as CaseError {
                broken.append("\(file) does not open: \(error.kind)")
            } catch {
                broken.append("\(file) cannot be read: \(type(of: error))")
            }
        }
    }

    /// The copy may be older than what was seen; nothing else may be said against either.
    private mutating func check(_ file: Usage.Promise.File, _ book: Book) {
        guard let answer = try? book.locked.verify(with: book) else {
            broken.append("\(file) cannot be verified")
            return
        }
        let failed = answer.failed
        if file == .book {
            standing = try? book.locked.standing()
            if failed.contains("rollback mark") {
                broken.append("false alarm: \(standing.map { "\($0)" } ?? "the mark cannot be read")")
            }
        }
        let damaged = failed.filter { $0 != "rollback mark" }
        if !damaged.isEmpty { broken.append("\(file): \(damaged) fail") }
    }

    var isFalseAlarm: Bool { broken.contains { $0.hasPrefix("false alarm") } }
}
