#if Expat
    import Ledger

    /// Puts the markup of a backup together to items, and the items to contacts.
    struct SMSBackupReader {
        private let file: SourceFile
        private let events: XMLEvents
        private var contacts: SMSBackupContacts
        private var tally = LeftOutTally()
        private var found = 0
        private var declared: Int?
        private var damage: FileDamage?
        private var notUnderstoodBytes = 0
        private var unknownElements = (count: 0, first: 0)

        /// Elements open.
        private var depth = 0
        private var hasRoot = false
        private var item: SMSBackupItem?
        /// The piece that the parser refused.
        private var refused: MarkupPiece?

        private static let deepest = 32

        /// Nil if there is no memory for a parser.
        init?(file: SourceFile, context: ImportContext) {
            guard let events = XMLEvents(attributes: SMSBackupItem.attributeNames) else { return nil }
            self.events = events
            self.file = file
            contacts = SMSBackupContacts(file: file, context: context)
        }

        /// Takes the next piece of markup.
        mutating func take(_ piece: MarkupPiece, each: (ImportedItem) throws -> Void) throws {
            if depth > 0 { notUnderstoodBytes += piece.strayTextByteCount }
            let said: [XMLEvent]
            do throws(XMLFault) {
                said = try events.read(piece.bytes)
            } catch {
                refused = piece
                throw SMSBackupBreak.notWellFormed
            }
            for event in said { try take(event, of: piece, each: each) }
        }

        /// The file's last bytes were read.
        mutating func finish(_ filter: inout SMSBackupFilter, each: (ImportedItem) throws -> Void) throws {
            let rest = filter.finish()
            do throws(XMLFault) {
                if !rest.isEmpty { _ = try events.read(rest.bytes) }
                try events.finish()
            } catch {
                try breakOff(.cutOff, filter: filter, each: each)
            }
        }

        /// Nothing can be read from here on: an item that is open, or begins in the piece that was
        /// not understood, counts as found and is left out.
        mutating func breakOff(
            _ kind: FileDamage.Kind, filter: SMSBackupFilter, each: (ImportedItem) throws -> Void
        ) throws {
            let place = refused.map { (offset: $0.start, line: $0.line) } ?? (offset: filter.offset, line: filter.line)
            guard hasRoot else { throw ImportError.notThisFormat(byteOffset: place.offset, line: place.line) }
            let isCut = kind == .cutOff
            damage = FileDamage(
                kind: kind, byteOffset: isCut ? file.byteCount : place.offset, line: isCut ? filter.line : place.line)
            let piece = refused ?? filter.current
            var unread = piece.isMarkup ? piece.start : filter.offset
            if let item {
                unread = item.start
                try leaveOut(AddressKey.shown(item.address), .cutOff, each: each)
            } else if depth == 1, let name = piece.startedName, SMSBackupItem.Kind(rawValue: name) != nil {
                found += 1
                try leaveOut("", .cutOff, each: each)
            }
            notUnderstoodBytes += file.byteCount - unread
        }

        /// What the whole file came to.
        func reading(replacedBy filter: SMSBackupFilter) -> ImportReading {
            var reading = ImportReading(declared: declared)
            reading.found = found
            reading.leftOut = tally.summed
            reading.damage = damage
            reading.notUnderstoodBytes =
                notUnderstoodBytes + filter.replacedByteCount + contacts.undecoded.byteCount
            if let first = filter.firstReplaced {
                reading.warnings.append(.replacedReferences(count: filter.replacedCount, firstByteOffset: first))
            }
            reading.warnings += contacts.warnings
            if unknownElements.count > 0 {
                reading.warnings.append(
                    .unknownElements(count: unknownElements.count, firstByteOffset: unknownElements.first))
            }
            if let declared, declared != found {
                reading.warnings.append(.countDiffers(declared: declared, found: found))
            }
            return reading
        }

        private mutating func take(
            _ event: XMLEvent, of piece: MarkupPiece, each: (ImportedItem) throws -> Void
        ) throws {
            switch event {
            case .declaration(let encoding):
                let isKnown = encoding.map { ["UTF-8", "UTF8", "US-ASCII", "ASCII"].contains($0.uppercased()) }
                guard isKnown != false else { throw ImportError.otherEncoding }
            case .start(let name, let attributes):
                depth += 1
                guard depth <= Self.deepest else { throw SMSBackupBreak.notWellFormed }
                try start(name, attributes, piece)
            case .end:
                depth -= 1
                if depth == 1, let element = piece.element { try end(element, each: each) }
            }
        }

        private mutating func start(_ name: String, _ attributes: [String: String], _ piece: MarkupPiece) throws {
            switch depth {
            case 1:
                guard name == "smses" || name == "calls" else {
                    throw ImportError.notThisFormat(byteOffset: piece.start, line: piece.line)
                }
                hasRoot = true
                declared = attributes["count"].flatMap(Int.init).flatMap { 0...Int(Int32.max) ~= $0 ? $0 : nil }
            case 2:
                guard let kind = SMSBackupItem.Kind(rawValue: name) else { return }
                found += 1
                item = SMSBackupItem(kind: kind, attributes: attributes, start: piece.start)
            default:
                item?.add(name, attributes, cuts: piece.cuts)
            }
        }

        /// An element below the root has ended.
        private mutating func end(_ element: SourceElement, each: (ImportedItem) throws -> Void) throws {
            guard let finished = item else {
                if unknownElements.count == 0 { unknownElements.first = element.range.lowerBound }
                unknownElements.count += 1
                notUnderstoodBytes += element.range.count
                return
            }
            item = nil
            switch try contacts.read(finished, element) {
            case .contact(let contact): try each(.contact(contact))
            case .leftOut(let address, let reason): try leaveOut(address, reason, each: each)
            }
        }

        private mutating func leaveOut(
            _ address: String, _ reason: LeftOutReason, each: (ImportedItem) throws -> Void
        ) throws {
            tally.add(address, reason)
            try each(.leftOut(address: address, reason: reason))
        }
    }
#endif
