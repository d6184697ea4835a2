import Seeds
import Testing

@testable import Rules

/// The kinds whose help ends with a whole rule book to adapt.
private let withExample: [any RuleKind.Type] = [
    ChannelsRule.self, NoContactRule.self, DurationRule.self, DistanceRule.self, ConductRule.self, TopicsRule.self,
]

/// The example in a kind's help, without its indentation.
private func example(_ kind: any RuleKind.Type) -> String? {
    kind.documentation.components(after: "An example to adapt:\n").map { text in
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : String($0) }.joined(separator: "\n")
    }
}

extension String {
    fileprivate func components(after marker: String) -> String? {
        range(of: marker).map { String(self[$0.upperBound...]) }
    }

    private func range(of marker: String) -> Range<String.Index>? { ranges(of: marker).first }
}

@Test("The example in a kind's help is a rule book that is read, explained, and speaks to nobody")
func examples() throws {
    for kind in withExample {
        let text = try #require(example(kind), "\(kind.name)")
        let rule = try #require(try RuleBook(toml: text).rules.first)
        #expect(rule.terms.kind == kind.name)
        let own = rule.kind.explain(rule.terms)
        for sentence in (own.sentences + own.assumptions).map(\.english) {
            #expect(sentence.hasSuffix("."), "\(kind.name): \(sentence)")
            #expect(!sentence.contains("  "), "\(kind.name): \(sentence)")
            #expect(!sentence.lowercased().contains(" you"), "\(kind.name): \(sentence)")
        }
    }
}

@Test("An example with random damage is read or refused, never a crash", arguments: 0..<4)
func damagedExamples(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let values = [
        "true", "-1", "\"x\"", "[]", "{}", "[\"x\"]", "99999999999", "1.5", "2026-03-04", "[[\"a\"]]", "\"\"",
    ]
    for kind in withExample {
        let lines = try #require(example(kind)).split(separator: "\n").map(String.init)
        for _ in 0..<60 {
            var changed = lines
            let place = Int.random(in: 0..<lines.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: changed.remove(at: place)
            case 1: changed.insert(lines.randomElement(using: &random) ?? "", at: place)
            case 2:
                let key = lines[place].prefix { $0 != "=" }
                changed[place] = "\(key)= \(values.randomElement(using: &random) ?? "")"
            default: changed[place] = String(lines[place].dropLast(Int.random(in: 1...5, using: &random)))
            }
            do throws(RuleBookError) {
                _ = try RuleBook(toml: changed.joined(separator: "\n")).explanation
            } catch {
                #expect(!error.message.isEmpty, "seed \(seed)")
            }
        }
    }
}

private func message(_ kind: String, _ keys: String) -> String? {
    do throws(RuleBookError) {
        _ = try RuleBook(
            toml: "[[rule]]\nid = \"r\"\nclause = \"c\"\nbinds = \"both\"\nkind = \"\(kind)\"\n\(keys)\n")
        return nil
    } catch { return error.message }
}

