import Intake
import Ledger

/// What a person gives to `log` or `amend`, as typed; nil or empty where nothing was given.
package struct LogRequest {
    package var kind: Event.Kind?
    package var channel: Channel?
    package var from: String?
    package var to: [String] = []
    package var when: String?
    package var until: String?
    package var zone: String?
    package var isRough = false
    package var fold: When.Fold?
    package var source: Occurred.Source?
    package var topics: [String] = []
    package var replyTo: Int?
    package var isUnanswered = false
    /// Nil where the channel says it already.
    package var form: Form?
    package var witnesses: [String] = []
    package var isChildPresent = false
    package var attach: [String] = []
    package var exceptions: [String] = []
    package var exceptionBy: String?
    package var urgency: Urgency?
    package var due: String?
    package var actual: String?
    package var place: String?
    package var agreement: Int?
    package var request: Int?
    package var thirdParty: String?
    package var requestedBy: String?
    package var words: String?
    package var account: String?
    package var reason: String?
    /// The person said that a time ahead of the clock is right.
    package var allowsFuture = false

    package init() {}
}

/// A draft ready to be shown and recorded, with what should be said about it first.
package struct LogProposal {
    package var recordable: Book.Recordable
    /// Such as `Wednesday 4 March 2026, 21:00, UTC−5, 2 days ago`; nil without a time.
    package var resolved: String?
    /// Number of an entry of the same channel and sender within five minutes.
    package var likelyDuplicate: Int?

    package init(recordable: Book.Recordable, resolved: String? = nil, likelyDuplicate: Int? = nil) {
        self.recordable = recordable
        self.resolved = resolved
        self.likelyDuplicate = likelyDuplicate
    }
}

extension Review {
    /// Returns what `request` says as a draft; throws `CaseError.usage` where a value is refused.
    package func propose(_ request: LogRequest, environment: Environment) throws -> LogProposal {
        var draft = Draft(event: Event(request.kind ?? .contact))
        draft.event.from = nil
        return try filled(draft, from: request, environment: environment)
    }

    /// Returns entry `number` with the changes of `request`, as a new entry that corrects it.
    package func proposeAmendment(
        of number: Int, _ request: LogRequest, environment: Environment
    ) throws -> LogProposal {
        let newest = try correctable(number)
        guard newest.entry.event.isTold else {
            throw CaseError.usage(
                "Entry \(number) keeps the book and is not amended. Nothing was saved. "
                    + "Add a new one instead, or retract it with: daybook retract \(number)")
        }
        guard let reason = request.reason, !reason.isEmpty else { throw CaseError.reasonMissing }
        var draft = newest.entry.draft
        draft.heading = Heading(correctingClass(newest), corrects: newest.number)
        draft.event.locator = nil
        var proposal = try filled(draft, from: request, environment: environment)
        proposal.recordable.draft.event.reason = reason
        proposal.likelyDuplicate = nil
        return proposal
    }

    /// Returns the entry that takes entry `number` back.
    package func proposeRetraction(of number: Int, reason: String?) throws -> Draft {
        let newest = try correctable(number)
        switch newest.entry.event.kind {
        case .setup, .import, .source, .restore, .export, .anchor, .rekey, .release, .retract:
            throw CaseError.usage("Entry \(number) says what the program did and is not taken back. Nothing was saved.")
        default: break
        }
        guard let reason, !reason.isEmpty else { throw CaseError.reasonMissing }
        var event = Event(.retract)
        event.reason = reason
        return Draft(heading: Heading(correctingClass(newest), corrects: newest.number), event: event)
    }

    /// What corrects a released entry is evidence as well.
    private func correctingClass(_ newest: Opened) -> EntryClass {
        releases[newest.number] == nil ? newest.entry.heading.entryClass : .evidence
    }

    /// The newest version of entry `number`; throws if there is none or it was retracted.
    private func correctable(_ number: Int) throws -> Opened {
        guard opened(number) != nil else {
            throw CaseError.usage("There is no entry \(number). Nothing was saved. See: daybook list")
        }
        var newest = number
        for other in (evidence.map { ($0.number, $0.entry) } + privates.map { ($0.number, $0.entry) })
            .sorted(by: { $0.0 < $1.0 }) where other.1.heading.corrects == newest
        {
            guard other.1.event.kind != .retract else {
                throw CaseError.usage("Entry \(number) was retracted by entry \(other.0). Nothing was saved.")
            }
            newest = other.0
        }
        guard let entry = opened(newest) else { throw CaseError.failed("Entry \(newest) could not be opened.") }
        return entry
    }

