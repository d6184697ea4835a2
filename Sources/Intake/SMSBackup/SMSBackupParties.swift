import Ledger

/// With whom an item of a backup was exchanged.
///
/// Nothing of the owner's own numbers is known for sure, so the participants are those of `address`
/// (`number` for a call), which never names the owner but where the book says that a number is `me`.
struct SMSBackupParties {
    private struct Party {
        var address: String
        /// `them`, a name, or for a stranger the address itself.
        var token: String
    }

    private static let mostAddresses = 256

    private let participants: [Party]
    private let senderAddress: String?
    private let otherAddresses: [String]
    /// Who sent a received item; nil if a group message does not say.
    let sender: String?

    /// - Throws: why the item is left out: no number, no one of the book, or two of them possible.
    init(_ item: SMSBackupItem, match: (String) -> AddressBook.Match) throws(LeftOut.Cause) {
        let written = (item["address"] ?? item["number"] ?? "").split(separator: "~").map { String($0).trimmed }
        var addresses = written.filter { !$0.isEmpty && !Self.meansWithheld($0) }
        if addresses.isEmpty { addresses = item.addrs.map(\.address) }
        guard !addresses.isEmpty else { throw .because(.noNumber) }
        let all = addresses + item.addrs.map(\.address)
        guard all.count <= Self.mostAddresses else { throw .because(.tooLarge) }
        guard all.allSatisfy({ $0.utf8.count <= 256 && !AddressKey.hasControl($0) }) else {
            throw .because(.unreadableAddress)
        }
        try Self.check(all.map(match))

        var participants: [Party] = []
        for address in addresses {
            guard let token = Self.token(match(address), address) else { continue }
            if !participants.contains(where: { $0.token == token }) {
                participants.append(Party(address: address, token: token))
            }
        }
        self.participants = participants
        let named = item.addrs.first { $0.type == "137" }?.address
        if addresses.count == 1, let only = participants.first {
            (senderAddress, sender) = (only.address, only.token)
        } else if let named {
            (senderAddress, sender) = (named, Self.token(match(named), named))
        } else {
            (senderAddress, sender) = (nil, nil)
        }
        otherAddresses = all
    }

    /// Those whom the owner wrote to.
    var others: [String] { participants.map(\.token) }

    /// Who else received what the owner received.
    var othersBesideSender: [String] { others.filter { $0 != sender } }

    /// Every address that the item names, once, with its role.
    func addresses(isOutgoing: Bool) -> [Address] {
        var found: [Address] = []
        var keys: Set<String> = []
        func add(_ role: Address.Role, _ address: String) {
            if keys.insert(AddressKey.plain(address)).inserted { found.append(Address(role, address)) }
        }
        if !isOutgoing, let senderAddress { add(.from, senderAddress) }
        for address in otherAddresses { add(.to, address) }
        return found
    }

    private static func check(_ matches: [AddressBook.Match]) throws(LeftOut.Cause) {
        let isKnown = matches.contains {
            if case .person(let person) = $0 { person.role != .me } else { false }
        }
        guard !isKnown else { return }
        throw .because(matches.contains(.several) ? .ambiguousAddress : .unknownAddress)
    }

    /// Nil for `me`.
    private static func token(_ match: AddressBook.Match, _ address: String) -> String? {
        guard case .person(let person) = match else { return address }
        return person.role == .me ? nil : PersonToken.of(person)
    }

    /// Old phones write withheld, unknown and pay phone numbers so.
    private static func meansWithheld(_ address: String) -> Bool { ["-1", "-2", "-3"].contains(address) }
}
