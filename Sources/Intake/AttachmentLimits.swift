import Ledger

/// What an attachment may be.
enum AttachmentLimits {
    /// 4 GiB.
    static let byteCount = AttachmentFormat.byteLimit
    static let nameByteCount = 255

    /// `name` without folders; nil if nothing is left of it or it holds control characters.
    static func name(_ name: String?) -> String? {
        guard let last = name?.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init)?.trimmed,
            !last.isEmpty, last != ".", last != "..", last.utf8.count <= nameByteCount, !AddressKey.hasControl(last)
        else { return nil }
        return last
    }
}
