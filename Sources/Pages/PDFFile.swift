#if Pages
    import Ledger

    /// A PDF as it grows: each object goes out as soon as it is known and is not kept (ISO 32000-1, 7.5).
    ///
    /// libqpdf keeps every object until the end: for the 120,000 of ten thousand entries that takes 250 MB.
    struct PDFFile {
        struct Reference: Hashable, Sendable { let number: Int32 }

        private var bytes: [UInt8] = Array("%PDF-1.7\n%\u{E2}\u{E3}\u{CF}\u{D3}\n".utf8)
        private var places: [Place] = [.free]
        private var group = ObjectStream()

        private enum Place {
            case free
            case at(Int)
            case inStream(Int32, index: Int)
        }

        /// Small objects, packed together.
        private struct ObjectStream {
            var number: Int32 = 0
            var count = 0
            var index = PDFText()
            var objects = PDFText()
            static let full = 200
        }

        /// A number for an object that is written later.
        mutating func reserve() -> Reference {
            places.append(.free)
            return Reference(number: Int32(places.count - 1))
        }

        mutating func write(_ object: PDFText, as reference: Reference) {
            if group.count == 0 { group.number = reserve().number }
            places[Int(reference.number)] = .inStream(group.number, index: group.count)
            group.index.add(Int(reference.number))
            group.index.add(" ")
            group.index.add(group.objects.bytes.count)
            group.index.add(" ")
            group.objects.add(object)
            group.objects.add("\n")
            group.count += 1
            if group.count == ObjectStream.full { endGroup() }
        }

        mutating func write(_ object: PDFText) -> Reference {
            let reference = reserve()
            write(object, as: reference)
            return reference
        }

        /// A stream; `entries` are those of its dictionary besides length and filter.
        mutating func stream(
            _ data: [UInt8], _ entries: PDFText = PDFText(), as reference: Reference, isPacked: Bool = true
        ) {
            put(isPacked ? Deflate.bytes(data) : data, entries, as: reference, isDeflated: isPacked)
        }

        /// A stream that was packed by `Deflate` before.
        mutating func stream(deflated data: [UInt8], _ entries: PDFText) -> Reference {
            let reference = reserve()
            put(data, entries, as: reference, isDeflated: true)
            return reference
        }

        private mutating func put(_ data: [UInt8], _ entries: PDFText, as reference: Reference, isDeflated: Bool) {
            places[Int(reference.number)] = .at(bytes.count)
            var text = PDFText()
            text.add(Int(reference.number))
            text.add(" 0 obj\n<<")
            text.add(entries)
            if isDeflated { text.add("/Filter/FlateDecode") }
            text.add("/Length ")
            text.add(data.count)
            text.add(">>\nstream\n")
            bytes += text.bytes
            bytes += data
            bytes += "\nendstream\nendobj\n".utf8
        }

        mutating func stream(_ data: [UInt8], _ entries: PDFText = PDFText(), isPacked: Bool = true) -> Reference {
            let reference = reserve()
            stream(data, entries, as: reference, isPacked: isPacked)
            return reference
        }

        private mutating func endGroup() {
            guard group.count > 0 else { return }
            var entries = PDFText("/Type/ObjStm/N ")
            entries.add(group.count)
            entries.add("/First ")
            entries.add(group.index.bytes.count)
            let done = group
            group = ObjectStream()
            stream(done.index.bytes + done.objects.bytes, entries, as: Reference(number: done.number))
        }

        /// The whole file. Its identifier is the hash of what is in it.
        mutating func finish(catalog: Reference, information: Reference) -> [UInt8] {
            endGroup()
            let identifier = sha256(bytes).prefix(16)
            let table = reserve()
            let start = bytes.count
            places[Int(table.number)] = .at(start)
            var rows: [UInt8] = []
            rows.reserveCapacity(places.count * 8)
            func row(_ kind: UInt8, _ middle: Int, _ last: Int) {
                rows.append(kind)
                for shift in stride(from: 32, through: 0, by: -8) { rows.append(UInt8(middle >> shift & 0xFF)) }
                rows.append(UInt8(last >> 8 & 0xFF))
                rows.append(UInt8(last & 0xFF))
            }
            for (number, place) in places.enumerated() {
                switch place {
                case .free: row(0, 0, number == 0 ? 0xFFFF : 0)
                case .at(let offset): row(1, offset, 0)
                case .inStream(let stream, let index): row(2, Int(stream), index)
                }
            }
            var entries = PDFText("/Type/XRef/W[1 5 2]/Size ")
            entries.add(places.count)
            entries.add("/Root ")
            entries.add(catalog)
            entries.add("/Info ")
            entries.add(information)
            entries.add("/ID[")
            for _ in 0..<2 {
                entries.add("<")
                for at in stride(from: 0, to: 16, by: 2) {
                    entries.hex(UInt16(identifier[at]) << 8 | UInt16(identifier[at + 1]))
                }
                entries.add(">")
            }
            entries.add("]")
            stream(rows, entries, as: table)
            bytes += "startxref\n\(start)\n%%EOF\n".utf8
            return bytes
        }
    }
#endif
