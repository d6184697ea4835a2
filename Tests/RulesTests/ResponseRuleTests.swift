import Ledger
import Testing

@testable import Rules

private let day = "within-hours = 24\nruns-from = \"sent\"\nneeds-reply = \"all\"\n"
private let later = entry(99, "2026-05-30 12:00", from: "Sam")

private func judged(_ keys: String, _ entries: StandingEntry...) throws -> Finding? {
    checker(try book("response", keys, binds: "them")).findings(in: entries + [later]).first
}

private func answer(_ when: String, to number: Int? = 5, topics: [String] = []) -> StandingEntry {
    entry(6, when, topics: topics) { $0.replyTo = number }
}

private let ask = entry(5, "2026-05-08 10:00", from: "me")

@Test(
    "The last minute of the time is in time, the next is not",
    arguments: [
        ("2026-05-08 11:00", Finding.Verdict.fine), ("2026-05-09 10:00", .fine), ("2026-05-09 10:01", .breach),
        ("2026-05-12 10:00", .breach),
    ])
func responseBoundary(when: String, expected: Finding.Verdict) throws {
    let finding = try judged(day, ask, answer(when))
    #expect(finding?.verdict == expected && finding?.id == "r:5" && finding?.person == "them")
    #expect(finding?.entries == [5, 6])
}

@Test("No answer is a breach only if the log goes on and the clause says what needs one")
func responseNone() throws {
    #expect(try judged(day, ask)?.verdict == .breach)
    let open = check(try book("response", day, binds: "them"), ask, entry(7, "2026-05-09 10:00", from: "Sam")).first
    #expect(open?.verdict == .cannotTell && open?.missing == "a later contact that shows what came of it")
    let silent = try judged("within-hours = 24\nruns-from = \"sent\"", ask)
    #expect(silent?.missing == "whether this message needed an answer")
    #expect(try judged(day + "vague = \"where practicable\"", ask)?.verdict == .cannotTell)
}

@Test(
    "An answer that no entry links counts as the clause says",
    arguments: [
        ("", Finding.Verdict.cannotTell), ("counts = \"any-reply\"", .fine), ("counts = \"linked\"", .breach),
    ])
func responseLinks(keys: String, expected: Finding.Verdict) throws {
    #expect(try judged(day + keys, ask, answer("2026-05-08 12:00", to: nil))?.verdict == expected)
}

@Test("Elapsed hours run on across a change of the clocks")
func responseClockChange() throws {
    let ask = entry(5, "2026-03-07 12:00", from: "me")
    #expect(try judged(day, ask, answer("2026-03-08 13:00"))?.verdict == .fine)
    #expect(try judged(day, ask, answer("2026-03-08 13:01"))?.verdict == .breach)
    let autumn = entry(5, "2026-10-31 12:00", from: "me")
    #expect(
        check(
            try book("response", day, binds: "them"), autumn, answer("2026-11-01 11:01"),
            entry(8, "2026-11-20 10:00", from: "Sam")
        ).first?.verdict == .breach)
}

@Test(
    "Days are counted as the clause says, and where it is silent both ways are tried",
    arguments: [
        // Asked on Friday 8 May; two days end on Sunday, or on Saturday if Friday is the first, or on Monday.
        ("first-day = \"excluded\"\nrolls = []", "2026-05-10 23:59", Finding.Verdict.fine),
        ("first-day = \"excluded\"\nrolls = []", "2026-05-11 00:00", .breach),
        ("first-day = \"included\"\nrolls = []", "2026-05-10 00:00", .breach),
        ("first-day = \"excluded\"\nrolls = [\"weekend\"]", "2026-05-11 23:59", .fine),
        ("first-day = \"excluded\"\nrolls = [\"weekend\"]", "2026-05-12 00:00", .breach),
        ("days-are = \"working\"\nfirst-day = \"excluded\"", "2026-05-12 23:59", .fine),
        ("", "2026-05-09 23:59", .fine), ("", "2026-05-10 12:00", .cannotTell), ("", "2026-05-12 00:00", .breach),
    ])
func responseDays(keys: String, when: String, expected: Finding.Verdict) throws {
    let text = "within-days = 2\nruns-from = \"sent\"\nneeds-reply = \"all\"\n" + keys
    #expect(try judged(text, ask, answer(when))?.verdict == expected)
}

@Test("The same day ends at midnight")
func responseSameDay() throws {
    let text = "within-days = 0\nruns-from = \"sent\"\nneeds-reply = \"all\""
    #expect(try judged(text, ask, answer("2026-05-08 23:59"))?.verdict == .fine)
    #expect(try judged(text, ask, answer("2026-05-09 00:00"))?.verdict == .breach)
}

@Test("An acknowledgment extends the time; what was received is not known to be sent")
func responseExtension() throws {
    let keys = day + "acknowledgment-extends-hours = 72"
    let noted = entry(7, "2026-05-08 20:00", topics: ["acknowledgment"]) { $0.replyTo = 5 }
    #expect(try judged(keys, ask, noted, answer("2026-05-11 20:00"))?.verdict == .fine)
    #expect(try judged(keys, ask, noted, answer("2026-05-11 20:02"))?.verdict == .breach)
    #expect(try judged(keys, ask, answer("2026-05-11 20:00"))?.verdict == .breach)
    let viewed = day.replacing("sent", with: "viewed")
    #expect(try judged(viewed, ask, answer("2026-05-11 20:00"))?.verdict == .cannotTell)
    #expect(try judged(viewed, ask, answer("2026-05-09 09:00"))?.verdict == .fine)
}

@Test("A message that names whom it was sent to is looked at like any other")
func namedRecipient() throws {
    let rule = try book(
        "response", "within-hours = 24\nruns-from = \"sent\"\nneeds-reply = \"all\"\ncounts = \"any-reply\"",
        binds: "them")
    let ask = entry(5, "2026-05-04 10:00", from: "me") { $0.to = ["them"] }
    let reply = entry(6, "2026-05-06 10:00") {
        $0.to = ["me"]
        $0.replyTo = 5
    }
    #expect(summary(check(rule, ask, reply)) == ["r:5 breach"])
    let toTheChild = entry(5, "2026-05-04 10:00", from: "me") { $0.to = ["Mia"] }
    #expect(check(rule, toTheChild, reply).isEmpty)
}
