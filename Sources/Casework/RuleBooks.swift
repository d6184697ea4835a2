import Ledger
import Rules

/// Rule books as entries: adopting one, and which is in force when.
extension Book {
    /// Adopts the rule book in `file`; returns the number of its entry and the book.
    ///
    /// - Parameters:
    ///   - calendars: Calendar files that the book's rules look at; they are sealed with its entry.
    ///   - effectiveFrom: First civil day, in the home zone, on which it applies; nil: from now on.
    /// - Throws: `CaseError.usage` naming rule and key path, or line and column, if it is not a rule book; saying
    ///   why, if a calendar cannot be read.
    package func adopt(
        _ file: [UInt8], calendars: [RuleCalendar] = [], effectiveFrom: CivilDate?
    ) throws -> (number: Int, book: RuleBook) {
        let book = try RuleBooks.read(file)
        if !calendars.isEmpty { _ = try calendars.calendar(for: book, homeZone: review().homeZone) }
        var event = Event(.rules)
        event.details = .rules(RuleBookAdoption(effectiveFrom: effectiveFrom, sha256: sha256(file)))
        var draft = Draft(event: event, words: String(decoding: file, as: UTF8.self))
        draft.attachments = calendars.map(\.attachment)
        return (try record([Recordable(draft, sources: calendars.map { .bytes($0.bytes) })])[0], book)
    }
}

package enum RuleBooks {
    package static func read(_ file: [UInt8]) throws -> RuleBook {
        try read { () throws(RuleBookError) in try RuleBook(toml: file) }
    }

    static func read<Value>(_ body: () throws(RuleBookError) -> Value) throws -> Value {
        do throws(RuleBookError) {
            return try body()
        } catch {
            throw CaseError.usage("The rule book was not adopted. " + error.message)
        }
    }
}

extension Review {
    /// The adopted books, oldest first, each with its calendar. A book or calendar that this program cannot read
    /// any more is an error: leaving it out would judge by the wrong rules.
    package func adoptedBooks() throws -> [AdoptedBook] {
        try adoptions().map { adoption in
            AdoptedBook(
                number: adoption.entry.number, book: adoption.book, from: adoption.from,
                calendar: try adoption.calendars.calendar(for: adoption.book, homeZone: homeZone))
        }
    }

    /// An entry that adopted a rule book.
    package struct Adoption {
        package let entry: StandingEntry
        package let book: RuleBook
        package let calendars: [RuleCalendar]
        /// The first moment at which it applies.
        package let from: Instant
    }

    package func adoptions() throws -> [Adoption] {
        try RuleBooks.read { () throws(RuleBookError) in try facts.adoptions() }.map { entry, book, from in
            Adoption(entry: entry, book: book, calendars: calendars[entry.current.number] ?? [], from: from)
        }
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
