import Ledger

/// Four whole weeks of the sample, Monday to Sunday, ended before today.
struct SampleMonth {
    let zone: Zone
    /// A Monday.
    let firstDay: CivilDate

    /// The four weeks up to the last Sunday before today, by clocks in `zone`.
    init(before now: Instant, in zone: Zone) {
        self.zone = zone
        let today = zone.localTime(of: now).wall.date
        firstDay = today.adding(days: 1 - today.weekday.rawValue - 28)
    }

    /// Day `index` of the sample, from 0.
    func date(_ index: Int) -> CivilDate { firstDay.adding(days: index) }

    /// When clocks showed this time. The sample has no time in the hours that summer time skips or repeats.
    func moment(_ time: SampleTime, second: Int = 0) throws -> Instant {
        let ofDay = (time.hour * 60 + time.minute) * 60 + second
        let wall = WallTime(date: date(time.day), millisecondOfDay: ofDay * 1000)
        guard let moment = zone.moments(of: wall).first else {
            throw CaseError.demo("a time of day \(time.day) does not exist in this zone")
        }
        return moment.instant
    }

    /// As a person types it after `--when`.
    func typed(_ time: SampleTime) -> String {
        "\(date(time.day).text) \(WhenText.twoDigits(time.hour)):\(WhenText.twoDigits(time.minute))"
    }
}

/// A time of the sample: day from 0, then the clock.
struct SampleTime {
    let day: Int
    let hour: Int
    let minute: Int

    init(_ day: Int, _ hour: Int, _ minute: Int) {
        self.day = day
        self.hour = hour
        self.minute = minute
    }
}

/// The people of the sample. The numbers are from the range that Ofcom keeps free for stories.
enum SamplePerson: String, CaseIterable {
    case me = "Alex Morgan"
    case them = "Jamie Reed"
    case child = "Mia Reed"
    case grandmother = "Helen Morgan"
    /// On the phone, but nobody in the book: their messages are left out.
    case dentist = "Dentist"
    case school = "School office"

    var number: String {
        switch self {
        case .me: "+447700900101"
        case .them: "+447700900202"
        case .child: "+447700900303"
        case .grandmother: "+447700900404"
        case .dentist: "+447700900505"
        case .school: "+447700900606"
        }
    }

    /// Nil for those who are not in the book.
    var role: Person.Role? {
        switch self {
        case .me: .me
        case .them: .them
        case .child: .child
        case .grandmother: .third
        case .dentist, .school: nil
        }
    }
}

/// A text of the sample: with whom, who wrote it, what it says.
struct SampleText {
    let time: SampleTime
    let other: SamplePerson
    let isMine: Bool
    let words: String
    /// What Alex decides that it was about, if anything.
    var topic: String?
    var picture: SamplePicture?
    /// Written on the phone and never sent.
    var isUnsent = false

    static func them(_ day: Int, _ hour: Int, _ minute: Int, _ words: String, _ topic: String? = nil) -> SampleText {
        SampleText(time: SampleTime(day, hour, minute), other: .them, isMine: false, words: words, topic: topic)
    }

    static func me(_ day: Int, _ hour: Int, _ minute: Int, _ words: String, _ topic: String? = nil) -> SampleText {
        SampleText(time: SampleTime(day, hour, minute), other: .them, isMine: true, words: words, topic: topic)
    }

    static func from(_ person: SamplePerson, _ day: Int, _ hour: Int, _ minute: Int, _ words: String) -> SampleText {
        SampleText(time: SampleTime(day, hour, minute), other: person, isMine: false, words: words)
    }

    static func to(_ person: SamplePerson, _ day: Int, _ hour: Int, _ minute: Int, _ words: String) -> SampleText {
        SampleText(time: SampleTime(day, hour, minute), other: person, isMine: true, words: words)
    }

    func with(_ picture: SamplePicture) -> SampleText {
        var text = self
        text.picture = picture
        return text
    }

    var unsent: SampleText {
        var text = self
        text.isUnsent = true
        return text
    }
}

/// A call of the sample; nobody took one of no seconds.
struct SampleCall {
    let time: SampleTime
    let other: SamplePerson
    let isMine: Bool
    let seconds: Int

    static func them(_ day: Int, _ hour: Int, _ minute: Int, seconds: Int) -> SampleCall {
        SampleCall(time: SampleTime(day, hour, minute), other: .them, isMine: false, seconds: seconds)
    }

    static func me(_ day: Int, _ hour: Int, _ minute: Int, seconds: Int) -> SampleCall {
        SampleCall(time: SampleTime(day, hour, minute), other: .them, isMine: true, seconds: seconds)
    }

    static func from(_ person: SamplePerson, _ day: Int, _ hour: Int, _ minute: Int, seconds: Int) -> SampleCall {
        SampleCall(time: SampleTime(day, hour, minute), other: person, isMine: false, seconds: seconds)
    }
}
