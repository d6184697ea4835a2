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
    static let startHour = Doubts(rawValue: 1 << 20)
    static let startUnknown = Doubts(rawValue: 1 << 21)
    static let superseded = Doubts(rawValue: 1 << 22)
    static let calendar = Doubts(rawValue: 1 << 23)
    static let childPlace = Doubts(rawValue: 1 << 24)
    static let isReply = Doubts(rawValue: 1 << 25)
    static let agreementRelied = Doubts(rawValue: 1 << 26)
    static let agreementMissing = Doubts(rawValue: 1 << 27)
    static let followUp = Doubts(rawValue: 1 << 28)
    static let vague = Doubts(rawValue: 1 << 29)
    static let clockChange = Doubts(rawValue: 1 << 30)
    static let clockStart = Doubts(rawValue: 1 << 31)
    static let countingDays = Doubts(rawValue: 1 << 32)
    static let needsReply = Doubts(rawValue: 1 << 33)
    static let pending = Doubts(rawValue: 1 << 34)
    static let early = Doubts(rawValue: 1 << 35)
    static let twoAccounts = Doubts(rawValue: 1 << 36)
    static let dueTime = Doubts(rawValue: 1 << 37)
    static let actualTime = Doubts(rawValue: 1 << 38)
    static let whoWasLate = Doubts(rawValue: 1 << 39)
    static let isNotice = Doubts(rawValue: 1 << 40)
    static let noticeTopic = Doubts(rawValue: 1 << 41)
    static let sentOrReceived = Doubts(rawValue: 1 << 42)
    static let receivedTime = Doubts(rawValue: 1 << 43)
    static let oneMessage = Doubts(rawValue: 1 << 44)
    static let formCounts = Doubts(rawValue: 1 << 45)
    static let howLong = Doubts(rawValue: 1 << 46)
    static let partlyApplied = Doubts(rawValue: 1 << 47)
    static let beforeLog = Doubts(rawValue: 1 << 48)
    static let topicName = Doubts(rawValue: 1 << 49)
    static let whoIsBound = Doubts(rawValue: 1 << 50)
    static let notRecorded = Doubts(rawValue: 1 << 51)

    /// Each doubt as the end of a sentence, and the fact that is missing.
    private static let texts: [(Doubts, because: Sentence, missing: Sentence)] = [
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
        (
            .whoIsBound, "nobody in the list of people has the name that the rule binds",
            "who it is that the rule binds"
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
        (
            .notRecorded, "by the log’s own words not everything was recorded at that time",
            "what took place while not everything was recorded"
        ),
        (.topic, "a person has not decided the topic", "a person has not decided the topic"),
        (
            .topicName, "that may be a topic that the rule names, under another name",
            "whether the topic is one that the rule names"
        ),
        (
            .startUnknown, "it is not known when the rule began to apply",
            "the day on which the order was made, served or signed, or the event it begins with"
        ),
        (
            .startHour, "the clause does not say from which hour of its first day it applies",
            "from which hour of its first day the rule applies"
        ),
        (
            .superseded, "it is not certain whether another rule had superseded this one by then",
            "when the rule that supersedes this one began to apply"
        ),
        (.calendar, "the calendar that the rule refers to is not there", "the calendar that the rule refers to"),
        (
            .childPlace, "no calendar says with whom the child was at that moment",
            "with whom the child was at that moment"
        ),
        (
            .isReply, "it is not certain whether it answered an earlier contact", "whether it is a reply, and to what"
        ),
        (
            .agreementRelied, "a written agreement is relied on, and whether it covers this is for a person to decide",
            "a person's decision on the agreement relied on"
        ),
        (
            .agreementMissing, "an agreement is claimed, but the entry names none in writing",
            "the entry that holds the written agreement"
        ),
        (
            .followUp, "the exception asks for another contact afterwards, and none is logged in time",
            "the contact that should have followed"
        ),
        (
            .vague, "the clause leaves room in words that a person has to weigh",
            "a person's decision on the words of the clause that leave room"
        ),
        (
            .clockChange, "the time due came twice or not at all in the night when clocks changed",
            "which of the two times the clause means"
        ),
        (
            .clockStart, "the clause does not say, or the entry does not show, from which moment the time runs",
            "from which moment the time runs: sent, delivered, viewed or received"
        ),
        (
            .countingDays, "the clause does not say how the days are counted, and the answer depends on it",
            "whether the first day counts, and whether a weekend or holiday moves the last one"
        ),
        (
            .needsReply, "the clause does not say which messages need an answer",
            "whether this message needed an answer"
        ),
        (.pending, "the time runs past the last contact in the log", "a later contact that shows what came of it"),
        (
            .early, "there was an earlier contact, and whether it counts is not certain",
            "whether the earlier one counts"
        ),
        (.twoAccounts, "the log says both that it took place and that it was missed", "which of the entries is right"),
        (.howLong, "it is not known how long it lasted", "how long it lasted"),
        (.dueTime, "the entry does not say when it was due", "when it was due"),
        (.actualTime, "the entry does not say when it took place", "when it took place"),
        (.whoWasLate, "neither the clause nor an entry says on whom it depended", "on whom it depended"),
        (
            .isNotice, "it is not certain whether the notice logged was about this event",
            "a link between the notice and the event"
        ),
        (
            .noticeTopic, "a person has not decided the topic of contacts that may be the notice",
            "the topic of the contacts that may be the notice"
        ),
        (
            .sentOrReceived,
            "the clause does not say whether sending or receiving counts, and the answer depends on it",
            "whether the moment of sending or of receiving counts"
        ),
        (.receivedTime, "it is not known when it was received", "when it was received"),
        (
            .oneMessage, "the clause does not say whether messages sent in quick succession count as one",
            "whether messages sent in quick succession count as one"
        ),
        (
            .formCounts, "the clause does not say whether a voicemail, a reaction or an edit counts",
            "whether a voicemail, a reaction or an edit counts"
        ),
        (
            .partlyApplied,
            "the rule applied on some of these days only, and how many contacts it asks for then is not said",
            "how many contacts the clause asks for where it applies on some of the days only"
        ),
        (.beforeLog, "the log had not begun, and what came before is not known", "what came before the log began"),
    ]

    /// Why there is no answer, as the end of a sentence: the first doubt; the others are in `missing`.
    var because: Sentence { Self.texts.first { contains($0.0) }?.because ?? "a fact is missing" }

    /// Every fact that is missing.
    var missing: Sentence? {
        let all = Self.texts.filter { contains($0.0) }.map(\.missing)
        return all.isEmpty ? nil : all.joined(separator: "; ")
    }
}
