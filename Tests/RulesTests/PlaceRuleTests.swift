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

    private func handover(at place: Ledger.Place) -> StandingEntry {
        entry(5, "2026-05-04 12:00", channel: nil) {
            $0.kind = .handover
            $0.place = place
        }
    }

    @Test("An excluded place is a breach, any other named one is fine, and none named cannot be told")
    func excluded() throws {
        let keys = "excluded = [\"Home\"]"
        #expect(try verdict(keys, at: "home")?.verdict == .breach)
        #expect(try verdict(keys, at: "library")?.verdict == .fine)
        #expect(try verdict(keys, at: nil)?.missing == "where it took place")
    }

    @Test(
        "A name that may be another one for the same place is for a person; one that is plainly another is another place",
        arguments: [
            ("Central Police Station", Finding.Verdict.fine), ("central police station", .fine),
            ("police station", .cannotTell), ("Central Polic Station", .cannotTell), ("the park", .breach),
            ("nick", .fine), ("Mia's school", .breach),
        ])
    func otherNames(name: String, expected: Finding.Verdict) throws {
        let rule = try RuleBook(
            toml: """
                [places]
                "Central Police Station" = { also-called = ["nick"] }
                "Mia's school" = "51.5007, -0.1246"
                [[rule]]
                id = "r"
                clause = "c"
                kind = "place"
                binds = "both"
                allowed = ["Central Police Station"]
                """)
        let found = check(rule, handover(at: Ledger.Place(name: name)))
        #expect(found.map(\.verdict) == [expected], "\(found.map(\.reason))")
        if expected == .cannotTell {
            #expect(found.first?.missing == "whether the place that the entry names is one that the rule names")
        }
        // What is excluded instead: the same, the other way round.
        let excluded = try book("place", "excluded = [\"Central Police Station\"]", zone: nil)
        let answer = check(excluded, handover(at: Ledger.Place(name: name))).first?.verdict
        #expect(
            answer == (expected == .cannotTell ? .cannotTell : name.lowercased().hasPrefix("central") ? .breach : .fine)
        )
    }

    @Test(
        "Where the book says where a place is, coordinates decide beyond their error; a known name is weighed against them",
        arguments: [
            // 0.001 degrees of latitude are 111 m; the place reaches 60 m, the measurement is off by 20.
            (nil, "51.5008", Finding.Verdict.fine, "as the rule says"),
            (nil, "51.5011", .cannotTell, "not exact enough"), (nil, "51.5014", .cannotTell, "not exact enough"),
            (nil, "51.5020", .breach, "145 metres (give or take"), ("the park", "51.5008", .fine, "as the rule says"),
            ("the centre by the meadow", "51.5020", .breach, "at the centre by the meadow"),
            ("Meadow Centre", "51.5010", .fine, "as the rule says"),
            ("Meadow Centre", "51.5020", .cannotTell, "not where its coordinates are"),
            ("library", "51.5008", .cannotTell, "not where its coordinates are"),
            ("library", "51.5011", .cannotTell, "not exact enough"), ("library", "51.5020", .breach, "at library"),
        ])
    func coordinates(name: String?, latitude: String, expected: Finding.Verdict, reason: String) throws {
        let rule = try RuleBook(
            toml: """
                [places]
                "Meadow Centre" = { at = "51.5007, -0.1246", error-metres = 60 }
                library = "51.6, -0.2"
                [[rule]]
                id = "r"
                clause = "c"
                kind = "place"
                binds = "both"
                allowed = ["Meadow Centre"]
                """)
        let place = Ledger.Place(name: name, latitude: latitude, longitude: "-0.1246", errorMetres: 20)
        let found = check(rule, handover(at: place))
        #expect(found.map(\.verdict) == [expected], "\(found.map(\.reason))")
        #expect(found.first?.reason.english.contains(reason) == true, "\(found.map(\.reason))")
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
