import Ledger

/// Who is who, as the `person` entries say.
package struct People: Sendable {
    /// Each person once, in the order in which they were first added.
    package let all: [Person]

    package init(_ all: [Person]) { self.all = all }

    /// The word by which entries name a person: `me`, `them`, or the name itself for anybody else.
    package static func token(of person: Person) -> String {
        switch person.role {
        case .me: "me"
        case .them: "them"
        case .child, .third: person.name
        }
    }

    /// The token for what a person typed: `me`, `them`, or a name that was added before.
    package func token(for typed: String) throws -> String {
        if typed == "me" || typed == "them" { return typed }
        if let person = all.first(where: { $0.name == typed }) { return Self.token(of: person) }
        let close = all.first { $0.name.lowercased() == typed.lowercased() }
        let hint = close.map { "Did you mean \($0.name)? " } ?? ""
        throw CaseError.usage(
            "Nobody of that name is in the book. \(hint)Write me, them or a name that people list shows, "
                + "or add them first with: daybook people add NAME --role third. Nothing was saved.")
    }

    /// The name to show for a token.
    package func name(of token: String) -> String {
        switch token {
        case "me": all.last { $0.role == .me }?.name ?? "me"
        case "them": all.last { $0.role == .them }?.name ?? "them"
        default: token
        }
    }

    /// Throws unless `person` can be added.
    package func check(_ person: Person) throws {
        guard !["me", "them", "both", ""].contains(person.name.lowercased()) else {
            throw CaseError.usage("The names me, them and both have a meaning of their own. Write the person's name.")
        }
        guard Self.isPlain(person.name), person.name.utf8.count <= 200 else {
            throw CaseError.usage("A name has at most 200 bytes and no control characters or line breaks.")
        }
        for address in person.addresses where !Self.isPlain(address) || address.utf8.count > 320 || address.isEmpty {
            throw CaseError.usage("An address has 1 to 320 bytes and no control characters or line breaks.")
        }
        if let other = all.first(where: { $0.name == person.name }), other.role != person.role {
            throw CaseError.usage(
                "That name is in the book with the role \(other.role.rawValue). Use the same role, or another name.")
        }
    }

    /// True if `text` has no control character, line break, or mark that changes the direction of text.
    package static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
    }
}
