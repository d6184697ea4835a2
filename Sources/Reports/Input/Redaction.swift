import Ledger

extension ReportInput {
    /// The same input with every address that the log knows replaced: those of people and messages, and where
    /// they stand in other text.
    func redactingAddresses() -> ReportInput {
        var input = self
        let mark = catalogue(.addressWithheld)
        let known =
            people.flatMap(\.addresses)
            + opened.flatMap { entry -> [String] in
                if case .person(let person)? = entry.event.details { return person.addresses }
                return entry.entry.draft.addresses.map(\.value)
            }
        let finder = AddressFinder(known, mark: mark)
        var changed: Set<Int> = []
        func entry(_ opened: OpenedEntry) -> OpenedEntry {
            let redacted = opened.redacted(finder)
            if redacted != opened { changed.insert(opened.number) }
            return redacted
        }
        input.people = people.map { $0.redacted(finder) }
        input.opened = opened.map(entry)
        input.entries = entries.map {
            StandingEntry(
                number: $0.number, current: entry($0.current), versions: $0.versions, retractedBy: $0.retractedBy)
        }
        input.findings = findings.map { finding in
            var finding = finding
            finding.reason = finder.replaced(finding.reason)
            finding.missing = finding.missing.map(finder.replaced)
            return finding
        }
        input.withheldParts = withheldParts.map { part in
            var part = part
            part.reason = part.reason.map(finder.replaced)
            return part
        }
        let shown = Set(entries.flatMap(\.versions))
        input.redacted = EntryCount(changed.intersection(shown))
        return input
    }
}

extension Person {
    fileprivate func redacted(_ finder: AddressFinder) -> Person {
        var person = self
        person.addresses = addresses.isEmpty ? [] : [finder.mark]
        return person
    }
}

extension OpenedEntry {
    fileprivate func redacted(_ finder: AddressFinder) -> OpenedEntry {
        var draft = entry.draft
        draft.addresses = draft.addresses.map { Address($0.role, finder.mark) }
        draft.words = draft.words.map(finder.replaced)
        draft.account = draft.account.map(finder.replaced)
        draft.event.from = draft.event.from.map(finder.replaced)
        draft.event.to = draft.event.to.map(finder.replaced)
        draft.event.reason = draft.event.reason.map(finder.replaced)
        let place = draft.event.place?.name.map(finder.replaced)
        draft.event.place?.name = place
        draft.event.topics = draft.event.topics.map(finder.replaced)
        for index in draft.attachments.indices {
            draft.attachments[index].name = finder.replaced(draft.attachments[index].name)
            draft.attachments[index].obtained = draft.attachments[index].obtained.map(finder.replaced)
        }
        if case .person(let person)? = draft.event.details { draft.event.details = .person(person.redacted(finder)) }
        return OpenedEntry(number: number, leafHash: leafHash, entry: Entry(draft, recorded: entry.recorded))
    }
}

/// Finds known addresses in text: telephone numbers by their last nine digits, however they are grouped; all else
/// letter by letter, great or small.
struct AddressFinder {
    let mark: String
    private let texts: [[UInt8]]
    private let numbers: Set<[UInt8]>

    /// As many digits from the end as national and international spelling share.
    private static let digitCount = 9
    /// Shorter ones are short codes, and stand in text as other numbers do.
    private static let fewestDigits = 7

    init(_ addresses: [String], mark: String) {
        self.mark = mark
        var texts: Set<[UInt8]> = []
        var numbers: Set<[UInt8]> = []
        for address in addresses {
            let bytes = Array(address.utf8)
            let digits = bytes.filter(Self.isDigit)
            if digits.count >= Self.fewestDigits, bytes.allSatisfy({ Self.isDigit($0) || Self.isBetween($0) }) {
                numbers.insert(Array(digits.suffix(Self.digitCount)))
            } else if bytes.count >= 4 {
                texts.insert(bytes.map(Self.lower))
            }
        }
        self.texts = texts.sorted { $0.count > $1.count }
        self.numbers = numbers
    }

    func replaced(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var at = 0
        var copied = 0
        while at < bytes.count {
            if let length = number(in: bytes, at: at) ?? word(in: bytes, at: at) {
                result += bytes[copied..<at]
                result += Array(mark.utf8)
                at += length
                copied = at
            } else {
                at += 1
            }
        }
        guard copied > 0 else { return text }
        result += bytes[copied...]
        return String(decoding: result, as: UTF8.self)
    }

    private func word(in bytes: [UInt8], at: Int) -> Int? {
        texts.first { word in
            bytes.count - at >= word.count && word.indices.allSatisfy { Self.lower(bytes[at + $0]) == word[$0] }
        }?.count
    }

    /// A run of digits, with what stands between them, that ends as a known number does.
    private func number(in bytes: [UInt8], at: Int) -> Int? {
        guard !numbers.isEmpty, Self.isDigit(bytes[at]) || bytes[at] == UInt8(ascii: "+"),
            at == 0 || !Self.isDigit(bytes[at - 1])
        else { return nil }
        var digits: [UInt8] = []
        var end = at
        var index = at
        while index < bytes.count, Self.isDigit(bytes[index]) || Self.isBetween(bytes[index]), index - at < 40 {
            if Self.isDigit(bytes[index]) {
                digits.append(bytes[index])
                end = index + 1
                if digits.count >= Self.fewestDigits, numbers.contains(Array(digits.suffix(Self.digitCount))) {
                    // Not if it goes on: it is a longer number then.
                    if end >= bytes.count || !Self.isDigit(bytes[end]) { return end - at }
                }
            }
            index += 1
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    /// What people put between the digits of a number: space, hyphen, point, brackets, plus, and NBSP's two bytes.
    private static func isBetween(_ byte: UInt8) -> Bool {
        " -.()+/".utf8.contains(byte) || byte == 0xC2 || byte == 0xA0
    }
    private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte }
}
