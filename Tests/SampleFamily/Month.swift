import Ledger
import Reports

extension Family {
    private static let theirWords = [
        "What time is pick-up on Friday? Last time nobody told me it had moved.",
        "Can you send the dates for half term. I asked twice already.",
        "Fine.", "I'll be ten minutes late, traffic on the ring road.",
        "You never think about anyone else. Ring me back tonight.",
        "Mia left her reading book here, I'll bring it on Wednesday 👍",
        "The dentist has moved her to the 19th at 4 pm. I can take her if you collect her from school first, "
            + "otherwise we need another day. They only have mornings after that, and she would miss maths.",
        "Answer your phone.",
    ]
    private static let myWords = [
        "Pick-up is 5 pm at the school gate, as in the plan.",
        "Half term is 6 to 10 April. Please tell me by Friday which days you would like.",
        "Thank you, received.", "The 19th is fine. I will collect her and bring her to you at 3.30.",
    ]

    /// A made-up month: contacts at pseudo-random times, the same on every run; every third is mine,
    /// some at night, with calls, handovers and check-ins between, an amendment and a retraction.
    package static func month(contacts count: Int = 60) -> ReportInput {
        var state: UInt64 = 42
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var opened = [setup(), person(1, people[0]), person(2, people[1]), book(3)]
        var findings: [ReportFinding] = []
        var privateNumbers: [Int] = []
        var number = 4
        let minutes = 31 * 1440 / max(count, 1)
        let start = local("2026-03-01 08:00").instant
        for index in 0..<count {
            if index % 20 == 13 {
                privateNumbers.append(number)
                number += 1
            }
            let moment = zone.localTime(of: start.adding(seconds: (index * minutes + next(minutes + 1)) * 60))
            let isMine = index % 3 == 2
            let isCall = index % 7 == 3
            var event = contact(isCall ? .call : index % 11 == 5 ? .email : .text, from: isMine ? "me" : "them", nil)
            if index % 13 == 9 {
                event = Event(index % 2 == 0 ? .handover : .checkin)
                event.from = "them"
                event.due = moment
                event.actual = zone.localTime(of: moment.instant.adding(seconds: next(3) * 900))
            }
            event.occurred = Occurred(
                start: moment, zone: zone.name, precision: isCall ? .second : .minute,
                source: isCall ? .callLog : .header)
            if isCall { event.durationSeconds = 30 + next(900) }
            let words =
                event.kind != .contact || isCall
                ? nil : isMine ? myWords[next(myWords.count)] : theirWords[next(theirWords.count)]
            opened.append(
                entry(
                    number, event, words: words,
                    account: isCall ? "We spoke about the weekend; nothing was agreed." : nil,
                    attachments: index % 17 == 4 ? [photo("screenshot-\(index).png")] : [],
                    afterMinutes: next(40) + (index % 9 == 8 ? 2000 : 1)))
            if event.kind == .contact {
                let isNight = moment.wall.hour >= 21 || moment.wall.hour < 7
                findings.append(
                    finding(
                        "quiet-hours", isMine ? "me" : "them", isNight ? .breach : .fine, [number],
                        isNight
                            ? "Began at \(moment.wall.text.dropFirst(11).prefix(5)), inside 21:00 to 07:00."
                            : "Outside the window."))
                if !isMine { findings.append(finding("texts-a-day", "them", .fine, [number], "Within the number.")) }
            }
            number += 1
        }
        if count > 6 {
            var amended = opened[8].event
            amended.reason = "I had typed the wrong words."
            opened.append(
                entry(
                    number, amended, words: "Fine. Friday then.", corrects: opened[8].number,
                    recorded: "2026-04-01T08:00:00Z"))
            var retract = Event(.retract)
            retract.reason = "Entered twice."
            opened.append(entry(number + 1, retract, corrects: opened[9].number, recorded: "2026-04-01T08:01:00Z"))
            number += 2
        }
        let period = Period(from: CivilDate(text: "2026-03-01"), until: CivilDate(text: "2026-03-31"))
        let selection = Selection(opened: opened, privateNumbers: privateNumbers, period: period)
        var input = input(size: number)
        input.period = period
        input.opened = opened
        input.entries = selection.shown
        input.leftOut = selection.leftOut
        input.rules = rules
        input.findings = findings
        return input
    }
}
