import Ledger

/// What Alex logs by hand.
struct SampleLog {
    var kind = Event.Kind.contact
    /// Due, for check-ins and handovers.
    var due: SampleTime?
    /// When it took place; nil for one that did not.
    var at: SampleTime?
    var from: String
    var channel: Channel?
    var place: String?
    var isRough = false
    var topics: [String] = []
    var thirdParty: String?
    var words: String?
    var account: String?

    func request(_ month: SampleMonth) -> LogRequest {
        var request = LogRequest()
        request.kind = kind
        request.channel = channel
        request.from = from
        request.due = due.map(month.typed)
        request.actual = kind == .contact ? nil : at.map(month.typed)
        request.when = (at ?? due).map(month.typed)
        request.isRough = isRough
        request.place = place
        request.topics = topics
        request.thirdParty = thirdParty
        request.requestedBy = thirdParty == nil ? nil : "them"
        return request
    }

    /// The same as options of `log`.
    func options(_ month: SampleMonth) -> String {
        let request = request(month)
        var parts: [String] = kind == .contact ? [] : ["--kind \(kind.rawValue)"]
        if let channel { parts.append("--channel \(channel.rawValue)") }
        parts.append("--from " + (from == "me" || from == "them" ? from : "\"\(from)\""))
        if let due = request.due { parts.append("--due \"\(due)\"") }
        if let actual = request.actual { parts.append("--actual \"\(actual)\"") }
        if kind == .contact, let when = request.when { parts.append("--when \"\(when)\"") }
        if isRough { parts.append("--about") }
        if let place { parts.append("--place \"\(place)\"") }
        parts += topics.map { "--topic \($0)" }
        if let thirdParty { parts.append("--third-party \"\(thirdParty)\" --requested-by them") }
        return parts.joined(separator: " ")
    }

    /// In `all`, the handover whose time is corrected later, and the meeting that is logged a second time.
    static let corrected = 0
    static let second = all.count - 1
    /// When the corrected handover took place after all.
    static let correctedTime = SampleTime(4, 17, 25)

    static let all: [SampleLog] = [
        handover(4, 17, 17, 20, from: "me", "Jamie had written that it would be about 20 minutes."),
        checkIn(6, at: SampleTime(6, 10, 1)),
        handover(6, 18, 18, 2, from: "them"),
        handover(11, 17, 17, 5, from: "me", "Jamie's mother was there too. Mia ran to her."),
        checkIn(13, at: SampleTime(13, 10, 6)),
        handover(13, 18, 18, 0, from: "them"),
        handover(18, 17, 17, 12, from: "me", "I was late: roadworks. I had written at 16:40."),
        checkIn(20, at: SampleTime(20, 10, 4)),
        handover(20, 18, 18, 40, from: "them", "Mia was tired and had not had tea."),
        handover(25, 17, 17, 30, from: "me", "We waited from 16:58 on. Jamie said sorry to Mia."),
        SampleLog(kind: .missed, due: SampleTime(27, 10, 0), from: SamplePerson.child.rawValue),
        handover(27, 18, 18, 5, from: "them"),
        SampleLog(
            at: SampleTime(12, 9, 10), from: "me", channel: .inPerson, place: "St Anne's, ward 3", isRough: true,
            topics: ["health"], account: "I brought Mia's bear. Jamie and I spoke with the doctor together."),
        SampleLog(
            at: SampleTime(17, 15, 20), from: SamplePerson.grandmother.rawValue, channel: .inPerson, isRough: true,
            topics: ["handover"], thirdParty: SamplePerson.grandmother.rawValue,
            account: "My mother said that Jamie had asked her to tell me the pick-up might be late on Sunday."),
        SampleLog(
            at: SampleTime(24, 19, 0), from: "me", channel: .email, topics: ["money"],
            words: "The month so far: farm trip £9, boots £14, assembly costume £6. My half of the coat, £24, was sent "
                + "this evening."),
        SampleLog(
            at: SampleTime(23, 10, 15), from: "them", channel: .inPerson, place: "School hall", topics: ["school"],
            account: "After the assembly we agreed that Mia may join the Tuesday choir."),
        SampleLog(
            at: SampleTime(23, 10, 15), from: "them", channel: .inPerson, place: "School hall", topics: ["school"],
            account: "Spoke after the assembly. Choir on Tuesdays is fine with both of us."),
    ]

    static let privateNote =
        "Called the solicitor's office about the plan. Appointment on Thursday; take the book along."

    /// Private at first, and then shown after all.
    static let releasedNote = "The surgery has a second inhaler ready. I asked them to leave it at the school office."

    private static func handover(
        _ day: Int, _ hour: Int, _ atHour: Int, _ atMinute: Int, from: String, _ account: String? = nil
    ) -> SampleLog {
        SampleLog(
            kind: .handover, due: SampleTime(day, hour, 0), at: SampleTime(day, atHour, atMinute), from: from,
            place: "Library entrance", account: account)
    }

    /// Mia rings from her tablet on Sundays at ten.
    private static func checkIn(_ day: Int, at: SampleTime) -> SampleLog {
        SampleLog(kind: .checkin, due: SampleTime(day, 10, 0), at: at, from: SamplePerson.child.rawValue)
    }
}
