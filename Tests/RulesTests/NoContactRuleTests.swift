import Ledger
import Testing

@testable import Rules

private let noon = "2026-03-04 12:00"

/// A contact by Sam, passed on to `me`.
private func passedOn(by name: String = "Sam", requestedBy: String?, from: String? = "Sam") -> StandingEntry {
    entry(5, noon, from: from, channel: .inPerson) {
        $0.to = ["me"]
        $0.thirdParty = ThirdParty(name: name, requestedBy: requestedBy)
    }
}

@Test("Every contact by every channel is an apparent breach, an attempt too", arguments: Channel.allCases)
func everyChannel(channel: Channel) throws {
    let rule = try book("no-contact", "", binds: "them")
    #expect(verdict(rule, entry(5, noon, channel: channel)) == .breach)
    #expect(verdict(rule, entry(5, noon, channel: channel) { $0.attempt = true }) == .breach)
    #expect(verdict(rule, entry(5, noon, from: "me", channel: channel)) == nil)
}

@Test("Attempts do not count where the clause says so, and the reason names no one")
func noContactWording() throws {
    let rule = try book("no-contact", "counts = []")
    #expect(verdict(rule, entry(5, noon, channel: .call) { $0.answered = false }) == nil)
    let finding = try #require(check(rule, entry(5, noon, channel: .payment) { $0.replyTo = 3 }).first)
    #expect(finding.reason == "There was contact by a note with a payment, and the rule allows none.")
    #expect(finding.facts == ["channel: payment", "answers entry 3"])
}

@Test("It ends on its last day, in its zone")
func noContactUntil() throws {
    let rule = try book("no-contact", "until = 2026-03-31\nuntil-is = \"inclusive\"")
    #expect(verdict(rule, entry(5, "2026-03-31 23:59")) == .breach)
    #expect(verdict(rule, entry(5, "2026-04-01 00:00")) == nil)
    let unsaid = try book("no-contact", "until = 2026-03-31")
    #expect(verdict(unsaid, entry(5, "2026-03-31 12:00")) == .cannotTell)
}

@Test("Contact through the named lawyer is fine, contact around the lawyer is not")
func throughLawyer() throws {
    let rule = try book("no-contact", "through = [\"Harper & Lane\"]\nindirect = true", binds: "them")
    #expect(verdict(rule, passedOn(by: "harper & lane", requestedBy: "them")) == .fine)
    #expect(verdict(rule, passedOn(by: "Harper & Lane", requestedBy: nil)) == .fine)
    #expect(verdict(rule, entry(5, noon)) == .breach)
    #expect(verdict(rule, entry(5, noon) { $0.to = ["Harper & Lane"] }) == nil)
    #expect(
        check(rule, entry(5, noon)).first?.reason
            == "There was contact by text, and the rule allows contact only through someone.")
}

@Test("What others pass on counts only with evidence of a request, and only if the clause covers it")
func thirdParties() throws {
    let covered = try book("no-contact", "indirect = true", binds: "them")
    #expect(verdict(covered, passedOn(requestedBy: "them")) == .breach)
    #expect(verdict(covered, passedOn(requestedBy: "Sam")) == nil)
    let open = try #require(check(covered, passedOn(requestedBy: nil)).first)
    #expect(open.verdict == .cannotTell)
    #expect(open.missing == "evidence of who asked for it to be passed on")
    #expect(open.person == "unknown")
    #expect(verdict(covered, passedOn(requestedBy: nil, from: "them")) == .cannotTell)
    #expect(verdict(try book("no-contact", "indirect = false"), passedOn(requestedBy: "them")) == nil)
    let silent = check(try book("no-contact", "", binds: "them"), passedOn(requestedBy: "them"))
    #expect(silent.first?.missing == "whether the clause covers contact through others")
    #expect(verdict(try book("no-contact", "indirect = true", binds: "me"), passedOn(requestedBy: nil)) == nil)
}

@Test("A third person's own contact is nobody else's")
func ownContact() throws {
    let rule = try book("no-contact", "indirect = true")
    #expect(verdict(rule, entry(5, noon, from: "Sam")) == nil)
}

@Test("An agreement that the entry names is for a person to decide; without one there is none")
func writtenAgreement() throws {
    let rule = try book("no-contact", "by-agreement = true")
    let named = try #require(check(rule, entry(5, noon) { $0.agreement = 3 }).first)
    #expect(named.verdict == .cannotTell)
    #expect(named.missing == "a person's decision on the agreement relied on")
    #expect(verdict(rule, entry(5, noon)) == .breach)
    #expect(verdict(try book("no-contact", ""), entry(5, noon) { $0.agreement = 3 }) == .breach)
}

@Test("A contact without sender or time is never a breach")
func noContactMissing() throws {
    let rule = try book("no-contact", "", binds: "them")
    #expect(check(rule, entry(5, noon, from: nil)).first?.missing == "who made the contact")
    #expect(verdict(rule, entry(5, nil)) == .cannotTell)
}

@Test(
    "Who may be the one through whom contact is allowed, under another name, is for a person",
    arguments: [
        ("Harper & Lane", Finding.Verdict.fine), ("Harper and Lane LLP", .cannotTell), ("Haper & Lane", .cannotTell),
        ("Sam", .breach),
    ])
func throughUnderOtherNames(name: String, expected: Finding.Verdict) throws {
    let passedOn = entry(5, "2026-05-08 12:00", channel: .letter) {
        $0.thirdParty = ThirdParty(name: name, requestedBy: "them")
    }
    for (kind, keys) in [("no-contact", "indirect = true"), ("channels", "counts = []")] {
        let rule = try book(kind, "through = [\"Harper & Lane\"]\n\(keys)", zone: nil)
        let found = check(rule, passedOn)
        #expect(found.map(\.verdict) == [expected], "\(kind)")
        if expected == .cannotTell {
            #expect(found.first?.missing == "whether who passed it on is someone whom the rule names")
        }
    }
}
