/// A phrase with places in braces, which are filled.
package enum Template {
    /// Gives `body` the pieces between braces and those around them.
    package static func split(_ text: String, _ body: (String, _ isPlace: Bool) -> Void) {
        var rest = text.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            if rest.startIndex < open { body(String(Substring(rest[..<open])), false) }
            body(String(Substring(rest[rest.index(after: open)..<close])), true)
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { body(String(Substring(rest)), false) }
    }
}
