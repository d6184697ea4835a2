import Seeds

@testable import Ledger

let lisbon = Zone("Europe/Lisbon")!

func sampleEntry(_ entryClass: EntryClass = .evidence, words: String? = "Can we swap Friday?") -> Entry {
    var event = Event(.contact)
    event.channel = .text
    event.from = "them"
    event.to = ["me"]
    event.answered = false
    event.exceptions = [ExceptionClaim(name: "emergency", by: "them")]
    event.occurred = Occurred(
        start: LocalTime(text: "2026-03-04T21:00:00+00:00")!, zone: "Europe/Lisbon", precision: .minute, source: .memory
    )
    event.place = Place(name: "school", latitude: "38.7223", longitude: "-9.1393", errorMetres: 20)
    return Entry(
        Draft(
            heading: Heading(entryClass), event: event, addresses: [Address(.from, "+351 900 000 001")], words: words,
            account: "line one\nline two",
            attachments: [
                Attachment(name: "a.png", mediaType: "image/png", byteCount: 3, sha256: sha256([1, 2, 3]))
            ]),
        recorded: Instant(seconds: 1_772_658_000))
}

/// A log of `count` sealed entries, every third private.
func sampleLog(_ count: Int, seed: UInt64 = 1) throws -> (ring: KeyRing, records: [Record]) {
    let random = Chance(seed).source
    let ring = KeyRing.create(random: random).ring
    let sealer = try Sealer(ring, random: random)
    var previous = sealer.genesis
    var records: [Record] = []
    for number in 0..<count {
        let entry = sampleEntry(number % 3 == 2 ? .private : .evidence, words: "entry \(number)")
        let sealed = sealer.seal(Disclosures(entry, random: random), number: number, previous: previous)
        previous = sealed.leafHash
        records.append(sealed.record)
    }
    return (ring, records)
}
