import Ledger
import Rules
import Vault

/// The read flow: Record → VerifiedRecord → OpenedEntry → Finding → Report.
extension Book {
    /// Reads, verifies and opens the whole book. What cannot be opened is named in `faults`, the rest
    /// is there.
    ///
    /// - Parameter progress: Told now and then how many of how many entries are behind.
    package func review(progress: (Int, Int) -> Void = { _, _ in }) throws -> Review {
        try review(isBrief: false, progress: progress)
    }

    /// As `review`, with contacts in brief.
    func briefReview(progress: (Int, Int) -> Void) throws -> Review {
        try review(isBrief: true, progress: progress)
    }

    private func review(isBrief: Bool, progress: (Int, Int) -> Void) throws -> Review {
        do {
            return try store.read { try review(in: $0, isBrief: isBrief, progress: progress) }
        } catch {
            throw CaseError(opening: error, path: path)
        }
    }

    /// As `review`, of one state of the book. What is in `earlier`, a review of the whole of an earlier state, is
    /// not read again.
    func review(
        in snapshot: Snapshot, after earlier: Review? = nil, isBrief: Bool = false,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> Review {
        let stored = try snapshot.head()
        // Signed, or its size could be any number, to be counted up to.
        let checkpoint = try LockedBook.checked(stored, key: verifierKey)
        let size = stored.frontier.size
        let earlier = earlier?.frontier.flatMap { $0.size <= size ? earlier : nil }
        var frontier = earlier?.frontier ?? Frontier()
        var reading = Reading(
            ring, chain: earlier == nil ? Chain(from: verifierKey) : Chain(startingAt: frontier.size),
            isBrief: isBrief, after: earlier)
        try reading.read(frontier.size..<size, in: snapshot) { leafHash in
            frontier.append(leafHash)
            if frontier.size % 4096 == 0 { progress(frontier.size, size) }
        }
        if reading.faults.isEmpty, frontier.head != checkpoint.head {
            reading.faults[max(0, size - 1)] = "tree"
        }
        var review = reading.review(checkpoint)
        review.frontier = frontier
        readCalendars(of: &review, in: snapshot)
        review.readReleases(in: snapshot, ring: ring)
        return review
    }

    /// Opens the calendar files of adopted rule books; one that does not open is a fault of its entry.
    private func readCalendars(of review: inout Review, in snapshot: Snapshot) {
        for opened in review.evidence where opened.event.kind == .rules {
            for attachment in opened.entry.attachments where attachment.mediaType == RuleCalendar.mediaType {
                var bytes: [UInt8] = []
                do {
                    try AttachmentOpener(attachment, of: .evidence, ring: ring)?
                        .open(in: snapshot) { bytes.append(contentsOf: $0) }
                    review.calendars[opened.number, default: []]
                        .append(try RuleCalendar(name: attachment.name, bytes: bytes))
                } catch {
                    review.faults[opened.number] = "attachment"
                }
            }
        }
    }

    /// Opens no more of the book than `list` needs for its last `count` entries, however large the book is
    /// (back to the oldest that one of them corrects):
    /// the newest, and the first few, which say the home zone and who is who. What is opened is authentic and
    /// stands in its place; that nothing else is missing only `review` and `verify` find.
    ///
    /// Someone who was added later under a role that is taken shows by name in the whole list only.
    package func newest(_ count: Int, for request: ListRequest) throws -> Review {
        do {
            return try store.read { snapshot in
                let stored = try snapshot.head()
                let size = stored.frontier.size
                let checkpoint = try LockedBook.checked(stored, key: verifierKey)
                let count = min(max(count, 0), size)
                var window = max(256, 4 * count)
                while window < size {
                    var reading = Reading(ring, chain: Chain(startingAt: size - window))
                    try reading.read((size - window)..<size, in: snapshot) { _ in }
                    // An entry is shown with all of its versions, so these must be there too.
                    if let earliest = reading.earliestCorrected, earliest < size - window {
                        window = size - earliest
                        continue
                    }
                    if reading.review(checkpoint).list(request).count >= count {
                        var beginning = Reading(ring, chain: Chain(from: verifierKey))
                        try beginning.read(0..<min(Self.beginning, size - window), in: snapshot) { _ in }
                        return reading.review(checkpoint, after: beginning)
                    }
                    window *= 4
                }
                return nil
            } ?? review()
        } catch {
            throw CaseError(opening: error, path: path)
        }
    }

    /// How many entries from the first on are looked at for the home zone and the people.
    private static let beginning = 64
}

/// Reads, verifies and opens a stretch of records.
private struct Reading {
    private var chain: Chain
    private var opening: ManyOpener
    private var evidence: [OpenedEntry] = []
    private var privates: [OpenedPrivateEntry] = []
    var faults: [Int: String] = [:]

    /// Nil where entries are kept whole.
    private var briefs: BriefEntries?

