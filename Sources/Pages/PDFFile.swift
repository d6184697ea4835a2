#if Pages
    import Ledger

    /// A PDF as it grows: each object goes out as soon as it is known and is not kept (ISO 32000-1, 7.5).
    ///
    /// libqpdf keeps every object until the end: for the 120,000 of ten thousand entries that takes 250 MB.
    struct PDFFile {
        struct Reference: Hashable, Sendable { let number: Int32 }

        private var sink = Pieces("%PDF-1.7\n%\u{E2}\u{E3}\u{CF}\u{D3}\n")
        private var places: [Place] = [.free]
        private var group = ObjectStream()

        private enum Place {
            case free
            case at(Int)
            case inStream(Int32, index: Int)
        }

        /// What has gone out: pieces, because one array of many megabytes would be copied each time that it grows.
        private struct Pieces {
            private(set) var all: [[UInt8]] = []
            private(set) var byteCount = 0
            private var last: [UInt8] = []
            private var hash = SHA256Stream()
            private static let full = 1 << 20

            init(_ text: String) { add(Array(text.utf8)) }

            mutating func add(_ bytes: [UInt8]) {
                hash.update(bytes)
                byteCount += bytes.count
                last += bytes
                if last.count >= Self.full { end() }
            }

            mutating func end() {
                all.append(last)
                last = []
            }

            var sha256: [UInt8] { hash.finish() }
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
            places[Int(reference.number)] = .at(sink.byteCount)
            var text = PDFText()
            text.add(Int(reference.number))
            text.add(" 0 obj\n<<")
            text.add(entries)
            if isDeflated { text.add("/Filter/FlateDecode") }
            text.add("/Length ")
            text.add(data.count)
            text.add(">>\nstream\n")
            sink.add(text.bytes)
            sink.add(data)
            sink.add(Array("\nendstream\nendobj\n".utf8))
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

        /// The whole file, in pieces. Its identifier is the hash of what is in it.
        mutating func finish(catalog: Reference, information: Reference) -> [[UInt8]] {
            endGroup()
            let identifier = sink.sha256.prefix(16)
            let table = reserve()
            let start = sink.byteCount
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
            sink.add(Array("startxref\n\(start)\n%%EOF\n".utf8))
            sink.end()
            return sink.all
        }
    }
#endif
