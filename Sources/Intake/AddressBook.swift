import Ledger

/// Whose address is whose, among the people of the book.
///
/// A wrong person would be the worst answer, so a match must be sure: e-mail addresses in any case
/// of letters, handles exactly, telephone numbers as `PhoneNumber` compares them.
struct AddressBook {
    enum Match: Equatable {
        case person(Person)
        case nobody
        /// Two people could be meant.
        case several
    }

    private var exact: [String: [Int]] = [:]
    private var numbers: [(number: PhoneNumber, person: Int)] = []
    private let people: [Person]
    private let homeCodes: Set<String>

    init(people: [Person]) {
        self.people = people
        homeCodes = Set(
            people.filter { $0.role == .me }.flatMap(\.addresses)
                .compactMap { PhoneNumber($0)?.countryCode })
        for (index, person) in people.enumerated() {
            for address in person.addresses {
                if let number = PhoneNumber(address) {
                    numbers.append((number, index))
                } else {
                    exact[AddressKey.plain(address), default: []].append(index)
                }
            }
        }
    }

    func match(_ address: String) -> Match {
        let found: Set<Int>
        if let number = PhoneNumber(address) {
            found = Set(numbers.filter { $0.number.isSame(as: number, homeCodes: homeCodes) }.map(\.person))
        } else {
            found = Set(exact[AddressKey.plain(address)] ?? [])
        }
        guard let first = found.first else { return .nobody }
        return found.count == 1 ? .person(people[first]) : .several
    }
}

/// How the book writes people: `me`, `them`, or the name.
enum PersonToken {
    static let me = "me"
    static let them = "them"

    static func of(_ person: Person) -> String {
        switch person.role {
        case .me: me
        case .them: them
        case .child, .third: person.name
        }
    }
}

/// The form in which addresses are compared.
enum AddressKey {
    /// A telephone number without its separators, an e-mail address in small letters, anything else as it is.
    static func plain(_ address: String) -> String {
        if let number = PhoneNumber(address) { return number.text }
        let trimmed = address.trimmed
        return trimmed.utf8.contains(UInt8(ascii: "@")) && trimmed.utf8.first != UInt8(ascii: "@")
            ? trimmed.lowercased() : trimmed
    }
}

extension AddressKey {
    /// Control characters of ASCII and Latin-1, and line and paragraph separators.
    static func hasControl(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.value < 0x20 || 0x7F...0x9F ~= $0.value || 0x2028...0x2029 ~= $0.value }
    }

    /// `address` fit to be shown: U+FFFD for control characters, at most 256 characters.
    static func shown(_ address: String) -> String {
        guard address.utf8.count > 256 || hasControl(address) else { return address }
        return String(
            String.UnicodeScalarView(
                address.unicodeScalars.prefix(256).map { hasControl(String($0)) ? "\u{FFFD}" : $0 }))
    }
}

extension String {
    /// Without ASCII spaces at either end.
    var trimmed: String {
        let bytes = utf8.drop { $0 == 0x20 }
        guard let last = bytes.lastIndex(where: { $0 != 0x20 }) else { return "" }
        return String(bytes[...last]) ?? self
    }
}
