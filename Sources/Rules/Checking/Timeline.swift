import Ledger

/// All contacts of the log, by number and by time, for rules that look before or after the one they judge, and the
/// times that it leaves out.
final class Timeline {
    /// In order of entry number; also those that no rule book covers.
    let all: [Contact]
    let gaps: RecordingGaps
    /// By entry number, as far as numbers run without great gaps; the rest in `strays`.
    private var byNumber: [Contact?]
    private var strays: [Int: Contact] = [:]
    /// Contacts between the two people with a known time, by who made them, in order of time.
    private var byPerson: [String: [Contact]] = [:]
    private var repliesTo: [Int: [Contact]] = [:]

    /// - Parameter firstNumber: The number by which an entry is cited, by the number of any of its versions.
    init(_ contacts: [Contact], people: People, firstNumber: [Int: Int], gaps: RecordingGaps) {
        all = contacts
        self.gaps = gaps
        byNumber = Array(repeating: nil, count: min(max(0, contacts.last?.number ?? 0) + 1, 64 + 8 * contacts.count))
        for contact in contacts {
            put(contact, contact.number)
            if let reply = contact.event.replyTo { repliesTo[firstNumber[reply] ?? reply, default: []].append(contact) }
            guard let person = contact.person, contact.start != nil, contact.event.kind == .contact,
                contact.isBetweenParties
            else { continue }
            byPerson[person, default: []].append(contact)
        }
        for version in firstNumber where contact(version.key) == nil {
            if let first = contact(version.value) { put(first, version.key) }
        }
        for person in byPerson.keys { byPerson[person]?.sort { Self.isEarlier($0, $1) } }
    }

    static func isEarlier(_ a: Contact, _ b: Contact) -> Bool {
        (a.start?.earliest ?? Int.min, a.number) < (b.start?.earliest ?? Int.min, b.number)
    }

    /// The contact that entry `number` holds, by the number of any of its versions.
    func contact(_ number: Int) -> Contact? { byNumber.indices.contains(number) ? byNumber[number] : strays[number] }

    private func put(_ contact: Contact, _ number: Int) {
        if byNumber.indices.contains(number) { byNumber[number] = contact } else { strays[number] = contact }
    }

    /// The contacts whose entries say that they answer entry `number`, in order of entry number.
    func replies(to number: Int) -> [Contact] { repliesTo[number] ?? [] }

    /// The contacts that `person` made, in order of time, beginning with the first not before `moment`.
    func contacts(of person: String, from moment: Int) -> ArraySlice<Contact> {
        guard let list = byPerson[person] else { return [] }
        return list[firstIndex(in: list, notBefore: moment)...]
    }

    /// Everybody who made a contact.
    var people: [String] { byPerson.keys.sorted() }

    /// The contacts that `person` made, in order of time.
    func contacts(of person: String) -> [Contact] { byPerson[person] ?? [] }

    /// Those of `list`, which is in order of time, from the first moment up to but without the second.
    func part(of list: [Contact], from moment: Int, until end: Int) -> ArraySlice<Contact> {
        let first = firstIndex(in: list, notBefore: moment)
        return list[first..<max(first, firstIndex(in: list, notBefore: end))]
    }

    /// The last contact that `person` made surely before `moment`.
    func last(of person: String, before moment: Int) -> Contact? {
        guard let list = byPerson[person] else { return nil }
        let index = firstIndex(in: list, notBefore: moment)
        return list[..<index].suffix(4).last { ($0.start?.latest ?? Int.max) < moment }
    }

    /// Notes for every contact what may have invited it, before rules are judged: many may find a breach in one contact.
    func findInvitations() {
        for contact in all { contact.invitation = invitation(contact) }
    }

    /// What `contact` answers, if the other person made it; else the other person's contact in the hour before.
    private func invitation(_ contact: Contact) -> Int? {
        guard contact.event.kind == .contact, let other = contact.person.flatMap(People.other) else { return nil }
        if let asked = contact.event.replyTo.flatMap(self.contact), asked.person == other { return asked.number }
        guard let start = contact.start, let before = last(of: other, before: start.earliest),
            let moment = before.start?.latest, moment >= start.earliest - 3_600_000
        else { return nil }
        return before.number
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
