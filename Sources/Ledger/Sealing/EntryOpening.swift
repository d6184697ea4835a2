extension Entry {
    /// Returns the entry that `disclosures` spell: the six parts, then one for each attachment.
    ///
    /// - Throws: `.digest` if one is not what `leaf` commits to, else `.malformed`.
    package init(opening disclosures: [Disclosure], of leaf: Leaf) throws(OpenError) {
        var opening = EntryOpening(leaf: leaf, source: disclosures[...])
        self = try opening.entry()
    }
}

/// Where the disclosures of one entry come from, in their order.
protocol DisclosureSource {
    /// Puts the JSON of the next one, which should have that name, in place of `json`'s bytes; false if there is
    /// none. Nothing about it has been checked.
    mutating func next(named name: String, into json: inout [UInt8]) throws(OpenError) -> Bool

    /// True, and past it, if the next one is withheld.
    mutating func skipWithheld() -> Bool
}

extension DisclosureSource {
    mutating func skipWithheld() -> Bool { false }
}

extension ArraySlice<Disclosure>: DisclosureSource {
    mutating func next(named name: String, into json: inout [UInt8]) throws(OpenError) -> Bool {
        guard let disclosure = popFirst() else { return false }
        json = disclosure.json
        return true
    }
}

/// Takes the disclosures of one entry in their order: each has its digest before it is read, straight from the
/// bytes that have it.
struct EntryOpening<Source: DisclosureSource> {
    private let leaf: Leaf
    private var source: Source
    private var json: [UInt8] = []

    init(leaf: Leaf, source: Source) {
        self.leaf = leaf
        self.source = source
        json.reserveCapacity(1024)  // most parts fit
    }

    mutating func heading() throws(OpenError) -> Heading {
        try part(.heading) { (reader) throws(OpenError) in
            try reader.members(of: "heading") { (heading) throws(OpenError) in try Heading(&heading) }
        }
    }

    /// A part that is withheld is missing from the entry, as are attached files; heading and event may not be.
    mutating func entry() throws(OpenError) -> Entry {
        let heading = try heading()
        let (event, recorded) = try part(.event) { (reader) throws(OpenError) in
            try reader.members(of: "event") { (event) throws(OpenError) in try Event.read(&event) }
        }
        let addresses = try part(.addresses, withheld: []) { (reader) throws(OpenError) in
            try reader.null()
                ? []
                : reader.elements { (addresses) throws(OpenError) in
                    try addresses.members(of: "addresses") { (address) throws(OpenError) in try Address(&address) }
                }
        }
        let words = try part(.words, withheld: nil) { (reader) throws(OpenError) in
            try reader.null() ? nil : reader.text()
        }
        let account = try part(.account, withheld: nil) { (reader) throws(OpenError) in
            try reader.null() ? nil : reader.text()
        }
        let digests = try part(.attachments, withheld: []) { (reader) throws(OpenError) in
            try reader.null() ? [] : reader.elements { (digests) throws(OpenError) in try digests.hash() }
        }
        let draft = Draft(
            heading: heading, event: event, addresses: addresses, words: words, account: account,
            attachments: try attachments(digests))
        return Entry(draft, recorded: recorded)
    }

    private mutating func part<Value>(
        _ part: Disclosure.Part, withheld: Value, _ read: (inout FieldReader) throws(OpenError) -> Value
    ) throws(OpenError) -> Value {
        source.skipWithheld() ? withheld : try self.part(part, read)
    }

    private mutating func part<Value>(
        _ part: Disclosure.Part, _ read: (inout FieldReader) throws(OpenError) -> Value
    ) throws(OpenError) -> Value {
        guard leaf.digests.indices.contains(part.place) else { throw .malformed(part: part.rawValue) }
        return try self.read(part.rawValue, digest: leaf.digests[part.place], read)
    }

    private mutating func attachments(_ digests: [Hash32]) throws(OpenError) -> [Attachment] {
        var attachments: [Attachment] = []
        let name = Disclosure.attachmentName
        for digest in digests where !source.skipWithheld() {
            attachments.append(
                try read(name, digest: digest) { (reader) throws(OpenError) in
                    try reader.members(of: name) { (attachment) throws(OpenError) in try Attachment(&attachment) }
                })
        }
        guard try !source.next(named: name, into: &json) else { throw .malformed(part: "attachments") }
        return attachments
    }

    private mutating func read<Value>(
        _ name: String, digest: Hash32, _ read: (inout FieldReader) throws(OpenError) -> Value
    ) throws(OpenError) -> Value {
        guard try source.next(named: name, into: &json) else { throw .malformed(part: name) }
        return try json.withUnsafeBufferPointer { (json) throws(OpenError) in
            guard Base64URL.hashEncoded(json) == digest else { throw .digest(number: leaf.number, part: name) }
            guard let value = Disclosure.value(in: json, named: name) else { throw .malformed(part: name) }
            return try FieldReader.read(value, part: name, read)
        }
    }
}