    private func filled(
        _ start: Draft, from request: LogRequest, environment: Environment
    ) throws -> LogProposal {
        var draft = start
        var event = draft.event
        let zone = try zone(request, of: event)
        try fillPeople(&event, request)
        if let channel = request.channel { event.channel = channel }
        try fillTimes(&event, request, zone: zone, now: environment.now())
        if !request.topics.isEmpty {
            event.topics = try request.topics.map { try Self.plain($0, "topic").lowercased() }
        }
        if let reply = request.replyTo { event.replyTo = reply }
        if request.isUnanswered {
            event.answered = false
            event.attempt = true
        }
        if let form = request.form {
            try Self.refuse(form, on: event.channel)
            event.form = form
        }
        if !request.witnesses.isEmpty { event.witnesses = try request.witnesses.map { try Self.plain($0, "witness") } }
        if request.isChildPresent { event.childPresent = true }
        if !request.exceptions.isEmpty {
            let by = try request.exceptionBy.map { try people.token(for: $0) }
            event.exceptions = try request.exceptions.map {
                ExceptionClaim(name: try Self.plain($0, "exception").lowercased(), by: by)
            }
        }
        if let urgency = request.urgency { event.urgency = urgency }
        if let place = request.place { event.place = Place(name: try Self.plain(place, "place")) }
        if let agreement = request.agreement { event.agreement = agreement }
        if let asked = request.request { event.request = asked }
        if let name = request.thirdParty {
            event.thirdParty = ThirdParty(
                name: try Self.plain(name, "third party"),
                requestedBy: try request.requestedBy.map { try people.token(for: $0) })
        }
        draft.event = event
        if let words = request.words { draft.words = words }
        if let account = request.account { draft.account = account }
        if event.kind == .gap { try Self.refuseNoGap(draft) }
        var sources = draft.attachments.map { _ in AttachmentSource.bytes([]) }
        for path in request.attach {
            let (attachment, source) = try Self.attachment(at: path)
            draft.attachments.append(attachment)
            sources.append(source)
        }
        return LogProposal(
            recordable: Book.Recordable(draft, sources: sources),
            resolved: event.occurred.map { WhenText.describe($0, now: environment.now()) },
            likelyDuplicate: likelyDuplicate(of: event))
    }

    private func zone(_ request: LogRequest, of event: Event) throws -> (zone: Zone, origin: Occurred.ZoneOrigin) {
        guard let name = request.zone else {
            if let occurred = event.occurred, let zone = Zone(occurred.zone) { return (zone, occurred.zoneFrom) }
            return (homeZone, .home)
        }
        return (try Self.zone(named: name), .stated)
    }

    package static func zone(named name: String) throws -> Zone {
        guard let zone = Zone(name) else {
            throw CaseError.usage(
                "That time zone is not known. Write its IANA name, as in Europe/London or America/New_York. "
                    + "Nothing was saved.")
        }
        return zone
    }

    private func fillPeople(_ event: inout Event, _ request: LogRequest) throws {
        if let from = request.from { event.from = try people.token(for: from) }
        if !request.to.isEmpty {
            event.to = try request.to.map { try people.token(for: $0) }
        } else if event.to.isEmpty, let from = event.from {
            event.to = from == "me" ? ["them"] : ["me"]
        }
    }

    private func fillTimes(
        _ event: inout Event, _ request: LogRequest, zone: (zone: Zone, origin: Occurred.ZoneOrigin), now: Instant
    ) throws {
        func read(_ text: String, isRough: Bool = false) throws -> When.Reading {
            let reading: When.Reading
            do throws(WhenError) {
                reading = try When.read(text, in: zone.zone, now: now, isRough: isRough, fold: request.fold)
            } catch {
                throw CaseError.usage(error.message + " Nothing was saved.")
            }
            if reading.isFuture, !request.allowsFuture { throw CaseError.future }
            return reading
        }
        if let when = request.when {
            let start = try read(when, isRough: request.isRough)
            let source = request.source ?? (when.lowercased() == "now" ? .clock : .memory)
            event.occurred = Occurred(
                start: start.time, zone: zone.zone.name, precision: start.precision, source: source,
                zoneFrom: zone.origin)
        } else if let source = request.source {
            event.occurred?.source = source
        }
        if let until = request.until {
            guard let occurred = event.occurred else {
                throw CaseError.usage("--until needs --when. Nothing was saved.")
            }
            let end = try read(until, isRough: request.isRough)
            guard (end.precision == .day) == (occurred.precision == .day) else {
                throw CaseError.usage(
                    "Give --when and --until both with a time of day or both as days. Nothing was saved.")
            }
            event.occurred?.end = end.time
            event.durationSeconds =
                event.channel == .call ? end.time.instant.seconds(since: occurred.start.instant) : nil
        }
        if let due = request.due {
            do throws(WhenError) {
                event.due = try When.read(due, in: zone.zone, now: now, fold: request.fold).time
            } catch { throw CaseError.usage("--due: " + error.message + " Nothing was saved.") }
        }
        if let actual = request.actual { event.actual = try read(actual).time }
    }

