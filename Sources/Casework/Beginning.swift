import Ledger
import Vault

/// What `init` needs to begin a book.
package struct BeginRequest {
    package var me: String?
    package var them: String?
    package var zone: Zone
    package var cost = PassphraseCost.standard

    package init(zone: Zone) { self.zone = zone }
}

extension Book {
    /// A new recovery number: 128 bits from the random source, shown once and kept nowhere in plain.
    package static func newRecoveryNumber(_ environment: Environment) -> GroupedNumber {
        GroupedNumber(bytes: environment.random.bytes(16))
    }

    /// Makes a vault at `path` that `passphrase` and `recovery` open, with the entries that begin the book.
    /// Nothing is left behind if it fails.
    package static func begin(
        at path: String, _ request: BeginRequest, passphrase: borrowing SecretKey, recovery: GroupedNumber,
        environment: Environment
    ) throws -> Book {
        let people = try beginners(request)
        let (ring, sealedSeed) = KeyRing.create(random: environment.random)
        let slots: [Slot]
        do throws(SlotError) {
            slots = [
                try .passphrase(passphrase, cost: request.cost, ring: ring, random: environment.random),
                .recovery(recovery, ring: ring, random: environment.random),
            ]
        } catch {
            throw CaseError.failed(
                "There is not enough memory to protect the passphrase. Nothing was saved. Close other programs, "
                    + "or begin with --cost least.")
        }
        var setup = Event(.setup)
        setup.details = .setup(Setup(homeZone: request.zone.name, program: environment.program))
        let drafts = [Draft(event: setup)] + people.map(Draft.init(person:))
        do {
            let sealer = try Sealer(ring, random: environment.random)
            try VaultStore.create(
                at: path,
                identity: Identity(verifierKey: Array(ring.verifierKey.text.utf8), sealedSeed: sealedSeed),
                slots: slots, signing: sealer.checkpoint
            ) { writer in
                var recorder = Recorder(writer: writer, sealer: sealer, environment: environment)
                for draft in drafts { _ = try recorder.record(Recordable(draft)) }
                writer = recorder.writer
            }
        } catch VaultError.exists {
            throw CaseError.failed(
                "There is already a file at \(path), and it is never overwritten. Nothing was changed.")
        } catch {
            throw CaseError(opening: error, path: path)
        }
        let book = Book(locked: try LockedBook(at: path, environment: environment), ring: ring)
        try? book.locked.mark.advance(to: book.store.read { try $0.head() }.note)
        return book
    }

    private static func beginners(_ request: BeginRequest) throws -> [Person] {
        var people: [Person] = []
        if let name = request.me { people.append(Person(name: name, role: .me)) }
        if let name = request.them { people.append(Person(name: name, role: .them)) }
        for person in people { try People([]).check(person) }
        guard people.count < 2 || people[0].name != people[1].name else {
            throw CaseError.usage("The two people need different names. Nothing was saved.")
        }
        return people
    }

    /// Adds a person, or addresses to one that is there; returns the entry's number.
    package func add(_ person: Person, to people: People) throws -> Int {
        try people.check(person)
        var person = person
        if let there = people.all.first(where: { $0.name == person.name }) {
            person.addresses = there.addresses + person.addresses.filter { !there.addresses.contains($0) }
        }
        return try record(Draft(person: person))
    }
}

extension Draft {
    fileprivate init(person: Person) {
        var event = Event(.person)
        event.details = .person(person)
        self.init(event: event)
    }
}
