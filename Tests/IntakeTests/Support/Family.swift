import Ledger

@testable import Intake

/// The invented family of these tests.
enum Family {
    static let people = [
        Person(name: "Alex Morgan", role: .me, addresses: ["+1 555 010 0100"]),
        Person(name: "Jamie Reed", role: .them, addresses: ["+15550100200", "jamie@example.org"]),
        Person(name: "Mia", role: .child, addresses: ["+1 (555) 010-0300"]),
        Person(name: "Robin Reed", role: .third, addresses: ["robin.r"]),
    ]
    static let now = Instant(text: "2026-03-10T12:00:00Z")!

    static func context(entryCount: Int? = nil, allowsFuture: Bool = false, people: [Person] = people) -> ImportContext
    {
        ImportContext(
            people: people, homeZone: Zone("America/New_York")!, now: now, entryCount: entryCount,
            allowsFuture: allowsFuture)
    }
}

/// What an importer handed out.
struct Imported {
    var reading: ImportReading
    var contacts: [ImportedContact] = []
    var leftOut: [LeftOut] = []

    init(_ file: SourceFile, with importer: any Importer, context: ImportContext = Family.context()) throws {
        var contacts: [ImportedContact] = []
        var leftOut: [LeftOut] = []
        reading = try importer.read(file, context: context) { item in
            switch item {
            case .contact(let contact): contacts.append(contact)
            case .leftOut(let address, let reason): leftOut.append(LeftOut(address: address, count: 1, reason: reason))
            }
        }
        (self.contacts, self.leftOut) = (contacts, leftOut)
    }

    init(jsonl text: String, context: ImportContext = Family.context()) throws {
        try self.init(SourceFile(bytes: Array(text.utf8)), with: JSONL(), context: context)
    }

    var drafts: [Draft] { contacts.map(\.draft) }

    /// Whether every item found was handed out once, and summed up as it was handed out.
    var isBalanced: Bool {
        reading.found == contacts.count + leftOut.count && reading.leftOut.reduce(0) { $0 + $1.count } == leftOut.count
    }
}
