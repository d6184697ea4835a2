import Ledger
import Testing

@testable import Rules

@Suite("Where meetings and handovers take place")
struct PlaceRuleTests {
    private func verdict(
        _ keys: String, at place: String?, with witnesses: [String] = [], topics: [String] = [],
        kind: Event.Kind = .handover, channel: Channel? = nil, doubtful: Bool = false
    ) throws -> Finding? {
        let rule = try book("place", keys + (doubtful ? "\nexceptions = [\"illness\"]" : ""), zone: nil)
        return check(
            rule,
            entry(5, "2026-05-04 12:00", channel: channel, topics: topics) {
                $0.kind = kind
                $0.place = place.map { Place(name: $0) }
                $0.witnesses = witnesses
                if doubtful { $0.exceptions = [ExceptionClaim(name: "illness")] }
            }
        ).first
    }

    @Test("An excluded place is a breach, any other named one is fine, and none named cannot be told")
    func excluded() throws {
        let keys = "excluded = [\"Home\"]"
        #expect(try verdict(keys, at: "home")?.verdict == .breach)
        #expect(try verdict(keys, at: "library")?.verdict == .fine)
        #expect(try verdict(keys, at: nil)?.missing == "where it took place")
    }

    @Test("Names are whole names: a part of one is another place")
    func wholeNames() throws {
        #expect(try verdict("allowed = [\"Central Police Station\"]", at: "police station")?.verdict == .breach)
    }

    @Test("What is certainly wrong is a breach, whatever else is not known")
    func certain() throws {
        let keys = "allowed = [\"Meadow Centre\"]\npresent = [\"Ms Hale\"]"
        #expect(try verdict(keys, at: "park")?.verdict == .breach)
        #expect(try verdict(keys, at: nil, topics: ["unsupervised"])?.verdict == .breach)
        #expect(try verdict(keys, at: nil)?.missing == "where it took place; who was there")
        let found = try verdict(keys, at: "Meadow Centre", with: ["Ms Hale"])
        #expect(found?.verdict == .fine && found?.facts == ["place: Meadow Centre", "witness: Ms Hale"])
    }

    @Test("An exception that is claimed leaves it to a person")
    func exception() throws {
        #expect(try verdict("excluded = [\"home\"]", at: "home", doubtful: true)?.verdict == .cannotTell)
    }

    @Test("Meetings in person and handovers are looked at; messages, incidents and attempts are not")
    func whatIsLookedAt() throws {
        let keys = "excluded = [\"home\"]"
        #expect(try verdict(keys, at: "home", kind: .contact, channel: .inPerson)?.verdict == .breach)
        #expect(try verdict(keys, at: "home", kind: .contact, channel: .text) == nil)
        #expect(try verdict(keys, at: "home", kind: .incident) == nil)
    }
}

@Suite("Months and years of what is due")
struct SeasonTests {
    private func dues(_ due: String) throws -> [String] {
        let rule = try RuleBook(
            toml: """
                [[rule]]
                id = "r"
                kind = "checkin"
                clause = "c"
                binds = "them"
                zone = "America/New_York"
                due = [\(due)]
                """)
        let log = [entry(900, "2025-01-01 12:00", from: "Sam"), entry(901, "2028-12-31 12:00", from: "Sam")]
        return checker(rule).findings(in: log).map { String($0.id.dropFirst(2).prefix(10)) }
    }

    @Test("A day of odd or even years, of some months, of both, and leap days")
    func seasons() throws {
        let eve = "day-of-month = 24, months = [\"dec\"], at = 12:00:00"
        #expect(try dues("{ \(eve) }") == ["2025-12-24", "2026-12-24", "2027-12-24", "2028-12-24"])
        #expect(try dues("{ \(eve), years = \"even\" }") == ["2026-12-24", "2028-12-24"])
        #expect(try dues("{ \(eve), years = \"odd\" }") == ["2025-12-24", "2027-12-24"])
        #expect(try dues("{ day-of-month = 29, months = [\"feb\"], at = 12:00:00 }") == ["2028-02-29"])
        #expect(
            try dues(
                "{ in-month = [\"first\"], days = [\"mon\"], months = [\"sep\"], years = \"even\", at = 12:00:00 }")
                == ["2026-09-07", "2028-09-04"])
    }

    @Test("They are said in words")
    func explained() throws {
        let rule = try book(
            "checkin",
            "due = [{ day-of-month = 24, months = [\"nov\", \"dec\"], years = \"odd\", at = 12:00:00 }]")
        #expect(rule.explanation.contains("on 24 November and 24 December of odd years at 12:00"))
    }
}
