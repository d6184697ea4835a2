import Ledger

/// What the people in the entries are called in print.
struct Names {
    let me: String
    let them: String
    private let unknown: String
    private let say: Catalogue

    init(_ people: [Person], _ say: Catalogue) {
        self.say = say
        me = people.first { $0.role == .me }?.name ?? say(.keeperUnnamed)
        them = people.first { $0.role == .them }?.name ?? say(.otherUnnamed)
        unknown = say(.personNotStated)
    }

    /// The printed name of `me`, `them` or a name.
    func callAsFunction(_ person: String) -> String {
        switch person {
        case "me": me
        case "them": them
        case "unknown": unknown
        default: person
        }
    }

    /// `me` or `them`, also for the two people's own names; else the name itself.
    func key(_ person: String) -> String {
        if person == me { return "me" }
        return person == them ? "them" : person
    }

    func isSame(_ a: String?, _ b: String) -> Bool { a.map { key($0) == key(b) } ?? false }

    /// Sorts the person who keeps the record first, then the other, then the rest by name.
    func rank(_ person: String) -> String {
        switch key(person) {
        case "me": "0"
        case "them": "1"
        case let name: "2" + name
        }
    }

    func list(_ people: [String]) -> String { say.list(people.map { self($0) }) }
}
