/// One `sms`, `mms` or `call` of a backup, as it is written.
struct SMSBackupItem {
    enum Kind: String { case sms, mms, call }

    struct Part {
        var attributes: [String: String]
        var data: CutValue?
    }

    let kind: Kind
    /// Where its markup begins in the file.
    let start: Int
    private let attributes: [String: String]
    private(set) var parts: [Part] = []
    /// SMIL parts, which only lay a message out.
    private(set) var layoutPartCount = 0
    /// Each `addr`: an address and its type (137 from, 151 to, 130 cc, 129 bcc).
    private(set) var addrs: [(address: String, type: String)] = []
    /// More text, parts or addresses than are kept.
    private(set) var isTooLarge = false
    private var keptByteCount = 0

    private static let mostBytes = 4 << 20
    private static let mostParts = 1000

    init(kind: Kind, attributes: [String: String], start: Int) {
        self.kind = kind
        self.attributes = attributes
        self.start = start
    }

    /// The attributes that are read; all others are passed over.
    static let attributeNames: Set<String> = [
        "count", "address", "number", "date", "date_sent", "type", "body", "msg_box", "m_id", "m_type", "sub",
        "duration", "ct", "name", "fn", "cl", "text", "data",
    ]

    /// A value of the item's own element; the literal `null`, with which the app writes a missing
    /// value, is none.
    subscript(name: String) -> String? { Self.value(attributes, name) }

    /// The words of an SMS. `null` is kept here: a person can write it, and an SMS without a body is
    /// hardly ever stored, so a word more is the smaller error.
    var body: String? { attributes["body"] }

    /// As it is written, for counting.
    var address: String { (self["address"] ?? self["number"] ?? "").replacing("~", with: ", ") }

    /// Takes an element inside the item.
    mutating func add(_ name: String, _ attributes: [String: String], cuts: [CutValue]) {
        guard kind == .mms, name == "part" || name == "addr" else { return }
        guard parts.count + addrs.count < Self.mostParts else {
            isTooLarge = true
            return
        }
        if name == "addr" {
            guard let address = Self.value(attributes, "address"), address != "insert-address-token" else { return }
            keep(address.utf8.count)
            if !isTooLarge { addrs.append((address, attributes["type"] ?? "")) }
        } else if attributes["ct"]?.lowercased() == "application/smil" {
            layoutPartCount += 1
        } else {
            let data = attributes["data"].flatMap(Int.init).flatMap { cuts.indices.contains($0) ? cuts[$0] : nil }
            keep(attributes.values.reduce(0) { $0 + $1.utf8.count })
            if !isTooLarge { parts.append(Part(attributes: attributes, data: data)) }
        }
    }

    static func value(_ attributes: [String: String], _ name: String) -> String? {
        guard let value = attributes[name], value != "null", !value.isEmpty else { return nil }
        return value
    }

    private mutating func keep(_ byteCount: Int) {
        keptByteCount += byteCount
        if keptByteCount > Self.mostBytes { isTooLarge = true }
    }
}

extension SMSBackupItem.Part {
    subscript(name: String) -> String? { SMSBackupItem.value(attributes, name) }

    /// The `text` of a part that is nothing but text: `null` is kept if nothing else is there.
    var words: String? {
        guard isPlainText, let text = attributes["text"], !text.isEmpty else { return nil }
        return text == "null" && file != nil ? nil : text
    }

    /// The file that the part holds.
    var file: CutValue? {
        guard let data, !data.range.isEmpty, !(data.range.count == 4 && data.head == Array("null".utf8)) else {
            return nil
        }
        return data
    }

    var isPlainText: Bool { mediaType == "text/plain" }

    /// As in `image/jpeg`, small letters; `application/octet-stream` if it is none.
    var mediaType: String {
        let type = (self["ct"] ?? "").lowercased().prefix { $0 != ";" }
        return MediaType.isWellFormed(String(type)) ? String(type) : MediaType.unknown
    }
}
