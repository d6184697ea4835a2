import Evidence
import Foundation
import Ledger
import Vault

extension LockedBook {
    /// A slip for the newest checkpoint, which is kept in the vault from now on.
    package func depositSlip() throws -> DepositSlip {
        let target = try anchorTarget()
        return DepositSlip(note: target.note, checkpoint: target.checkpoint, made: environment.recordingTime)
    }
}

/// What was left with somebody, to be compared with the vault as it is now.
package enum Deposited {
    /// A signed checkpoint note.
    case checkpoint([UInt8])
    /// The head number that somebody wrote down.
    case head(GroupedNumber)
}

extension LockedBook {
    /// Whether the vault still begins with exactly the entries that were there when `deposited` was made.
    package func compare(with deposited: Deposited) throws -> VerifyLayer {
        do {
            switch deposited {
            case .checkpoint(let note): return try compare(note: note)
            case .head(let number): return try compare(number)
            }
        } catch {
            throw CaseError(opening: error, path: path)
        }
    }

    private func compare(note: [UInt8]) throws -> VerifyLayer {
        guard let old = try? Checkpoint.open(note: note, key: verifierKey) else {
            let isOther = (try? SignedNote(bytes: note)).flatMap { try? Checkpoint(text: $0.text) }.map { other in
                other.origin != verifierKey.name
            }
            return .deposit(
                .fail,
                isOther == true
                    ? "the checkpoint is another book's" : "the file is no checkpoint that this book's key signed")
        }
        let size = try store.read { try $0.head() }.frontier.size
        guard old.head.size <= size else {
            return .deposit(.fail, "\(old.head.size.entries) were deposited, \(size) are here: this is an older copy")
        }
        guard try firstHead(in: { $0 == old.head }, from: old.head.size) != nil else {
            return .deposit(
                .fail,
                "forked: the first \(old.head.size.entries) are not those that were deposited, though the same key signed both"
            )
        }
        return .extends(old.head.size, of: size)
    }

    private func compare(_ number: GroupedNumber) throws -> VerifyLayer {
        let origin = verifierKey.name
        let found = try firstHead(in: { HeadNumber.of(Checkpoint(origin: origin, head: $0).text) == number }, from: 0)
        let size = try store.read { try $0.head() }.frontier.size
        guard let found else {
            return .deposit(
                .fail,
                "no state of this book, from none to all of its \(size.entries), has this head number: it is another book's, "
                    + "a fork's, or a later state's")
        }
        return .extends(found.size, of: size)
    }

    /// The first head, of those of `size` entries or more, that `isIt`; nil if none is.
    private func firstHead(in isIt: (TreeHead) -> Bool, from size: Int) throws -> TreeHead? {
        try store.read { snapshot in
            var frontier = Frontier()
            var found: TreeHead?
            func look() -> Bool {
                if frontier.size >= size, isIt(frontier.head) { found = frontier.head }
                return found == nil
            }
            guard look() else { return found }
            try snapshot.records(in: 0..<snapshot.head().frontier.size) { record in
                frontier.append(Merkle.leafHash(of: record.leaf))
                return look()
            }
            return found
        }
    }
}

extension VerifyLayer {
    fileprivate static func deposit(_ result: Result, _ detail: String) -> VerifyLayer {
        VerifyLayer(name: VerifyAnswer.Layer.deposit, result: result, detail: detail)
    }

    fileprivate static func extends(_ old: Int, of size: Int) -> VerifyLayer {
        deposit(
            .pass,
            old == size
                ? "this is the state that was deposited, \(size.entries)"
                : "the \(old.entries) deposited are the first of the \(size) here")
    }
}
