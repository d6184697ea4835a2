/// What keeps the machine from an answer. With any of these no breach is found.
struct Doubts: OptionSet, Sendable, Hashable {
    let rawValue: Int

    static let noTime = Doubts(rawValue: 1 << 0)
    static let exactTime = Doubts(rawValue: 1 << 1)
    static let endUnknown = Doubts(rawValue: 1 << 2)
    static let whoseClock = Doubts(rawValue: 1 << 3)
    static let weekStart = Doubts(rawValue: 1 << 4)
    static let sender = Doubts(rawValue: 1 << 5)
    static let channel = Doubts(rawValue: 1 << 6)
    static let attempt = Doubts(rawValue: 1 << 7)
    static let exceptionClaimed = Doubts(rawValue: 1 << 8)
    static let lastDay = Doubts(rawValue: 1 << 9)
    static let dayInForce = Doubts(rawValue: 1 << 10)
    static let bookInForce = Doubts(rawValue: 1 << 11)
    static let logKept = Doubts(rawValue: 1 << 12)
    static let topic = Doubts(rawValue: 1 << 13)

    /// Each doubt as the end of a sentence, and the fact that is missing.
    private static let texts: [(Doubts, because: String, missing: String)] = [
        (.noTime, "the entry does not say when it happened", "when it happened"),
        (.exactTime, "the time is not known exactly enough", "the exact time"),
        (.endUnknown, "it is not known when the call ended", "when the call ended"),
        (
            .whoseClock, "the clause does not say whose clock counts, and the answer depends on it",
            "whose time zone the clause means"
        ),
        (
            .weekStart, "the clause does not say on which day a week starts, and the answer depends on it",
            "on which day a week starts"
        ),
        (.sender, "the entry does not say who made the contact", "who made the contact"),
        (.channel, "the entry does not name the channel", "the channel of the contact"),
        (
            .attempt, "the clause does not say whether an unanswered attempt counts",
            "whether an unanswered attempt counts"
        ),
        (
            .exceptionClaimed, "an exception was claimed, and whether it holds is for a person to decide",
            "a person's decision on the exception claimed"
        ),
        (
            .lastDay, "the clause does not say whether its last day is included",
            "whether the rule's last day is included"
        ),
        (
            .dayInForce, "it is not certain that it fell on a day on which the rule applied",
            "the exact day of the contact"
        ),
        (
            .bookInForce, "it is not certain which rule book was in force at that moment",
            "whether it came before or after the rule book took effect"
        ),
        (
            .logKept, "no later contact shows that the log was still being kept",
            "a later contact that shows the log was being kept"
        ),
        (.topic, "a person has not decided the topic", "a person has not decided the topic"),
    ]

    /// Why there is no answer, as the end of a sentence: the first doubt; the others are in `missing`.
    var because: String { Self.texts.first { contains($0.0) }?.because ?? "a fact is missing" }

    /// Every fact that is missing.
    var missing: String? {
        let all = Self.texts.filter { contains($0.0) }.map(\.missing)
        return all.isEmpty ? nil : all.joined(separator: "; ")
    }
}
