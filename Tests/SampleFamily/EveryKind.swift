import Ledger
import Rules
import Seeds

/// No more than three contacts in any twenty hours, to stand behind the rules of a book.
package let rollingRule = """

    [[rule]]
    id = "rolling"
    kind = "frequency"
    clause = "c"
    binds = "both"
    at-most = 3
    per = "rolling"
    rolling-hours = 20
    """

/// A rule book with the example of every kind's own documentation, and a few rules that look back.
package let everyKind: String =
    Rules.Catalogue.kinds.compactMap { kind in
        let marker = ["An example to adapt:\n", "Example:\n"].first { kind.documentation.contains($0) }
        return marker.flatMap { kind.documentation.split(separator: $0, maxSplits: 1).last }.map { text in
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.hasPrefix("    ") ? $0.dropFirst(4) : $0 }.joined(separator: "\n")
        }
    }.joined(separator: "\n") + rollingRule + """


        [[rule]]
        id = "into-silence"
        kind = "frequency"
        clause = "c"
        binds = "both"
        at-most = 1
        per = "rolling"
        rolling-hours = 24
        reply-starts-anew = true
        burst = { contacts = 2, within-minutes = 240 }

        [[rule]]
        id = "fortnight"
        kind = "frequency"
        clause = "c"
        binds = "both"
        at-most = 6
        per = "week"
        every-weeks = 2
        counted-from = 2026-01-09

        [[rule]]
        id = "where"
        kind = "place"
        clause = "c"
        binds = "both"
        allowed = ["Meadow Centre"]

        [[rule]]
        id = "daily"
        kind = "frequency"
        clause = "c"
        binds = "both"
        at-most = 2
        at-least = 1
        per = "day"
        """

/// Names and words of that book and of `anyLog`, which are the same in every language.
package let everyKindWords = [
    "America/New_York", "Europe/London", "FamilyPages", "Harper & Lane", "Meadow Centre staff", "Meadow Centre", "Mia",
    "Robin", "absence", "emergency", "handover over 30 minutes late", "health", "home", "library", "money",
    "name-calling", "question", "school", "travel",
]

/// Three weeks of May of an invented family, when no clock changes, with events of every sort.
package func anyLog(seed: Int, weeks: Int = 0, count: Int = 90) -> [StandingEntry] {
    var random = SeededRandom(seed: UInt64(seed))
    let start = Instant(text: "2026-05-04T04:00:00Z")!.adding(seconds: weeks * 7 * 86_400)
    func one<Value>(_ values: [Value], _ otherwise: Value) -> Value {
        values.randomElement(using: &random) ?? otherwise
    }
    func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &random) == 0 }
    return (0..<count).map { index in
        let isInLondon = chance(4)
        let moment = start.adding(seconds: Int.random(in: 0..<21 * 86_400, using: &random))
        let offset = isInLondon ? 60 : -240
        func at(_ seconds: Int) -> LocalTime {
            LocalTime(instant: moment.adding(seconds: seconds), offsetMinutes: offset)
        }
        var event = Event(
            one([.contact, .contact, .contact, .contact, .checkin, .handover, .missed, .incident], .contact))
        event.channel = one([.text, .text, .call, .email, .app, .inPerson, nil], .text)
        event.from = one(["me", "them", "them", nil], "them")
        event.to = chance(3) ? [event.from == "me" ? "them" : "me"] : []
        event.topics = one([[], ["school"], ["travel"], ["absence"], ["question"], ["money", "school"]], [])
        event.form = one([nil, nil, nil, .reaction, .edit, .voicemail], nil)
        if event.channel == .call { event.answered = !chance(3) }
        if chance(5) { event.urgency = .emergency }
        if chance(4) { event.replyTo = Int.random(in: 0..<count, using: &random) + 10 }
        if chance(3) { event.sent = moment.adding(seconds: -Int.random(in: 0..<4000, using: &random)) }
        if chance(4) { event.received = moment.adding(seconds: Int.random(in: 0..<4000, using: &random)) }
        if chance(6) { event.thirdParty = ThirdParty(name: "Robin", requestedBy: chance(2) ? "them" : nil) }
        if chance(6) {
            event.place = Place(
                latitude: "51.50\(Int.random(in: 10..<90, using: &random))", longitude: "-0.1246", errorMetres: 20)
            event.place?.name = one([nil, "Meadow Centre", "library"], nil)
        }
        if chance(4) { event.witnesses = ["Meadow Centre staff"] }
        if chance(3) { event.due = at(-Int.random(in: 0..<3600, using: &random)) }
        if chance(3) { event.actual = at(Int.random(in: 0..<3600, using: &random)) }
        let precision = one([.second, .minute, .minute, .about, .day], Occurred.Precision.minute)
        let length = Int.random(in: 60..<5000, using: &random)
        let hasEnd = chance(2)
        let words = one([nil, "DO NOT BE LATE AGAIN", "the doctor called about her fever"], nil)
        event.occurred = Occurred(
            start: at(0), end: hasEnd ? at(length) : nil, zone: isInLondon ? "Europe/London" : "America/New_York",
            precision: precision, source: .header)
        let made = Entry(Draft(event: event, words: words), recorded: moment)
        let opened = OpenedEntry(number: index + 10, leafHash: [], entry: made)
        return StandingEntry(number: index + 10, current: opened, versions: [index + 10])
    }
}
