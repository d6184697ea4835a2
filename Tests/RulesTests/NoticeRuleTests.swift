import Ledger
import Testing

@testable import Rules

private func trip(_ when: String = "2026-05-20 10:00", request: Int? = nil) -> StandingEntry {
    entry(20, when, channel: nil, topics: ["travel"]) {
        $0.kind = .incident
        $0.request = request
    }
}
private let kept = [entry(1, "2026-03-01 12:00", from: "Sam"), entry(99, "2026-06-20 12:00", from: "Sam")]
private let fortnight = "of = [\"travel\"]\nbefore-days = 14\nfirst-day = \"excluded\"\nrolls = []\n"

private func judged(_ keys: String, _ entries: StandingEntry...) throws -> [Finding] {
    checker(try book("notice", keys)).findings(in: kept + entries)
}

@Test(
    "Notice on the last day is in time, a day later is not",
    arguments: [("2026-05-06 23:59", Finding.Verdict.fine), ("2026-05-07 00:00", .breach)])
func noticeBoundary(when: String, expected: Finding.Verdict) throws {
    let findings = try judged(fortnight, trip(request: 6), entry(6, when, topics: ["travel"]))
    #expect(summary(findings) == ["r:20 \(expected.rawValue)"])
}

@Test("Without a link the notice may be about another event; without any there was none")
func noticeLinks() throws {
    let notice = entry(6, "2026-05-01 12:00", topics: ["travel"])
    #expect(try judged(fortnight, trip(), notice).first?.missing == "a link between the notice and the event")
    #expect(try judged(fortnight + "counts = \"any-notice\"", trip(), notice).first?.verdict == .fine)
    #expect(try judged(fortnight, trip()).first?.verdict == .breach)
    let undecided = entry(6, "2026-05-01 12:00")
    #expect(try judged(fortnight, trip(), undecided).first?.verdict == .cannotTell)
}

@Test("Notice after an event runs in hours from the event")
func noticeAfter() throws {
    let keys = "of = [\"hospital\"]\nafter-hours = 24\ncounts = \"any-notice\""
    let event = entry(20, "2026-05-20 10:00", channel: nil, topics: ["hospital"]) { $0.kind = .incident }
    #expect(try judged(keys, event, entry(21, "2026-05-21 10:00", topics: ["hospital"])).first?.verdict == .fine)
    #expect(try judged(keys, event, entry(21, "2026-05-21 10:01", topics: ["hospital"])).first?.verdict == .breach)
}

@Test("Deadlines chain: a step taken late is a breach of whoever took it")
func noticeChain() throws {
    let keys =
        fortnight
            + """
            chain = [
              { name = "objection", within-days = 3, first-day = "excluded", rolls = [] },
              { name = "answer", within-days = 5, first-day = "excluded", rolls = [], required = true },
            ]
            """
    let notice = entry(6, "2026-05-01 12:00", topics: ["travel"])
    let objection = entry(7, "2026-05-04 12:00", from: "me") { $0.replyTo = 6 }
    let late = entry(7, "2026-05-05 00:00", from: "me") { $0.replyTo = 6 }
    let ids = ["r:20", "r:20:objection", "r:20:answer"]
    let findings = try judged(keys, trip(request: 6), notice, objection)
    #expect(findings.map(\.id) == ids)
    #expect(findings.map(\.verdict) == [.fine, .fine, .breach])
    #expect(findings.map(\.person) == ["them", "me", "them"])
    #expect(try judged(keys, trip(request: 6), notice, late).map(\.verdict) == [.fine, .breach, .breach])
    #expect(try judged(keys, trip(request: 6), notice).map(\.id) == ["r:20"])
}
