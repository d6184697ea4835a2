import Ledger
import Testing

@testable import Rules

private func handover(
    _ number: Int, due: String? = "2026-05-08 18:00", at actual: String, from: String? = "them",
    change: (inout Event) -> Void = { _ in }
) -> StandingEntry {
    entry(number, actual, from: from, channel: .inPerson) {
        $0.kind = .handover
        $0.due = due.map { local($0, newYork, 0) }
        change(&$0)
    }
}

@Test(
    "Minutes late are counted from the time due; early arrival makes no duty",
    arguments: [
        ("2026-05-08 16:00", Finding.Verdict.fine), ("2026-05-08 18:00", .fine), ("2026-05-08 18:15", .fine),
        ("2026-05-08 18:16", .breach),
    ])
func handoverLate(actual: String, expected: Finding.Verdict) throws {
    let findings = check(try book("handover", "grace-minutes = 15"), handover(5, at: actual))
    #expect(summary(findings) == ["r:5 \(expected.rawValue)"])
    if expected == .breach {
        #expect(
            findings.first?.reason
                == "The handover due on Friday 8 May 2026, 18:00 in America/New_York took place 16 min late; the grace is"
                + " 15 minutes.")
    }
}

@Test("Without a time due, or without a person, the answer is cannot tell")
func handoverUnknown() throws {
    let rule = try book("handover", "grace-minutes = 15")
    #expect(check(rule, handover(5, due: nil, at: "2026-05-08 19:00")).first?.missing == "when it was due")
    let nobody = check(rule, handover(5, at: "2026-05-08 19:00", from: nil)).first
    #expect(nobody?.verdict == .cannotTell && nobody?.missing == "who made the contact")
}

@Test("Lateness within the grace needs the reason and the notice that the clause asks for")
func handoverNeeds() throws {
    let rule = try book(
        "handover", "grace-minutes = 30\ngrace-needs = [\"reason\", \"notice\"]\nnotice-minutes = 10",
        binds: "them")
    let late = handover(5, at: "2026-05-08 18:20")
    #expect(check(rule, late).first?.reason.english.contains("20 min late, without a reason given and notice") == true)
    let reasoned = handover(5, at: "2026-05-08 18:20") { $0.exceptions = [ExceptionClaim(name: "traffic")] }
    #expect(check(rule, reasoned).first?.verdict == .breach)
    let notice = entry(6, "2026-05-08 17:50", topics: ["handover"])
    let withBoth = check(rule, reasoned, notice).first
    #expect(withBoth?.verdict == .cannotTell && withBoth?.entries == [5, 6])
    #expect(check(rule, reasoned, entry(6, "2026-05-08 17:51", topics: ["handover"])).first?.verdict == .breach)
    #expect(check(rule, handover(5, at: "2026-05-08 18:00")).first?.verdict == .fine)
}

@Test("A missed handover follows from the schedule; on whom it depended must be known")
func handoverMissed() throws {
    func findings(_ by: String, _ entries: StandingEntry...) throws -> [Finding] {
        let rule = try book("handover", "due = [{ days = [\"fri\"], at = 18:00:00\(by) }]\ngrace-minutes = 15")
        return checker(rule).findings(in: [entry(1, "2026-05-07 12:00"), entry(9, "2026-05-09 12:00")] + entries)
    }
    #expect(summary(try findings(", by = \"them\"")) == ["r:2026-05-08-1800:them breach"])
    #expect(summary(try findings("")) == ["r:2026-05-08-1800:unknown cannot-tell"])
    let came = handover(5, due: nil, at: "2026-05-08 18:40", from: "me")
    #expect(summary(try findings("", came)) == ["r:2026-05-08-1800:me breach"])
}
