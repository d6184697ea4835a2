import Ledger

/// What a calendar file (iCalendar, RFC 5545, `.ics`) says: each event, as often as it comes.
package struct CalendarFile: Sendable, Equatable {
    /// In order of time, then of title; from 1990 to 2059.
    package var occasions: [Occasion] = []
    /// Events in the file, before they recur; the counts below are among them.
    package var eventCount = 0
    /// Events marked as cancelled: they are left out.
    package var cancelledCount = 0
    /// Events without a beginning: they are left out.
    package var timelessCount = 0
    /// Events whose times name no zone: they are read by the clocks of the home zone.
    package var floatingCount = 0

    /// One event at one time.
    package struct Occasion: Sendable, Hashable {
        /// The event's summary; may be empty.
        package var title: String
        package var time: Time
    }

    package enum Time: Sendable, Hashable {
        /// Whole days of whatever clock counts, both ends included.
        case days(CivilDate, CivilDate)
        /// From the first moment up to but without the second; the same twice is a point in time.
        case moments(Instant, Instant)
    }

    /// Largest file, in bytes.
    package static let byteLimit = 4 << 20
    package static let eventLimit = 20_000
    /// How often all events may come together.
    package static let occasionLimit = 50_000
    /// Longest event.
    package static let longestDays = 3660
    /// Occasions that begin in other years are left out.
    package static let years = 1990...2059

    /// Reads a calendar file.
    ///
    /// A time in a zone that the IANA database knows follows that database, whatever the file says of the zone;
    /// any other zone must be described in the file. A time that comes twice in the night when clocks go back is
    /// the first of the two, one that does not come is read by the clock before the change (RFC 5545, 3.3.5). An
    /// event that recurs ends each time at the same time of day, as calendar programs show it.
    ///
    /// - Throws: `CalendarError`. Nothing is left out because it is not understood: a holiday that is not read
    ///   could make a breach of what is none.
    package init(reading bytes: [UInt8], homeZone: Zone) throws(CalendarError) {
        #if Calendars
            let outline = try CalendarOutline(bytes)
            self = try CalendarEvents.read(outline, homeZone: homeZone)
        #else
            throw .notInThisBuild
        #endif
    }

    init() {}
}

/// Why a calendar file was not read. Events are told by their place in the file, from 1.
package enum CalendarError: Error, Equatable {
    case notInThisBuild
    case tooLarge(byteCount: Int)
    case notText
    /// What begins does not end, or the file does not begin as a calendar does.
    case notACalendar(line: Int)
    case tooDeep(line: Int)
    case tooManyEvents
    case tooManyOccasions
    /// A recurrence of hours, minutes or seconds, or one of a time zone that is not of years.
    case recursTooOften(line: Int)
    /// A time, a duration or a recurrence that cannot be read.
    case unreadableTime(event: Int)
    /// A zone that neither the IANA database nor the file knows.
    case unknownZone(event: Int)
    case endsBeforeItBegins(event: Int)
    case tooLong(event: Int)
    /// A change of an event that is to hold for all later ones.
    case changesAllLater(event: Int)
    /// Days where the event has times of day, or the other way about.
    case daysAndTimes(event: Int)
}

extension CalendarError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notInThisBuild: "this build reads no calendar files; build it with the trait Calendars"
        case .tooLarge(let count): "the calendar has \(count) bytes; at most \(CalendarFile.byteLimit) are read"
        case .notText: "the calendar is not UTF-8 text; export it again as .ics"
        case .notACalendar(let line): "line \(line): this is not a whole calendar file; export it again as .ics"
        case .tooDeep(let line): "line \(line): parts of the calendar are nested deeper than a calendar needs"
        case .tooManyEvents: "the calendar has more than \(CalendarFile.eventLimit) events"
        case .tooManyOccasions:
            "the calendar's events come more than \(CalendarFile.occasionLimit) times; export a shorter time"
        case .recursTooOften(let line): "line \(line): an event that recurs more often than daily is not read"
        case .unreadableTime(let event): "event \(event): one of its times cannot be read"
        case .unknownZone(let event): "event \(event): its time zone is neither known nor described in the file"
        case .endsBeforeItBegins(let event): "event \(event) ends before it begins"
        case .tooLong(let event): "event \(event) is longer than \(CalendarFile.longestDays) days"
        case .changesAllLater(let event):
            "event \(event) changes all later ones of a series, which is not read; export the series as two"
        case .daysAndTimes(let event): "event \(event) mixes whole days and times of day"
        }
    }
}
