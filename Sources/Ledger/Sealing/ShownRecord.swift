/// What a bundle shows of one record: its leaf, and of its salted parts those that are not withheld.
///
/// Made from a record of the book by `Opener.shown`, which gives of a private one the heading alone, or
/// read from a line of a bundle, where nothing about it has been checked. Bundle.md, "Entries".
package struct ShownRecord: Sendable, Hashable {
    /// The leaf's bytes, exactly as hashed.
    package let leaf: [UInt8]
    /// Exactly six places, in the order of `Disclosure.Part`; nil where the part is withheld.
    package let parts: [Disclosure?]
    /// A place for each attached file, nil where it is withheld; none if the list itself is.
    package let attachments: [Disclosure?]

    fileprivate init(leaf: [UInt8], parts: [Disclosure?], attachments: [Disclosure?]) {
        self.leaf = leaf
        self.parts = parts
        self.attachments = attachments
    }

    /// The same record with nothing but its heading.
    package var headingOnly: ShownRecord {
        ShownRecord(leaf: leaf, parts: [parts[0]] + parts.dropFirst().map { _ in nil }, attachments: [])
    }

    /// The same record with nothing but its heading and its event: what a bundle shows of a release, whose other
    /// parts stand in the line of the entry that it releases.
    package var headingAndEvent: ShownRecord {
        let kept = parts.enumerated().map { $0.offset < Self.leastShown ? $0.element : nil }
        return ShownRecord(leaf: leaf, parts: kept, attachments: [])
    }

    /// Heading and event, which every shown entry shows.
    private static let leastShown = 2

    /// The same record without `part` (with `.attachments`, without every attached file).
    ///
    /// Traps for the heading and the event, which a shown entry always shows.
    package func withholding(_ part: Disclosure.Part) -> ShownRecord {
        precondition(part != .heading && part != .event, "a shown entry shows its heading and its event")
        let shown = zip(Disclosure.Part.allCases, parts).map { $0 == part ? nil : $1 }
        return ShownRecord(leaf: leaf, parts: shown, attachments: part == .attachments ? [] : attachments)
    }

    /// True if `part` is shown and says that there is nothing.
    package func isEmpty(_ part: Disclosure.Part) -> Bool {
        let places = zip(Disclosure.Part.allCases, parts)
        guard let shown = places.first(where: { $0.0 == part })?.1 else { return false }
        return (try? shown.value(named: part.rawValue)) == .null
    }

    /// The same record without the attached file at `place`, from 1; traps if there is no such place.
    package func withholdingAttachment(at place: Int) -> ShownRecord {
        var shown = attachments
        shown[place - 1] = nil
        return ShownRecord(leaf: leaf, parts: parts, attachments: shown)
    }
}

/// A line of `entries.txt`.
extension ShownRecord {
    package var line: [UInt8] {
        var line: [UInt8] = []
        appendLine(to: &line)
        return line
    }

    package func appendLine(to line: inout [UInt8]) {
        line += leaf
        line.append(Self.separator)
        for place in parts + attachments {
            place?.json.withUnsafeBufferPointer { Base64URL.append($0, to: &line) }
            line.append(Self.separator)
        }
    }

    /// Reads exactly what `line` writes, without its newline.
    package init?(line: ArraySlice<UInt8>) {
        guard line.count <= Self.lineLimit, line.last == Self.separator else { return nil }
        let places = line.dropLast().split(separator: Self.separator, omittingEmptySubsequences: false)
        let partCount = Disclosure.Part.allCases.count
        guard places.count > partCount, places.count <= 1 + partCount + JSONLimits.valueCount else { return nil }
        var shown: [Disclosure?] = []
        shown.reserveCapacity(places.count - 1)
        for place in places.dropFirst() {
            if place.isEmpty {
                shown.append(nil)
            } else {
                guard let json = Base64URL.decode(place) else { return nil }
                shown.append(Disclosure(json: json))
            }
        }
        self.init(leaf: Array(places[0]), parts: Array(shown[..<partCount]), attachments: Array(shown[partCount...]))
    }

    /// Longest line, in bytes.
    package static let lineLimit = 32 << 20
    private static let separator = UInt8(ascii: "~")
}

extension Opener {
    /// Returns everything of `record` that may leave the book: all of an evidence entry, opened and
    /// checked as `open` does, and of a private one its heading alone.
    package func shown(_ record: VerifiedRecord) throws(OpenError) -> ShownRecord {
        let (opened, disclosures) = try openParts(record)
        let partCount = Disclosure.Part.allCases.count
        let whole = ShownRecord(
            leaf: record.record.leaf, parts: Array(disclosures[..<partCount]),
            attachments: Array(disclosures[partCount...]))
        switch opened {
        case .evidence: return whole
        case .private: return whole.headingOnly
        }
    }

    /// Returns the heading of `record` alone, checked as `open` does: of what a bundle withholds no more is opened.
    package func heading(of record: VerifiedRecord) throws(OpenError) -> ShownRecord {
        let (entryClass, text) = try unseal(record)
        let json = try text.withUnsafeBufferPointer { (text) throws(OpenError) in
            var opening = EntryOpening(leaf: record.leaf, source: SealedText(text))
            guard try opening.heading().entryClass == entryClass else { throw .classMismatch(number: record.number) }
            var source = SealedText(text)
            var json: [UInt8] = []
            _ = try source.next(named: Disclosure.Part.heading.rawValue, into: &json)
            return json
        }
        let withheld = Disclosure.Part.allCases.dropFirst().map { _ -> Disclosure? in nil }
        return ShownRecord(leaf: record.record.leaf, parts: [Disclosure(json: json)] + withheld, attachments: [])
    }