    private func likelyDuplicate(of event: Event) -> Int? {
        guard let occurred = event.occurred, let channel = event.channel else { return nil }
        return standing.last { other in
            guard other.retractedBy == nil, other.event.isContact, other.event.channel == channel,
                other.event.from == event.from, let time = other.event.occurred?.start.instant
            else { return false }
            return abs(time.seconds(since: occurred.start.instant)) <= 300
        }?.number
    }

    private static func attachment(at path: String) throws -> (Attachment, AttachmentSource) {
        let file: SourceFile
        do {
            file = try SourceFile(path: path)
        } catch {
            throw CaseError.usage("An attached file could not be read: \(error.description). Nothing was saved.")
        }
        let name = path.split(separator: "/").last.map(String.init) ?? "file"
        guard People.isPlain(name) else {
            throw CaseError.usage("An attached file's name has control characters. Rename it. Nothing was saved.")
        }
        return (
            Attachment(
                name: name, mediaType: MediaType.of(fileName: name), byteCount: file.byteCount, sha256: file.sha256,
                obtained: "attached by the person who keeps the book"),
            .file(path: path)
        )
    }

    /// Format.md, "Gap in recording".
    private static func refuseNoGap(_ draft: Draft) throws {
        let event = draft.event
        guard event.occurred?.end != nil, draft.account?.isEmpty == false else {
            throw CaseError.usage(
                "A gap in recording needs --when, --until and your account of why (--account-file). Nothing was saved.")
        }
        guard event.channel == nil, event.from == nil, event.to.isEmpty, draft.words == nil else {
            throw CaseError.usage("A gap in recording has no channel, no people and no words. Nothing was saved.")
        }
    }

    /// A machine takes words of a call; a sign or a change belongs to something written.
    private static func refuse(_ form: Form, on channel: Channel?) throws {
        let channels: Set<Channel> =
            switch form {
            case .message: Set(Channel.allCases)
            case .voicemail: [.call, .app, .social, .other]
            case .reaction, .edit: [.text, .email, .app, .social, .other]
            }
        guard let channel, !channels.contains(channel) else { return }
        throw CaseError.usage(
            "The form \(form.rawValue) does not go with the channel \(channel.rawValue). Nothing was saved.")
    }

    private static func plain(_ text: String, _ what: String) throws -> String {
        guard !text.isEmpty, text.utf8.count <= 200, People.isPlain(text) else {
            throw CaseError.usage("A \(what) has 1 to 200 bytes and no control characters. Nothing was saved.")
        }
        return text
    }
}

extension CaseError {
    static let reasonMissing = CaseError.usage(
        "A correction needs a reason: give it with --reason-file FILE, or answer the question. Nothing was saved.")
    /// A time ahead of the clock that nobody confirmed.
    package static let future = CaseError.usage(
        "The time is more than ten minutes ahead of this computer's clock. Nothing was saved. "
            + "If it is right, confirm it, or add --yes.")
}

/// Media types by file name; what is not known is `application/octet-stream`.
enum MediaType {
    static func of(fileName: String) -> String {
        let known = [
            "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
            "heic": "image/heic", "pdf": "application/pdf", "txt": "text/plain", "html": "text/html",
            "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "wav": "audio/wav", "amr": "audio/amr",
            "mp4": "video/mp4", "mov": "video/quicktime", "3gp": "video/3gpp", "eml": "message/rfc822",
            "xml": "application/xml", "json": "application/json", "csv": "text/csv", "ics": "text/calendar",
        ]
        guard let dot = fileName.lastIndex(of: ".") else { return "application/octet-stream" }
        return known[fileName[fileName.index(after: dot)...].lowercased()] ?? "application/octet-stream"
    }
}
