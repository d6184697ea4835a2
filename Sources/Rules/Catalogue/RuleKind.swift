import Ledger

/// One kind of rule: what it reads from a book, how it judges, and how it says so.
package protocol RuleKind: Sendable {
    /// The value of the key `kind`.
    static var name: String { get }
    /// What a person reads who wants to write such a rule.
    static var documentation: String { get }
    /// The channels looked at when the rule names none.
    static var defaultChannels: Set<Channel> { get }
    /// The kinds of entry looked at when the rule names none.
    static var defaultEvents: Set<Event.Kind> { get }
    /// True if a message that someone passed on is the contact of the person who asked for that.
    static var seesThirdParties: Bool { get }
    /// True if it measures an overrun in minutes, so that `trivial-minutes` means something.
    static var measuresMinutes: Bool { get }

    /// Reads the keys that only this kind has; unknown ones are refused by the caller.
    init(reading keys: KeyReader, terms: Terms) throws(RuleBookError)

    /// Judges the contacts in `context`, in order of entry number or of day, and adds what it finds.
    func judge(_ context: CheckContext, into findings: inout [Finding])

    /// What the rule asks to be shown without judging it.
    func patterns(in context: CheckContext) -> [Pattern]

    /// What the days of its findings stand for, where it judges stretches of the calendar.
    var stretches: Stretches { get }

    /// When something is due; nil where nothing is.
    var schedule: Schedule? { get }

    /// False if no clock on the wall is read, but for the days on which the rule applies.
    var readsClock: Bool { get }

    /// What the rule looks at, to stand after "It looks at", where its channels do not say it; nil if they do.
    var subjectMatter: Sentence? { get }

    /// What the rule means, in sentences, and what the machine assumes where the clause is silent.
    func explain(_ terms: Terms) -> Explanation
}

extension RuleKind {
    package static var defaultEvents: Set<Event.Kind> { [.contact] }
    package static var measuresMinutes: Bool { false }

    /// Channels by which a message or call travels: what happens face to face is no message.
    static var messageChannels: Set<Channel> { [.call, .text, .email, .app, .social] }
    package static var seesThirdParties: Bool { false }
    package var readsClock: Bool { true }
    package var subjectMatter: Sentence? { nil }
    package var stretches: Stretches { .days }
    package var schedule: Schedule? { nil }
    package func patterns(in context: CheckContext) -> [Pattern] { [] }
}
