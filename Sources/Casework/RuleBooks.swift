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
    /// The adopted books, oldest first. A book that this program cannot read any more is an error:
    /// leaving it out would judge by the wrong rules.
    package func adoptedBooks() throws -> [AdoptedBook] {
        try RuleBooks.read { () throws(RuleBookError) in try facts.adoptedBooks() }
    }

    /// Each adoption entry with its book and the first moment at which it applies.
    package func adoptions() throws -> [(entry: StandingEntry, book: RuleBook, from: Instant)] {
        try RuleBooks.read { () throws(RuleBookError) in try facts.adoptions() }
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
