import Ledger
import Testing

@testable import Rules

private let nights = "quiet = [{ from = 22:00:00, until = 07:00:00 }]\n"

@Test(
    "A rule begins with what its order names; on a first day without an hour nothing is found",
    arguments: [
        ("starts = { on = \"served\", date = 2026-05-08 }", "2026-05-07 23:00", Finding.Verdict?.none),
        ("starts = { on = \"served\", date = 2026-05-08 }", "2026-05-08 23:00", .cannotTell),
        ("starts = { on = \"served\", date = 2026-05-08 }", "2026-05-09 23:00", .breach),
        ("starts = { on = \"signed\", date = 2026-05-08, after-days = 10 }", "2026-05-18 23:00", nil),
        ("starts = { on = \"signed\", date = 2026-05-08, after-days = 10 }", "2026-05-19 23:00", .breach),
        ("starts = { on = \"served\" }", "2026-05-19 23:00", .cannotTell),
        ("starts = { on = \"event\", entry = 3 }", "2026-05-08 23:00", nil),
        ("starts = { on = \"event\", entry = 3 }", "2026-05-09 23:00", .breach),
        ("starts = { on = \"event\", entry = 4 }", "2026-05-09 23:00", .cannotTell),
    ])
func starts(keys: String, when: String, expected: Finding.Verdict?) throws {
    let event = entry(3, "2026-05-09 12:00") { $0.kind = .incident }
    let findings = check(try book("hours", nights + keys), event, entry(5, when))
    #expect(findings.first?.verdict == expected)
}

@Test("A rule that supersedes another ends it when it begins")
func supersedes() throws {
    func rule(_ id: String, _ keys: String) -> String {
        "[[rule]]\nid = \"\(id)\"\nclause = \"c\"\nkind = \"hours\"\nbinds = \"both\"\nzone = \"\(newYork)\"\n\(nights)\(keys)\n"
    }
    let toml = rule("a", "") + rule("b", "from = 2026-05-08\nsupersedes = [\"a\"]")
    let findings = checker(try RuleBook(toml: toml)).findings(in: [
        entry(5, "2026-05-07 23:00"), entry(6, "2026-05-08 23:00"),
    ])
    #expect(summary(findings) == ["a:5 breach", "b:6 breach"])
    #expect(throws: RuleBookError.self) { _ = try RuleBook(toml: rule("a", "from = 2026-05-08\nsupersedes = [\"c\"]")) }
}

@Test("Days of the calendar and with whom the child is limit a rule; what is not there is missing")
func calendars() throws {
    func verdict(_ keys: String, _ when: String) throws -> Finding? {
        let toml = """
            [calendars]
            holidays = [2026-05-25]
            custody = [{ from = 2026-05-08, until = 2026-05-10, with = "them" }, { from = 2026-05-10, until = 2026-05-14, with = "me" }]
            [[rule]]
            id = "r"
            clause = "c"
            kind = "hours"
            binds = "both"
            zone = "America/New_York"
            \(nights)\(keys)
            """
        return checker(try RuleBook(toml: toml)).findings(in: [entry(5, when)]).first
    }
    #expect(try verdict("not-on = [\"holidays\"]", "2026-05-25 23:00") == nil)
    #expect(try verdict("not-on = [\"holidays\"]", "2026-05-26 23:00")?.verdict == .breach)
    #expect(try verdict("only-on = [\"holidays\"]", "2026-05-26 23:00") == nil)
    #expect(try verdict("not-on = [\"terms\"]", "2026-05-26 23:00")?.missing == "the calendar that the rule refers to")
    #expect(try verdict("child-with = \"bound\"", "2026-05-08 23:00")?.verdict == .breach)
    #expect(try verdict("child-with = \"other\"", "2026-05-08 23:00") == nil)
    #expect(try verdict("child-with = \"me\"", "2026-05-10 23:00")?.verdict == .cannotTell)
    #expect(try verdict("child-with = \"me\"", "2026-06-10 23:00")?.verdict == .cannotTell)
}

