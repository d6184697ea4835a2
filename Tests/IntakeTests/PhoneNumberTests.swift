import Ledger
import Testing

@testable import Intake

@Suite struct PhoneNumberTests {
    struct Case: Sendable {
        var a: String
        var b: String
        var home: Set<String> = []
        var isSame: Bool
    }

    @Test(
        "Numbers are the same only where that is sure",
        arguments: [
            Case(a: "+1 (555) 010-0200", b: "+15550100200", isSame: true),
            Case(a: "0015550100200", b: "+15550100200", isSame: true),
            Case(a: "5550100200", b: "+15550100200", isSame: true),
            Case(a: "15550100200", b: "+15550100200", isSame: true),
            Case(a: "15550100200", b: "555-010-0200", isSame: true),
            Case(a: "15550100200", b: "555-010-0200", home: ["44"], isSame: false),
            Case(a: "07700 900123", b: "+447700900123", isSame: true),
            Case(a: "07700 900123", b: "+447700900123", home: ["44"], isSame: true),
            Case(a: "07700 900123", b: "+17700900123", home: ["44"], isSame: false),
            Case(a: "07700900123", b: "7700900123", isSame: true),
            Case(a: "+447700900123", b: "+497700900123", isSame: false),
            Case(a: "5550100201", b: "+15550100200", isSame: false),
            Case(a: "0100200", b: "+15550100200", isSame: false),
            Case(a: "50100200", b: "+4550100200", isSame: false),
            Case(a: "12345", b: "12345", isSame: true),
            Case(a: "012345", b: "12345", isSame: false),
            Case(a: "tel:+15550100200", b: "+1.555.010.0200", isSame: true),
        ])
    func pairs(pair: Case) throws {
        let a = try #require(PhoneNumber(pair.a))
        let b = try #require(PhoneNumber(pair.b))
        #expect(a.isSame(as: b, homeCodes: pair.home) == pair.isSame)
        #expect(b.isSame(as: a, homeCodes: pair.home) == pair.isSame)
    }

    @Test("Names and e-mail addresses are no numbers", arguments: ["", "+", "AMAZON", "a@b.c", "1a", "++1", "1+2"])
    func noNumbers(text: String) { #expect(PhoneNumber(text) == nil) }

    @Test("A country's code is told from the first digits")
    func codes() {
        #expect(PhoneNumber("+15550100200")?.countryCode == "1")
        #expect(PhoneNumber("+447700900123")?.countryCode == "44")
        #expect(PhoneNumber("+353871234567")?.countryCode == "353")
        #expect(PhoneNumber("5550100200")?.countryCode == nil)
    }
}

@Suite struct AddressBookTests {
    @Test("E-mail addresses match in any case, handles exactly, and two people for one number is said")
    func matches() {
        let twin = Person(name: "Twin", role: .third, addresses: ["0555 010 0300"])
        let book = AddressBook(people: Family.people.filter { $0.role != .me } + [twin])
        #expect(book.match("JAMIE@example.org") == .person(Family.people[1]))
        #expect(book.match("robin.r") == .person(Family.people[3]))
        #expect(book.match("Robin.R") == .nobody)
        #expect(book.match("+1 555 010 0200") == .person(Family.people[1]))
        #expect(book.match("5550100300") == .several)
        #expect(book.match("jamie@example.com") == .nobody)
    }

    @Test("A number that could be of two people is left out as ambiguous")
    func ambiguous() throws {
        #if Expat
            let twin = Person(name: "Twin", role: .third, addresses: ["555 010 0200"])
            let imported = try Imported(
                backup: Backup.smses(Backup.sms("a")), context: Family.context(people: Family.people + [twin]))
            #expect(imported.reading.leftOut.map(\.reason) == [.ambiguousAddress])
        #endif
    }
}
