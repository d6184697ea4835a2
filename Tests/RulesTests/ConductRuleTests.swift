import Ledger
import Testing

@testable import Rules

private let noon = "2026-03-04 12:00"

private func file(_ obtained: String?) -> Ledger.Attachment {
    Ledger.Attachment(name: "a.jpg", mediaType: "image/jpeg", byteCount: 1, sha256: [], obtained: obtained)
}

private func message(_ words: String?, files: [Ledger.Attachment] = [], format: String? = nil) -> StandingEntry {
    var event = Event(.contact)
    event.channel = .email
    event.from = "them"
    event.occurred = Occurred(
        start: local(noon, newYork, 0), zone: newYork, precision: .minute, source: .header)
    event.locator = format.map {
        Locator(format: $0, fileSHA256: [], byteOffset: 0, byteCount: 0, rawSHA256: [])
    }
    let made = Entry(
        Draft(event: event, words: words, attachments: files), recorded: local(noon, newYork, 0).instant)
    return StandingEntry(
        number: 5, current: OpenedEntry(number: 5, leafHash: [], entry: made), versions: [5])
}

@Test("Share of capitals, of letters that have capitals, in messages long enough to tell")
func capitals() throws {
    let rule = try book("conduct", "capitals-percent = 50")
    #expect(verdict(rule, message("WHERE ARE YOU NOW")) == .breach)
    #expect(verdict(rule, message("OK!!!")) == .fine)
    #expect(verdict(rule, message("Where are you now, 12345 家賃家賃")) == .fine)
    #expect(verdict(rule, message("ÄÖÜÄÖÜÄÖÜÄÖÜ")) == .breach)
    #expect(verdict(rule, message("ABCDEfghij")) == .fine)
    #expect(verdict(rule, message("ABCDEFghij")) == .breach)
    #expect(check(rule, message(nil)).first?.missing == "the words of the message")
    #expect(
        check(rule, message("WHERE ARE YOU NOW")).first?.reason
            == "About the message: 100 percent of its letters are capitals, and the rule allows 50.")
}

@Test("Length in words and in characters")
func lengths() throws {
    let words = try book("conduct", "at-most-words = 3")
    #expect(verdict(words, message("one two - three!")) == .fine)
    #expect(verdict(words, message("one two three four")) == .breach)
    let characters = try book("conduct", "at-most-characters = 3")
    #expect(verdict(characters, message("e\u{301}é👩‍👧")) == .fine)
    #expect(verdict(characters, message("four")) == .breach)
}

@Test("A file that came with the message is seen; one that was added by hand is for a person")
func attachedFiles() throws {
    let rule = try book("conduct", "forbids = [\"attachments\"]")
    #expect(verdict(rule, message("x")) == .fine)
    #expect(verdict(rule, message("x", files: [file(nil)], format: "sms-backup-restore")) == .breach)
    #expect(verdict(rule, message("x", files: [file("part of the e-mail")], format: "jsonl")) == .breach)
    #expect(verdict(rule, message("x", files: [file("screenshot")], format: "jsonl")) == .cannotTell)
    #expect(
        check(rule, message("x", files: [file(nil)])).first?.missing
            == "whether the attached file came with the message")
}

@Test(
    "Marks of forwarded mail at the beginning of a line",
    arguments: [
        ("Fwd: ten signs", true), ("Hello\n  FW: see below", true), ("---------- Forwarded message ---------", true),
        ("Begin forwarded message:\nx", true), ("I fwd: it", false), ("> Fwd: x", true), ("Forwarding later", false),
        ("-----Original Message-----", false), ("On 3 March Robin wrote:", false), ("", false),
    ])
func forwardMarks(words: String, expected: Bool) throws {
    #expect(verdict(try book("conduct", "forbids = [\"forwarded\"]"), message(words)) == (expected ? .breach : .fine))
    #expect(
        verdict(try book("conduct", "forbids = [\"chain\"]"), message(words)) == (expected ? .cannotTell : .fine))
}

@Test("What only a person can judge stays open until one decided")
func forAPerson() throws {
    let rule = try book("conduct", "capitals-percent = 50\nfor-a-person = [\"name-calling\"]")
    let open = try #require(check(rule, message("you are late")).first)
    #expect(open.missing == "a person's decision whether it shows name-calling")
    #expect(verdict(rule, message("YOU ARE VERY LATE")) == .breach)
    let decided = checker(
        rule, decisions: [(9, Decision(finding: "r:5", answer: .topic, topics: ["name-calling"], entries: [5]))]
    ).findings(in: [message("you are late")])
    #expect(decided.first?.reason == "About the message: a person found name-calling in it.")
    #expect(decided.first?.verdict == .breach)
}