@Test("Whose clock counts is read from the book's zones")
func zonesOfPeople() throws {
    func verdict(_ zone: String, _ zones: String = "them = \"Europe/London\"\nme = \"America/New_York\"") throws
        -> Finding.Verdict?
    {
        let toml =
            "[zones]\n\(zones)\n[[rule]]\nid = \"r\"\nclause = \"c\"\nkind = \"hours\"\nbinds = \"both\"\nzone = \"\(zone)\"\n\(nights)"
        // 18:00 in New York is 23:00 in London.
        return checker(try RuleBook(toml: toml)).findings(in: [entry(5, "2026-05-08 18:00")]).first?.verdict
    }
    #expect(try verdict("sender") == .breach)
    #expect(try verdict("recipient") == .fine)
    #expect(try verdict("child-home", "child-home = \"Europe/London\"") == .breach)
    #expect(try verdict("child-place") == .cannotTell)
}

@Test("Conditions of an exception, vague words, and who began")
func conditions() throws {
    let late = entry(5, "2026-05-08 23:00") { $0.exceptions = [ExceptionClaim(name: "Emergency", by: "them")] }
    func finding(_ keys: String, _ entries: StandingEntry...) throws -> Finding? {
        checker(try book("hours", nights + keys)).findings(in: entries).first
    }
    #expect(try finding("exceptions = [\"emergency\"]", late)?.verdict == .cannotTell)
    #expect(try finding("exception = [{ name = \"emergency\", at-word-of = \"me\" }]", late)?.verdict == .breach)
    let followed = "exception = [{ name = \"emergency\", follow-up-hours = 24 }]"
    #expect(try finding(followed, late)?.missing?.english.contains("the contact that should have followed") == true)
    #expect(try finding(followed, late, entry(6, "2026-05-09 12:00"))?.missing?.english.contains("followed") == false)
    #expect(try finding("exception = [{ name = \"emergency\", by-agreement = true }]", late)?.verdict == .cannotTell)
    #expect(try finding("vague = \"at reasonable times\"", entry(5, "2026-05-08 23:00"))?.verdict == .cannotTell)
    let asked = entry(4, "2026-05-08 21:30", from: "me")
    let reply = entry(5, "2026-05-08 23:00") { $0.replyTo = 4 }
    func began(_ entries: StandingEntry...) throws -> [String] {
        summary(
            checker(try book("hours", nights + "looks-at = \"initiated\"", binds: "them")).findings(in: entries))
    }
    #expect(try began(asked, reply) == [])
    #expect(try began(asked, entry(5, "2026-05-08 23:00")) == ["r:5 cannot-tell"])
    #expect(try began(entry(5, "2026-05-08 23:00")) == ["r:5 breach"])
}

@Test("A late record and an invitation are shown and change no verdict")
func weights() throws {
    let rule = try book("hours", nights, binds: "them")
    let late = check(rule, entry(5, "2026-05-08 23:00", recorded: "2026-05-12 12:00")).first
    #expect(late?.weights == [.lateLogged] && late?.verdict == .breach)
    let invited = check(rule, entry(4, "2026-05-08 22:30", from: "me"), entry(5, "2026-05-08 23:00")).first
    #expect(invited?.invitedBy == 4 && invited?.verdict == .breach)
    #expect(check(rule, entry(4, "2026-05-08 21:58", from: "me"), entry(5, "2026-05-08 23:00")).first?.invitedBy == nil)
}

@Test("Who has to show that an exception holds is said, and changes no verdict")
func shownBy() throws {
    let rule = try book("hours", nights + "exception = [{ name = \"medical\", shown-by = \"them\" }]")
    let late = entry(5, "2026-05-08 23:00") { $0.exceptions = [ExceptionClaim(name: "medical")] }
    #expect(check(rule, late).first?.missing == "a person's decision on the exception claimed")
    #expect(rule.explanation.contains("It is for the other person to show that “medical” holds."))
}

@Test(
    "An exception claimed under a name that may mean it is for a person; another excuse is none",
    arguments: [
        ("emergency", Finding.Verdict.cannotTell), ("Medical emergency", .cannotTell), ("emergancy", .cannotTell),
        ("forgot", .breach),
    ])
func claimedUnderOtherNames(claim: String, expected: Finding.Verdict) throws {
    let late = entry(5, "2026-05-08 23:00") { $0.exceptions = [ExceptionClaim(name: claim, by: "them")] }
    #expect(check(try book("hours", nights + "exceptions = [\"emergency\"]"), late).map(\.verdict) == [expected])
    let theirs = "exception = [{ name = \"emergency\", at-word-of = \"me\" }]"
    #expect(check(try book("hours", nights + theirs), late).map(\.verdict) == [.breach])
}
