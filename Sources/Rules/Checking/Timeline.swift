import Ledger

/// All contacts of the log, by number and by time, for rules that look before or after the one they judge.
final class Timeline {
    /// In order of entry number; also those that no rule book covers.
    let all: [Contact]
    private var byNumber: [Int: Contact] = [:]
    /// Contacts between the two people with a known time, by who made them, in order of time.
    private var byPerson: [String: [Contact]] = [:]
    private var repliesTo: [Int: [Contact]] = [:]

    /// - Parameter firstNumber: The number by which an entry is cited, by the number of any of its versions.
    init(_ contacts: [Contact], people: People, firstNumber: [Int: Int]) {
        all = contacts
        for contact in contacts {
            byNumber[contact.number] = contact
            if let reply = contact.event.replyTo { repliesTo[firstNumber[reply] ?? reply, default: []].append(contact) }
            guard let person = contact.person, contact.start != nil, contact.event.kind == .contact,
                people.isBetweenParties(contact)
            else { continue }
            byPerson[person, default: []].append(contact)
        }
        for version in firstNumber where byNumber[version.key] == nil {
            byNumber[version.key] = byNumber[version.value]
        }
        for person in byPerson.keys { byPerson[person]?.sort { Self.isEarlier($0, $1) } }
    }

    static func isEarlier(_ a: Contact, _ b: Contact) -> Bool {
        (a.start?.earliest ?? Int.min, a.number) < (b.start?.earliest ?? Int.min, b.number)
    }

    /// The contact that entry `number` holds, by the number of any of its versions.
    func contact(_ number: Int) -> Contact? { byNumber[number] }

    /// The contacts whose entries say that they answer entry `number`, in order of entry number.
    func replies(to number: Int) -> [Contact] { repliesTo[number] ?? [] }

    /// The contacts that `person` made, in order of time, beginning with the first not before `moment`.
    func contacts(of person: String, from moment: Int) -> ArraySlice<Contact> {
        guard let list = byPerson[person] else { return [] }
        return list[firstIndex(in: list, notBefore: moment)...]
    }

    /// The last contact that `person` made surely before `moment`.
    func last(of person: String, before moment: Int) -> Contact? {
        guard let list = byPerson[person] else { return nil }
        let index = firstIndex(in: list, notBefore: moment)
        return list[..<index].suffix(4).last { ($0.start?.latest ?? Int.max) < moment }
    }

    private func firstIndex(in list: [Contact], notBefore moment: Int) -> Int {
        var low = 0
        var high = list.count
        while low < high {
            let middle = (low + high) / 2
            if (list[middle].start?.earliest ?? Int.min) < moment { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