/// Kind, keys, and the beginning of what the reader says of them; the schema's test uses them too.
let faultyKeys: [(kind: String, keys: String, message: String)] = [
    ("channels", "", "Rule r, allowed: name allowed channels, excluded channels, when, through or not-through."),
    (
        "channels", "allowed = [\"app\"]\nexcluded = [\"text\"]",
        "Rule r, excluded: name allowed channels or excluded channels, not both."
    ),
    (
        "channels", "allowed = [\"sms\"]",
        "Rule r, allowed[0]: write one of call, text, email, app, in-person, letter, social, payment, other."
    ),
    (
        "channels", "when = [{ channels = [\"text\"] }]",
        "Rule r, when[0]: name topics, urgency or both; a channel without a condition is allowed."
    ),
    ("channels", "when = [{ topics = [\"a\"] }]", "Rule r, when[0].channels: this key is missing."),
    (
        "channels", "when = [{ channels = [\"text\"], topic = [\"a\"] }]",
        "Rule r, when[0].topic: there is no such key. Did you mean topics?"
    ),
    ("no-contact", "throu = [\"a\"]", "Rule r, throu: there is no such key. Did you mean through?"),
    (
        "no-contact", "indirect = \"yes\"",
        "Rule r, indirect: here stands a text in quotation marks; write true or false."
    ),
    ("duration", "", "Rule r, at-most: name at-most, less-than, at-least or more-than."),
    ("duration", "at-most = 1\nless-than = 1", "Rule r, less-than: no length can keep to both limits."),
    ("duration", "at-most = 10\nat-least = 11", "Rule r: no length can keep to both limits."),
    ("duration", "at-most = 10\nmore-than = 10", "Rule r: no length can keep to both limits."),
    ("duration", "at-most = 1\nunit = \"mins\"", "Rule r, unit: write one of seconds, minutes, hours, days."),
    (
        "duration", "of = \"absence\"\nat-most = 1\nevents = [\"contact\"]",
        "Rule r, events: absences are entries of the kind incident; leave events out or name incident."
    ),
    ("place", "", "Rule r, allowed: name allowed places, excluded places, or who has to be present."),
    (
        "place", "allowed = [\"a\"]\nexcluded = [\"b\"]",
        "Rule r, excluded: name allowed places or excluded places, not both."
    ),
    (
        "hours", "quit = [{ from = 22:00:00, until = 07:00:00 }]",
        "Rule r, quit: there is no such key. Did you mean quiet?"
    ),
    ("frequency", "at-mst = 1\nper = \"day\"", "Rule r, at-mst: there is no such key. Did you mean at-most?"),
    ("notice", "off = [\"travel\"]\nbefore-days = 3", "Rule r, off: there is no such key. Did you mean of?"),
    ("place", "alowed = [\"a\"]", "Rule r, alowed: there is no such key. Did you mean allowed?"),
    (
        "response", "within-hours = 24\nby-time = 17:00:00",
        "Rule r, by-time: this key says how days are counted; hours need none of it."
    ),
    (
        "checkin", "due = [{ calendar = \"c\", years = \"even\" }]",
        "Rule r, due[0].years: months and years go with days, in-month or day-of-month."
    ),
    (
        "checkin", "due = [{ in-month = [\"first\"], at = 09:00:00 }]",
        "Rule r, due[0].in-month: in-month goes with days, such as"
    ),
    (
        "checkin", "due = [{ day-of-month = 1, then = \"wed\", at = 09:00:00 }]",
        "Rule r, due[0].then: write from which side, such as"
    ),
    (
        "checkin", "due = [{ after = \"handover\", after-days = 1, then = \"wed after\", at = 09:00:00 }]",
        "Rule r, due[0].then: then goes with days of the calendar;"
    ),
    (
        "checkin", "due = [{ days = [\"mon\"], day-of-stretch = \"last\", at = 09:00:00 }]",
        "Rule r, due[0].day-of-stretch: day-of-stretch goes with calendar."
    ),
    (
        "checkin", "due = [{ days = [\"mon\"], day-of-month = 3, at = 09:00:00 }]",
        "Rule r, due[0].day-of-month: say in one way only when it is due"
    ),
    ("distance", "within = 10", "Rule r, of: this key is missing."),
    ("distance", "of = [\"home\"]", "Rule r, within: this key is missing."),
    (
        "distance", "within = 10\nof = [\"home\"]",
        "Rule r, of[0]: the book has no place of this name. Add it under [places]."
    ),
    ("conduct", "", "Rule r: name at least one thing that the rule looks at."),
    ("conduct", "capitals-percent = 100", "Rule r, capitals-percent: write a number from 0 to 99."),
]

@Test("Faults in the keys of each kind are told with what to write", arguments: faultyKeys)
func faultyKinds(kind: String, keys: String, expected: String) throws {
    let text = try #require(message(kind, keys))
    #expect(text.hasPrefix(expected), "\(text)")
}

@Test(
    "Faults in the book's places",
    arguments: [
        ("places = 1", "Key places: here stands a whole number; write a table."),
        (
            "[places]\nhome = \"51.5 N, 0.1 W\"",
            "Key places.home.at: write WGS 84 decimal degrees, latitude first, in quotation marks, such as"
                + " \"51.5007, -0.1246\"."
        ),
        ("[places]\nhome = 51.5", "Key places.home: here stands a decimal number; write a table."),
        (
            "[places]\nhome = {}",
            "Key places.home: say where it is (at), by what other names entries call it (also-called), or both."
        ),
        (
            "[places]\nhome = { also-called = [\"flat\"] }\nFlat = \"1, 1\"",
            "Key places.home: this is named twice."
        ),
        (
            "[places]\nhome = { at = \"1, 1\", eror-metres = 1 }",
            "Key places.home.eror-metres: there is no such key. Did you mean error-metres?"
        ),
        ("[places]\nhome = \"1, 1\"\nHome = \"1, 1\"", "Key places.home: this is named twice."),
    ])
func faultyPlaces(toml: String, expected: String) {
    do throws(RuleBookError) {
        _ = try RuleBook(toml: toml)
        Issue.record("read")
    } catch { #expect(error.message == expected) }
}
