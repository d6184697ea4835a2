import Ledger
import Rules

/// Rule books as entries: adopting one, and which is in force when.
extension Book {
    /// Adopts the rule book in `file`; returns the number of its entry and the book.
    ///
    /// - Parameter effectiveFrom: First civil day, in the home zone, on which it applies; nil: from now on.
    /// - Throws: `CaseError.usage` naming rule and key path, or line and column, if it is not a rule book.
    package func adopt(
        _ file: [UInt8], effectiveFrom: CivilDate?
    ) throws -> (number: Int, book: RuleBook) {
        let book = try RuleBooks.read(file)
        var event = Event(.rules)
        event.details = .rules(RuleBookAdoption(effectiveFrom: effectiveFrom, sha256: sha256(file)))
        let number = try record(Draft(event: event, words: String(decoding: file, as: UTF8.self)))
        return (number, book)
    }
}

package enum RuleBooks {
    package static func read(_ file: [UInt8]) throws -> RuleBook {
        do throws(RuleBookError) {
            return try RuleBook(toml: file)
        } catch {
            throw CaseError.usage("The rule book was not adopted. " + error.message)
        }
    }
}

extension Review {
    /// The adopted books, oldest first. A book that this program cannot read any more is an error:
    /// leaving it out would judge by the wrong rules.
    package func adoptedBooks() throws -> [AdoptedBook] {
        try adoptions().map { AdoptedBook(number: $0.entry.number, book: $0.book, from: $0.from) }
    }

    /// Each adoption entry with its book and the first moment at which it applies.
    package func adoptions() throws -> [(entry: StandingEntry, book: RuleBook, from: Instant)] {
        try standing.filter { $0.retractedBy == nil }.compactMap { entry in
            guard case .rules(let adoption)? = entry.event.details, let text = entry.current.entry.words else {
                return nil
            }
            let from = adoption.effectiveFrom.map { firstMoment(of: $0) } ?? entry.current.entry.recorded
            return (entry, try RuleBooks.read(Array(text.utf8)), from)
        }
    }

    /// Start of a civil day in the home zone: the first moment after midnight that exists.
    private func firstMoment(of day: CivilDate) -> Instant {
        for minute in stride(from: 0, to: 24 * 60, by: 15) {
            let wall = WallTime(date: day, millisecondOfDay: minute * 60_000)
            if let first = homeZone.moments(of: wall).first { return first.instant }
        }
        return WallTime(date: day).instant(offsetMinutes: 0)
    }
}

extension Terms.Bound {
    /// `me`, `them`, or a name; both people where the rule binds both.
    package var persons: [String] {
        switch self {
        case .me: ["me"]
        case .them: ["them"]
        case .both: ["me", "them"]
        case .named(let name): [name]
        }
    }
}