    /// What a release of `record` carries: the line of a private entry with every part opened; nil for an evidence
    /// entry. Format.md, "Release".
    package func carried(by record: VerifiedRecord) throws(OpenError) -> [UInt8]? {
        let (opened, disclosures) = try openParts(record)
        guard case .private = opened else { return nil }
        let partCount = Disclosure.Part.allCases.count
        return ShownRecord(
            leaf: record.record.leaf, parts: Array(disclosures[..<partCount]),
            attachments: Array(disclosures[partCount...])
        ).line
    }
}

/// A private entry that a release made evidence. Format.md, "Release".
package struct ReleasedRecord: Sendable {
    /// All that may be shown of it.
    package let record: ShownRecord
    package let opened: OpenedEntry

    /// - Parameters:
    ///   - carried: The bytes of the release's first attachment.
    ///   - release: The number of the release.
    ///   - leaf: The leaf of the entry that the release names, as stored.
    /// - Returns: Nil if what is carried does not open that leaf whole, or the entry was no private one before it.
    package init?(carried: [UInt8], by release: Int, leaf: [UInt8]) {
        guard let record = ShownRecord(line: carried[...]), record.leaf == leaf,
            (record.parts + record.attachments).allSatisfy({ $0 != nil }),
            let entry = try? ShownEntry(record, releasedBy: release), let opened = entry.opened,
            entry.heading?.entryClass == .private
        else { return nil }
        self.record = record
        self.opened = opened
    }
}

/// What a shown record says, every opening checked against its leaf.
package struct ShownEntry: Sendable {
    package let number: Int
    /// Nil if not even the heading is shown.
    package let heading: Heading?
    /// The entry as far as it is shown: withheld parts are missing from it. Nil unless the event is shown.
    package let opened: OpenedEntry?
    /// The parts of an opened entry that are withheld, in order.
    package let withheld: [Disclosure.Part]
    /// Places, from 1, of attached files that are withheld one by one.
    package let withheldAttachments: [Int]

    /// - Parameter release: The number of the shown entry that releases this one, a private one; nil if none does.
    /// - Throws: `.malformed` for what is no leaf or part, `.digest` for what the leaf does not commit to,
    ///   `.classMismatch` where more than the heading of a private entry is there that was not released before.
    package init(_ record: ShownRecord, releasedBy release: Int? = nil) throws(OpenError) {
        let leaf: Leaf
        do throws(LeafError) { leaf = try Leaf(bytes: record.leaf) } catch { throw .malformed(part: "leaf") }
        number = leaf.number
        var opening = EntryOpening(leaf: leaf, source: ShownDisclosures(record))
        let isShown = Disclosure.Part.allCases.filter { record.parts[$0.place] != nil }
        guard isShown.contains(.event) else {
            guard isShown.isEmpty || isShown == [.heading], record.attachments.isEmpty else {
                throw .malformed(part: "event")
            }
            heading = isShown.isEmpty ? nil : try opening.heading()
            (opened, withheld, withheldAttachments) = (nil, [], [])
            return
        }
        guard isShown.contains(.heading) else { throw .malformed(part: "heading") }
        let entry = try opening.entry()
        heading = entry.heading
        let isPrivate = entry.heading.entryClass == .private
        guard !isPrivate || release.map({ $0 > leaf.number }) == true else { throw .classMismatch(number: number) }
        let isRelease = entry.event.kind == .release
        if isRelease {
            guard isShown == [.heading, .event], record.attachments.isEmpty, case .release? = entry.event.details else {
                throw .malformed(part: "release")
            }
        }
        let leafHash = record.leaf.withUnsafeBytes { Merkle.leafHash(of: $0) }
        opened = OpenedEntry(
            number: number, leafHash: leafHash.bytes, entry: entry, releasedBy: isPrivate ? release : nil)
        withheld = isRelease ? [] : Disclosure.Part.allCases.filter { !isShown.contains($0) }
        withheldAttachments = record.attachments.indices.filter { record.attachments[$0] == nil }.map { $0 + 1 }
    }

    /// The attached files that are shown, each at its place, from 1.
    package var exhibits: [(place: Int, attachment: Attachment)] {
        guard let opened else { return [] }
        let count = opened.entry.attachments.count + withheldAttachments.count
        let places = (0..<count).map { $0 + 1 }.filter { !withheldAttachments.contains($0) }
        return zip(places, opened.entry.attachments).map { (place: $0, attachment: $1) }
    }
}

/// The places of a shown record in their order.
private struct ShownDisclosures: DisclosureSource {
    private var rest: ArraySlice<Disclosure?>

    init(_ record: ShownRecord) { rest = (record.parts + record.attachments)[...] }

    mutating func next(named name: String, into json: inout [UInt8]) throws(OpenError) -> Bool {
        guard let place = rest.popFirst() else { return false }
        guard let shown = place else { throw .malformed(part: name) }
        json = shown.json
        return true
    }

    mutating func skipWithheld() -> Bool {
        guard let place = rest.first, place == nil else { return false }
        rest.removeFirst()
        return true
    }
}
