import Ledger
import Testing

@testable import Rules

/// The error's text for a rule with these keys; nil if it is read.
private func message(_ toml: String) -> String? {
    do throws(RuleBookError) {
        _ = try RuleBook(toml: toml)
        return nil
    } catch { return error.message }
}

private func message(_ kind: String, _ keys: String) -> String? {
    message("[[rule]]\nid = \"r\"\nclause = \"c\"\nbinds = \"both\"\nkind = \"\(kind)\"\n\(keys)\n")
}

@Test("The sample book is read as written")
func sampleBook() throws {
    let book = try RuleBook(toml: parentingPlan)
    #expect(book.rules.map(\.terms.id) == ["quiet-nights", "one-message-a-day", "child-topics", "weekly-call"])
    #expect(book.title == "Parenting plan of Robin Ashdown and Jamie Ashdown")
    #expect(book.rules[3].terms.from?.text == "2026-02-02")
    #expect(book.rules[1].terms.channels == [.text, .email, .app])
}

@Test(
    "Every fault in a rule's keys is told with its place and what to write",
    arguments: [
        ("hours", "quit = []", "Rule r, quit: there is no such key. Did you mean quiet?"),
        (
            "hours", "quiet = [{ from = 22:00:00, until = 07:00:00 }]\nquit = 1",
            "Rule r, quit: there is no such key. Did you mean quiet?"
        ),
        (
            "hours", "quiet = [{ from = 22:00:00, untill = 07:00:00, until = 07:00:00 }]",
            "Rule r, quiet[0].untill: there is no such key. Did you mean until?"
        ),
        (
            "hours", "quiet = [{ from = 22:00:00, until = 07:00:00 }]\n\"né pas\" = 1",
            "Rule r, (a key of 6 characters): there is no such key."
        ),
        (
            "topics", "allowed = [\"school\"]\ngrace-minutes = 3",
            "Rule r, grace-minutes: there is no such key."
        ),
        (
            "hours", "quiet = [{ from = \"22:00\", until = 07:00:00 }]",
            "Rule r, quiet[0].from: write 22:00:00 without quotation marks."
        ),
        (
            "hours", "quiet = [{ from = 22:00, until = 07:00:00 }]",
            "Line 6, column 19: a time needs its seconds. Write 22:00:00"
        ),
        ("hours", "quiet=[{from=9:30,until=10:00:00}]", "Line 6, column 14: a time needs its seconds. Write 09:30:00"),
        (
            "hours", "quiet=[{from=9:30:15,until=10:00:00}]",
            "Line 6, column 14: a time needs its seconds. Write 09:30:15"
        ),
        (
            "hours", "quiet = [{ from = 22:00:00, until = 24:00:00 }]",
            "Line 6, column 37: a day ends at 24:00, which is written 00:00:00 of the next day."
        ),
        (
            "hours", "quiet = [{ from = 22:00:00.5, until = 07:00:00 }]",
            "Rule r, quiet[0].from: write the time in whole seconds."
        ),
        (
            "hours", "quiet = [{ from = 2200, until = 07:00:00 }]",
            "Rule r, quiet[0].from: here stands a whole number; write a time such as 22:00:00."
        ),
        (
            "hours", "quiet = { from = 22:00:00, until = 07:00:00 }",
            "Rule r, quiet: here stands a table; write a list in brackets."
        ),
        ("hours", "quiet = []", "Rule r, quiet: the list is empty. Name at least one or leave the key out."),
        (
            "hours", "quiet = [{ from = 22:00:00, until = 22:00:00 }]",
            "Rule r, quiet[0].until: the window begins and ends at the same time. For whole days write all-day = true"
        ),
        (
            "hours", "quiet = [{ from = 22:00:00 }]",
            "Rule r, quiet[0].until: a window needs both from and until, or all-day = true"
        ),
        (
            "hours", "quiet = [{ from = 22:00:00, all-day = true }]",
            "Rule r, quiet[0].all-day: all-day stands alone; leave from and until out."
        ),
        (
            "hours", "quiet = [{ all-day = true }]",
            "Rule r, quiet: these windows leave no allowed time in the week. A ban on all contact is another rule."
        ),
        (
            "hours", "quiet = [{ from = 22:00:00, until = 22:10:00 }]\ngrace-minutes = 5",
            "Rule r, quiet: these windows and the grace close no time in the week."
        ),
        (
            "hours", "quiet = [{ from = 22:00:00, until = 07:00:00, days = [\"mon\", \"tues\"] }]",
            "Rule r, quiet[0].days[1]: write one of mon, tue, wed, thu, fri, sat, sun. Did you mean tue?"
        ),
        (
            "hours", "quiet = [{ from = 22:00:00, until = 07:00:00, days = [\"mon\", \"mon\"] }]",
            "Rule r, quiet[0].days[1]: this is named twice."
        ),
        (
            "hours", "quiet = [{ from = 22:00:00, until = 07:00:00 }]\ngrace-minutes = -1",
            "Rule r, grace-minutes: write a number from 0 to 1440."
        ),
        (
            "hours", "quiet = [{ from = 22:00:00, until = 07:00:00 }]\ngrace-minutes = 1.5",
            "Rule r, grace-minutes: here stands a decimal number; write a whole number."
        ),
        ("topics", "", "Rule r, allowed: name allowed topics or excluded topics."),
        (
            "topics", "allowed = [\"a\"]\nexcluded = [\"b\"]",
            "Rule r, excluded: name allowed topics or excluded topics, not both."
        ),
        ("topics", "allowed = [\" \"]", "Rule r, allowed[0]: the text is empty."),
        (
            "topics", "allowed = [\"a\"]\nwords = { a = \"b\" }",
            "Rule r, words.a: here stands a text in quotation marks; write a list in brackets."
        ),
        (
            "topics", "allowed = [\"a\"]\nzone = \"EST\"",
            "Rule r, zone: no such time zone. Write one such as Europe/London."
        ),
        (
            "topics", "allowed = [\"a\"]\nzone = \"child\"",
            "Rule r, zone: write sender, recipient, child-home, child-place or a time zone such as Europe/London, or"
                + " leave the key out; then only what holds in every candidate zone is found."
        ),
        (
            "topics", "allowed = [\"a\"]\nfrom = \"2026-03-04\"",
            "Rule r, from: write 2026-03-04 without quotation marks."
        ),
        ("topics", "allowed = [\"a\"]\nfrom = 0000-03-04", "Rule r, from: there is no such day."),
        (
            "topics", "allowed = [\"a\"]\nfrom = 2026-03-04T10:00:00",
            "Rule r, from: here stands a date with a time; write a date such as 2026-03-04."
        ),
        (
            "topics", "allowed = [\"a\"]\nfrom = 2026-03-04\nuntil = 2026-03-03",
            "Rule r, until: the rule ends before it begins."
        ),
        (
            "topics", "allowed = [\"a\"]\nuntil-is = \"inclusive\"",
            "Rule r, until-is: until-is needs until, the last day."
        ),
        (
            "topics", "allowed = [\"a\"]\nchannels = [\"sms\"]",
            "Rule r, channels[0]: write one of call, text, email, app, in-person, letter, social, payment, other."
        ),
        ("frequency", "at-most = 1", "Rule r, per: this key is missing."),
        ("frequency", "per = \"day\"", "Rule r, at-most: name at-most, at-least or both."),
        (
            "frequency", "per = \"day\"\nat-most = 1\nat-least = 2",
            "Rule r, at-least: at-least is greater than at-most."
        ),
        (
            "frequency", "per = \"rolling\"\nat-most = 1",
            "Rule r, per: per = \"rolling\" needs rolling-hours or rolling-minutes."
        ),
        (
            "frequency", "per = \"rolling\"\nrolling-hours = 24\nat-least = 1\nreply-starts-anew = true",
            "Rule r, reply-starts-anew: reply-starts-anew goes with at-most."
        ),
        (
            "frequency", "per = \"rolling\"\nrolling-hours = 24\nat-most = 1\nzone = \"Europe/London\"",
            "Rule r, zone: rolling hours are elapsed time and have no zone. Leave zone out unless from or until needs"
                + " it."
        ),
        (
            "frequency", "per = \"day\"\nat-most = 1\nrolling-hours = 24",
            "Rule r, rolling-hours: this key needs per = \"rolling\"."
        ),
        (
            "frequency", "per = \"day\"\nat-most = 1\nweek-starts = \"monday\"",
            "Rule r, week-starts: this key needs per = \"week\"."
        ),
        (
            "frequency", "per = \"day\"\nat-least = 1\nper-channel = true",
            "Rule r, at-least: at-least for each channel needs one rule a channel."
        ),
        (
            "frequency", "per = \"day\"\nat-most = 1\nper-channel = 1",
            "Rule r, per-channel: here stands a whole number; write true or false."
        ),
        (
            "frequencies", "",
            "Rule r, kind: write one of \(Catalogue.kinds.map { $0.name }.joined(separator: ", ")). Did you mean"
                + " frequency?"
        ),
    ])
