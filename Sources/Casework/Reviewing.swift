import Ledger
import Rules
import Vault

/// The read flow: Record → VerifiedRecord → OpenedEntry → Finding → Report.
extension Book {
    /// Reads, verifies and opens the whole book. What cannot be opened is named in `faults`, the rest
    /// is there.
    package func review() throws -> Review {
        var evidence: [OpenedEntry] = []
        var privates: [OpenedPrivateEntry] = []
        var faults: [Int: String] = [:]
        let head: Checkpoint
        do {
            head = try store.read { snapshot in
                let stored = try snapshot.head()
                // Signed, or its size could be any number, to be counted up to.
                let checkpoint = try LockedBook.checked(stored, key: verifierKey)
                let opener = Opener(ring)
                var chain = Chain(from: verifierKey)
                var frontier = Frontier()
                let size = stored.frontier.size
                var expected = 0
                try snapshot.records(in: 0..<size) { record in
                    while expected < record.number {
                        faults[expected] = "missing"
                        expected += 1
                    }
                    expected = record.number + 1
                    frontier.append(Merkle.leafHash(of: record.leaf))
                    switch chain.verify(record) {
                    case .failure: faults[record.number] = "chain"
                    case .success(let verified):
                        do throws(OpenError) {
                            switch try opener.open(verified) {
                            case .evidence(let entry): evidence.append(entry)
                            case .private(let entry): privates.append(entry)
                            }
                        } catch {
                            if case .noKey = error { return true }
                            faults[record.number] = "seal"
                        }
                    }
                    return true
                }
                while expected < size {
                    faults[expected] = "missing"
                    expected += 1
                }
                if faults.isEmpty, frontier.head != checkpoint.head { faults[max(0, size - 1)] = "tree" }
                return checkpoint
            }
        } catch {
            throw CaseError(opening: error, path: path)
        }
        return Review(head: head, evidence: evidence, privates: privates, faults: faults)
    }
}

/// The opened book at one moment.
package struct Review {
    package let head: Checkpoint
    package let evidence: [OpenedEntry]
    package let privates: [OpenedPrivateEntry]
    /// Numbers of entries that could not be verified or opened, and the layer that says so.
    package let faults: [Int: String]

    package let standing: [StandingEntry]
    package let people: People
    package let homeZone: Zone

    init(head: Checkpoint, evidence: [OpenedEntry], privates: [OpenedPrivateEntry], faults: [Int: String]) {
        self.head = head
        self.evidence = evidence
        self.privates = privates
        self.faults = faults
        standing = StandingEntry.standing(evidence)
        people = People(standing)
        var zone = Zone.utc
        for entry in evidence {
            if case .setup(let setup)? = entry.event.details { zone = Zone(setup.homeZone) ?? zone }
        }
        homeZone = zone
    }

    /// Entries that are not yet opened whole make a check or a report wrong, so these refuse.
    package func refuseFaults() throws {
        guard let first = faults.keys.min() else { return }
        throw CaseError(
            .altered,
            "\(faults.count) of \(head.head.size) entries could not be verified or opened, the first is entry \(first). "
                + "Nothing was written. Run daybook verify to see where, and use a backup.")
    }

    /// Entry `number` of either class.
    package func opened(_ number: Int) -> Opened? {
        if let entry = evidence.first(where: { $0.number == number }) { return .evidence(entry) }
        if let entry = privates.first(where: { $0.number == number }) { return .private(entry) }
        return nil
    }
}
