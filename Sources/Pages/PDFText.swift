#if Pages
    /// Bytes in PDF's own notation, as they are put together (ISO 32000-1, 7.2 and 7.3).
    struct PDFText {
        private(set) var bytes: [UInt8] = []

        init() {}

        init(_ text: String) { bytes = Array(text.utf8) }

        /// ASCII of our own.
        mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

        mutating func add(_ other: PDFText) { bytes.append(contentsOf: other.bytes) }

        mutating func add(_ number: Int) {
            if number < 0 { bytes.append(UInt8(ascii: "-")) }
            var rest = number.magnitude
            let start = bytes.count
            repeat {
                bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
                rest /= 10
            } while rest > 0
            bytes[start...].reverse()
        }

        /// To a hundredth of a point: less than a printer's dot.
        mutating func add(_ number: Double) {
            let hundredths = Int((number * 100).rounded())
            if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
            let whole = hundredths.magnitude / 100
            let rest = hundredths.magnitude % 100
            add(Int(whole))
            guard rest > 0 else { return }
            bytes.append(UInt8(ascii: "."))
            bytes.append(UInt8(ascii: "0") + UInt8(rest / 10))
            if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
        }

        /// To a ten-thousandth, for what is multiplied.
        mutating func add(decimals number: Double) {
            let parts = Int((number.magnitude * 10_000).rounded())
            let fraction = String(parts % 10_000)
            if number < 0 { add("-") }
            add("\(parts / 10_000)." + String(repeating: "0", count: 4 - fraction.count) + fraction)
        }

        mutating func add(_ numbers: [Double]) {
            for number in numbers {
                add(number)
                bytes.append(UInt8(ascii: " "))
            }
        }

        mutating func add(_ reference: PDFFile.Reference) {
            add(Int(reference.number))
            add(" 0 R ")
        }

        /// An ASCII name, without its solidus: letters, digits, `-` and `+`.
        mutating func name(_ name: String) {
            bytes.append(UInt8(ascii: "/"))
            bytes.append(contentsOf: name.utf8)
            bytes.append(UInt8(ascii: " "))
        }

        /// A string of bytes in parentheses.
        mutating func literal(_ string: some Sequence<UInt8>) {
            bytes.append(UInt8(ascii: "("))
            for byte in string { escaped(byte) }
            bytes.append(UInt8(ascii: ")"))
        }

        /// A text string: ASCII as it is, all else as UTF-16 with its mark.
        mutating func text(_ string: String) {
            if string.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return literal(string.utf8) }
            add("<FEFF")
            for unit in string.utf16 { hex(unit) }
            add(">")
        }

        /// A two-byte code inside a string.
        mutating func code(_ code: UInt16) {
            for byte in [UInt8(code >> 8), UInt8(code & 0xFF)] { escaped(byte) }
        }

        private mutating func escaped(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0D: add("\\r")
            default: bytes.append(byte)
            }
        }

        mutating func hexByte(_ byte: UInt8) {
            for digit in [byte >> 4, byte & 0xF] {
                bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
            }
        }

        mutating func hex(_ unit: UInt16) {
            hexByte(UInt8(unit >> 8))
            hexByte(UInt8(unit & 0xFF))
        }
    }
#endif