func faultyKeys(kind: String, keys: String, expected: String) {
    #expect(message(kind, keys) == expected)
}

@Test(
    "Faults of the file as a whole",
    arguments: [
        ("", "The rule book holds no rule. A rule begins with a line [[rule]]"),
        ("rules = 1", "Key rules: there is no such key. Did you mean rule?"),
        ("rule = 1", "Key rule: here stands a whole number; write a list in brackets."),
        ("rule = [1]", "Key rule[0]: here stands a whole number; write a table."),
        ("[[rule]]\nclause = \"c\"", "Rule number 1, id: this key is missing."),
        (
            "[[rule]]\nid = \"Quiet Nights\"",
            "Rule number 1, id: an id has 1 to 64 lower-case letters, digits and hyphens, such as quiet-nights."
        ),
        (
            "[[rule]]\nid = \"a\"\nkind = \"hours\"\n", "Rule a, clause: this key is missing."
        ),
        ("[[rule]\n", "Line 1, column 8: this is not a value"),
        ("[]", "Line 1, column 1: a key of letters, digits and hyphens is expected here, then = and a value."),
        ("a = [}", "Line 1, column 6: this bracket closes nothing that was opened, or another sort of bracket."),
        ("a = \"\\x\"", "Line 1, column 7: this backslash means nothing here. Write \\\\ for one, or use '…'."),
        (
            "a = “b”",
            "Line 1, column 5: this character may stand in quotation marks only; a curly quotation mark is not one."
                + " Write \" instead."
        ),
        ("a = b", "Line 1, column 5: this is not a value"),
        ("a = 1\na = 2\n", "Line 2, column 5: this key or table was written before. Keep one of the two."),
        (
            "a = \"x\n",
            "Line 1, column 7: something begun is not finished here: a quotation mark or a bracket is"
                + " missing."
        ),
        ("a = \u{0}", "Line 1: a NUL character is not allowed. Take it out."),
        ("\na = \"\\u0000\"", "Line 2: a NUL character is not allowed. Take it out."),
        (
            "a = \(String(repeating: "[", count: 17))",
            "Line 1: brackets or dotted keys are nested deeper than a rule book needs."
        ),
        (
            "a\(String(repeating: ".a", count: 17)) = 1",
            "Line 1: brackets or dotted keys are nested deeper than a rule book needs."
        ),
    ])
func faultyFiles(toml: String, expected: String) throws {
    let text = try #require(message(toml))
    #expect(text.hasPrefix(expected), "\(text)")
}

@Test("Sizes are bounded, and text must be UTF-8")
func sizes() {
    #expect(throws: RuleBookError.tooLarge(byteCount: RuleBook.byteLimit + 1, limit: RuleBook.byteLimit)) {
        _ = try RuleBook(toml: [UInt8](repeating: 0x20, count: RuleBook.byteLimit + 1))
    }
    #expect(throws: RuleBookError.notUTF8) { _ = try RuleBook(toml: [0x23, 0xFF]) }
    #expect(throws: RuleBookError.noRules) {
        _ = try RuleBook(toml: [UInt8](repeating: 0x20, count: RuleBook.byteLimit))
    }
    func rules(_ count: Int, _ id: (Int) -> String) -> String {
        (0..<count).map {
            "[[rule]]\nid = \"\(id($0))\"\nclause = \"c\"\nbinds = \"me\"\nkind = \"topics\"\nallowed = [\"a\"]\n"
        }.joined()
    }
    #expect((try? RuleBook(toml: rules(500) { "r\($0)" }))?.rules.count == 500)
    #expect(message(rules(501) { "r\($0)" }) == "The rule book has 501 rules; at most 500 are read.")
    #expect(message(rules(2) { _ in "r" }) == "Rule r, id: another rule has this id already.")
    let long = String(repeating: "x", count: 16_385)
    #expect(
        message("[[rule]]\nid = \"r\"\nkind = \"topics\"\nclause = \"\(long)\"")
            == "Rule r, clause: too long; at most 16384.")
}

