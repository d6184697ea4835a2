#if Expat
    import Ledger

    /// Turns the items of a backup into contacts with the people of the book.
    struct SMSBackupContacts {
        private(set) var undecoded = (count: 0, byteCount: 0, first: 0)
        private var missing = (count: 0, first: 0)
        private var layoutCount = 0

        let file: SourceFile
        let context: ImportContext
        private let book: AddressBook
        /// A phone writes the same few numbers again and again.
        private var known: [String: AddressBook.Match] = [:]

        init(file: SourceFile, context: ImportContext) {
            self.file = file
            self.context = context
            book = AddressBook(people: context.people)
        }

        var warnings: [ImportWarning] {
            var warnings: [ImportWarning] = []
            if undecoded.count > 0 {
                warnings.append(.undecodedAttachments(count: undecoded.count, firstByteOffset: undecoded.first))
            }
            if missing.count > 0 {
                warnings.append(.missingAttachments(count: missing.count, firstByteOffset: missing.first))
            }
            if layoutCount > 0 { warnings.append(.layoutParts(count: layoutCount)) }
            return warnings
        }

        /// - Throws: `ImportError` if the file cannot be read again.
        mutating func read(_ item: SMSBackupItem, _ element: SourceElement) throws(ImportError) -> ImportedItem {
            do throws(LeftOut.Cause) {
                return .contact(try contact(item, element))
            } catch {
                switch error {
                case .because(let reason): return .leftOut(address: AddressKey.shown(item.address), reason: reason)
                case .unreadable(let error): throw error
                }
            }
        }

        private mutating func contact(
            _ item: SMSBackupItem, _ element: SourceElement
        ) throws(LeftOut.Cause) -> ImportedContact {
            let parties = try SMSBackupParties(item) { match($0) }
            let time = try self.time(of: item)
            guard !item.isTooLarge else { throw LeftOut.because(.tooLarge) }
            var draft = item.kind == .call ? try call(item, parties, time) : try message(item, parties, time)
            let sources = item.kind == .mms ? try addParts(of: item, to: &draft, element) : []
            draft.event.locator = Locator(
                format: SMSBackup().name, fileSHA256: file.sha256, byteOffset: element.range.lowerBound,
                byteCount: element.range.count, rawSHA256: element.sha256, rawTime: item["date"],
                nativeID: nativeID(of: item))
            return ImportedContact(
                draft: draft, attachmentSources: sources, fingerprint: Fingerprint.of(draft), line: element.line)
        }

        private mutating func match(_ address: String) -> AddressBook.Match {
            if let match = known[address] { return match }
            let match = book.match(address)
            if known.count < 10_000 { known[address] = match }
            return match
        }

        private func nativeID(of item: SMSBackupItem) -> String? {
            guard item.kind == .mms, let id = item["m_id"], id.utf8.count <= 256, !AddressKey.hasControl(id) else {
                return nil
            }
            return id
        }

        private func time(of item: SMSBackupItem) throws(LeftOut.Cause) -> Instant {
            guard let text = item["date"], let time = SMSBackupTime.milliseconds(text) else {
                throw .because(.unreadableTime)
            }
            guard !context.isFuture(time) else { throw .because(.futureTime) }
            return time
        }

        private func event(
            at time: Instant, until end: Instant? = nil, _ parties: SMSBackupParties, isOutgoing: Bool,
            source: Occurred.Source
        ) -> Event {
            var event = Event(.contact)
            event.occurred = Occurred(
                start: context.homeZone.localTime(of: time), end: end.map { context.homeZone.localTime(of: $0) },
                zone: context.homeZone.name, precision: .second, source: source, zoneFrom: .home)
            event.from = isOutgoing ? PersonToken.me : parties.sender
            event.to = isOutgoing ? parties.others : [PersonToken.me] + parties.othersBesideSender
            return event
        }

        private func message(
            _ item: SMSBackupItem, _ parties: SMSBackupParties, _ time: Instant
        ) throws(LeftOut.Cause) -> Draft {
            let box = try SMSBackupBox(item)
            var event = event(at: time, parties, isOutgoing: box != .received, source: .header)
            event.channel = .text
            switch box {
            case .received:
                event.received = time
                event.sent = item["date_sent"].flatMap { SMSBackupTime.sent($0, isMMS: item.kind == .mms) }
            case .sent: event.sent = time
            case .failed: event.attempt = true
            }
            let words = try words(of: item)
            return Draft(event: event, addresses: parties.addresses(isOutgoing: box != .received), words: words)
        }

        /// The words as they are; of an MMS its subject and its texts, each on a line of its own.
        private func words(of item: SMSBackupItem) throws(LeftOut.Cause) -> String? {
            let texts: [String]
            if item.kind == .sms {
                texts = [item.body ?? ""].filter { !$0.isEmpty }
            } else {
                texts = [item["sub"]].compactMap { $0 } + item.parts.compactMap(\.words)
            }
            let words = texts.joined(separator: "\n")
            guard words.utf8.count <= Draft.textLimit else { throw .because(.tooLarge) }
            return words.isEmpty ? nil : words
        }

        private func call(
            _ item: SMSBackupItem, _ parties: SMSBackupParties, _ time: Instant
        ) throws(LeftOut.Cause) -> Draft {
            let duration = item["duration"].flatMap(Int.init).flatMap { 0...2_678_400 ~= $0 ? $0 : nil }
            let call = try SMSBackupCall(item, duration: duration)
            let end = call.answered ? duration.flatMap { $0 > 0 ? time.adding(seconds: $0) : nil } : nil
            var event = event(at: time, until: end, parties, isOutgoing: call.isOutgoing, source: .callLog)
            event.channel = .call
            event.answered = call.answered
            event.attempt = call.isAttempt ? true : nil
            event.durationSeconds = duration
            return Draft(event: event, addresses: parties.addresses(isOutgoing: call.isOutgoing))
        }

        private mutating func addParts(
            of item: SMSBackupItem, to draft: inout Draft, _ element: SourceElement
        ) throws(LeftOut.Cause) -> [AttachmentSource] {
            layoutCount += item.layoutPartCount
            var sources: [AttachmentSource] = []
            for (index, part) in item.parts.enumerated() {
                guard let (attachment, source) = try attachment(part, number: index + 1) else {
                    if part.words == nil, !part.isPlainText {
                        if missing.count == 0 { missing.first = element.range.lowerBound }
                        missing.count += 1
                    }
                    continue
                }
                guard attachment.byteCount <= AttachmentLimits.byteCount else { throw .because(.tooLarge) }
                draft.attachments.append(attachment)
                sources.append(source)
            }
            return sources
        }

        /// The file that `part` holds; nil if it is a text, or empty.
        private mutating func attachment(
            _ part: SMSBackupItem.Part, number: Int
        ) throws(LeftOut.Cause) -> (Attachment, AttachmentSource)? {
            let name = AttachmentLimits.name(part["fn"] ?? part["cl"] ?? part["name"]) ?? "part-\(number)"
            var attachment = Attachment(
                name: name, mediaType: part.mediaType, byteCount: 0, sha256: [],
                obtained: "part of an MMS in a phone backup")
            if let data = part.file, !data.isBroken {
                attachment.byteCount = data.decodedByteCount
                attachment.sha256 = data.sha256
                return (attachment, .base64Range(file, data.range))
            }
            if let data = part.file {
                if undecoded.count == 0 { undecoded.first = data.range.lowerBound }
                undecoded.count += 1
                undecoded.byteCount += data.range.count
                attachment.name = AttachmentLimits.name(name + ".base64") ?? "part-\(number).base64"
                attachment.mediaType = "application/octet-stream"
                attachment.byteCount = data.range.count
                attachment.sha256 = try hash(data.range)
                attachment.obtained = "part of an MMS in a phone backup; its base64 is broken and kept as written"
                return (attachment, .range(file, data.range))
            }
            guard !part.isPlainText, let text = part["text"] else { return nil }
            attachment.byteCount = text.utf8.count
            attachment.sha256 = sha256(Array(text.utf8))
            return (attachment, .bytes(Array(text.utf8)))
        }

        private func hash(_ range: Range<Int>) throws(LeftOut.Cause) -> [UInt8] {
            var hash = SHA256Stream()
            do {
                try file.forEachChunk(of: range) { bytes, _ in hash.update(bytes) }
            } catch {
                throw .unreadable(error as? ImportError ?? .changedWhileReading)
            }
            return hash.finish()
        }
    }
#endif