    /// - Parameter earlier: What was read before.
    init(_ ring: KeyRing, chain: Chain, isBrief: Bool = false, after earlier: Review? = nil) {
        briefs = isBrief ? BriefEntries() : nil
        self.chain = chain
        opening = ManyOpener(Opener(ring))
        guard let earlier else { return }
        (evidence, privates, faults) = (earlier.evidence, earlier.privates, earlier.faults)
    }

    /// Gives the hash of each leaf that is there to `leafHash`.
    mutating func read(_ range: Range<Int>, in snapshot: Snapshot, leafHash: (Hash32) -> Void) throws {
        var expected = range.lowerBound
        try snapshot.records(in: range) { record in
            missing(expected..<max(expected, record.number))  // a damaged file may have them in any order
            expected = record.number + 1
            let hash = record.leaf.withUnsafeBytes { Merkle.leafHash(of: $0) }
            leafHash(hash)
            switch chain.verify(record, leafHash: hash) {
            case .failure: faults[record.number] = "chain"
            case .success(let verified):
                for answer in opening.take(verified) { take(answer) }
            }
            return true
        }
        for answer in opening.finish() { take(answer) }
        missing(expected..<max(expected, range.upperBound))
    }

    /// The first entry that one of these corrects; nil if none does.
    var earliestCorrected: Int? {
        (evidence.map(\.entry.heading.corrects) + privates.map(\.entry.heading.corrects)).compactMap(\.self).min()
    }

    /// - Parameter beginning: Of these, only what says the home zone and who is who.
    func review(_ head: Checkpoint, after beginning: Reading? = nil) -> Review {
        let kept = beginning?.evidence.filter { $0.event.kind == .setup || $0.event.kind == .person } ?? []
        return Review(head: head, evidence: kept + evidence, privates: privates, faults: faults)
    }

    private mutating func missing(_ numbers: Range<Int>) {
        for number in numbers { faults[number] = "missing" }
    }

    private mutating func take(_ answer: ManyOpener.Answer) {
        switch answer.result {
        case .success(.evidence(let entry)): evidence.append(briefs?.brief(entry) ?? entry)
        case .success(.private(let entry)): privates.append(entry)
        case .failure(.noKey): break
        case .failure: faults[answer.number] = "seal"
        }
    }
}

/// The opened book at one moment.
package struct Review {
    package let head: Checkpoint
    package let evidence: [OpenedEntry]
    package let privates: [OpenedPrivateEntry]
    /// Numbers of entries that could not be verified or opened, and the layer that says so.
    package fileprivate(set) var faults: [Int: String]
    /// The calendar files adopted with rule books, by the numbers of their entries; only a review of the whole
    /// book has them.
    package fileprivate(set) var calendars: [Int: [RuleCalendar]] = [:]
    /// The tree over all leaves that were read; only a review of the whole book has it.
    fileprivate(set) var frontier: Frontier?

    /// Private entries that were released, by number; only a review of the whole book has them.
    package private(set) var released: [Int: ReleasedRecord] = [:]
    /// For each private entry that a release names, the first release.
    package let releases: [Int: Int]

    package private(set) var facts: CaseFacts
    package var standing: [StandingEntry] { facts.standing }
    package var homeZone: Zone { facts.homeZone }
    package let people: People

    init(head: Checkpoint, evidence: [OpenedEntry], privates: [OpenedPrivateEntry], faults: [Int: String]) {
        self.head = head
        self.evidence = evidence
        self.privates = privates
        self.faults = faults
        facts = CaseFacts(evidence)
        people = People(facts.people)
        releases = Dictionary(
            evidence.compactMap { entry -> (Int, Int)? in
                if case .release(let release)? = entry.event.details { (release.entry, entry.number) } else { nil }
            }, uniquingKeysWith: min)
    }

    /// Everything that a report may show: evidence, and private entries that were released; in order of number.
    package var tellable: [OpenedEntry] {
        released.isEmpty
            ? evidence : (evidence + released.values.map(\.opened)).sorted { $0.number < $1.number }
    }

    mutating func take(_ record: ReleasedRecord) {
        released[record.opened.number] = record
        facts = CaseFacts(tellable)
    }

    mutating func add(fault: String, at number: Int) { faults[number] = fault }

    /// Entries that are not yet opened whole make a check or a report wrong, so these refuse.
    package func refuseFaults() throws {
        guard let first = faults.keys.min() else { return }
        throw CaseError(
            .altered,
            "\(faults.count) of \(head.head.size.entries) could not be verified or opened, the first is entry \(first). "
                + "Nothing was written. Run daybook verify to see where, and use a backup.")
    }

    /// Entry `number` of either class.
    package func opened(_ number: Int) -> Opened? {
        if let entry = evidence.first(where: { $0.number == number }) { return .evidence(entry) }
        if let entry = privates.first(where: { $0.number == number }) { return .private(entry) }
        return nil
    }
}