@Test("Strings and comments may hold what looks like a time or a bracket")
func insideStrings() throws {
    let text = """
        # 22:00 [[[[[[[[[[[[[[[[[[[[[
        title = 'at 22:00 … [[[[[[[[[[[[[[[[[[ . . . . . . . . . . . . . . . . . . . .'
        source = \"\"\"22:00 \\" \"quoted\" [[[[[[[[[[[[[[[[[[
        24:00\"\"\"\"
        [[rule]]
        id = "a"
        clause = "at 22:00 […] \\" 9:00"
        kind = "topics"
        binds = "both"
        allowed = ["school"]
        """
    #expect(try RuleBook(toml: text).rules.count == 1)
}

@Test(
    "A word that stands for one of the two people or both is not taken as a name",
    arguments: [
        ("everyone", "both"), ("Everybody", "both"), ("Both", "both"), ("each parent", "both"), ("the parties", "both"),
        ("Neither parent", "both"), ("I", "me"), ("ME", "me"), ("they", "them"), ("Them", "them"),
        ("the other parent", "them"), ("other-person", "them"),
    ])
func nobodysName(word: String, meant: String) {
    let ending =
        "that is nobody's name. Write me, them, both, or a name from the list of people. Did you mean \(meant)?"
    func told(_ rule: String, _ before: String = "") -> String? {
        message("\(before)\n[[rule]]\nid = \"r\"\nclause = \"c\"\nkind = \"checkin\"\n\(rule)")
    }
    let due = "due = [{ at = 09:00:00 }]"
    #expect(told("binds = \"\(word)\"\n\(due)") == "Rule r, binds: \(ending)")
    #expect(told("binds = \"me\"\nbenefits = \"\(word)\"\n\(due)") == "Rule r, benefits: \(ending)")
    #expect(
        told("binds = \"me\"\ndue = [{ at = 09:00:00, by = \"\(word)\" }]") == "Rule r, due[0].by: \(ending)")
    #expect(
        told("binds = \"me\"\n\(due)\nexception = [{ name = \"x\", at-word-of = \"\(word)\" }]")
            == "Rule r, exception[0].at-word-of: \(ending)")
    #expect(
        told("binds = \"me\"\n\(due)", "calendars = { custody = [{ from = 2026-03-04, with = \"\(word)\" }] }")
            == "Key calendars.custody[0].with: \(ending)")
}

@Test("Names that nobody in the list of people has are told, once for each key")
func unknownNames() throws {
    let book = try RuleBook(
        toml: """
            [[rule]]
            id = "a"
            clause = "c"
            kind = "handover"
            binds = "Father"
            due = [{ at = 09:00:00, by = "Theo" }, { at = 10:00:00, by = "Theo" }, { at = 11:00:00, by = "me" }]
            exception = [{ name = "illness", at-word-of = "Grandmother" }]

            [[rule]]
            id = "b"
            clause = "c"
            kind = "no-contact"
            binds = "Sam"
            """)
    #expect(
        book.unknownNames(["Sam", "Grandmother"]).map { "\($0.rule) \($0.key) \($0.name)" } == [
            "a binds Father", "a by Theo",
        ])
}
