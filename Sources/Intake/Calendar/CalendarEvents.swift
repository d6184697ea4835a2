#if Calendars
    import CLibical
    import Ledger

    /// Reads the events of a calendar with libical, which also says when they recur. The only file that sees it.
    enum CalendarEvents {
        static func read(_ outline: CalendarOutline, homeZone: Zone) throws(CalendarError) -> CalendarFile {
            icalerror_set_errors_are_fatal(0)
            let root = (outline.bytes + [0]).withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) { icalparser_parse_string($0.baseAddress) }
            }
            guard let root else { throw .notACalendar(line: 1) }
            defer { icalcomponent_free(root) }
            var events: [Event] = []
            for calendar in calendars(root) {
                for component in children(calendar, ICAL_VEVENT_COMPONENT) {
                    events.append(
                        Event(component, calendar: calendar, position: events.count + 1, homeZone: homeZone))
                }
            }
            guard events.count == outline.timeLines.count else { throw .notACalendar(line: 1) }
            for (event, lines) in zip(events, outline.timeLines) where event.timeCount < lines {
                throw .unreadableTime(event: event.position)
            }
            return try file(events)
        }

        /// The calendar, or all of them where the file holds several one after another.
        private static func calendars(_ root: OpaquePointer) -> [OpaquePointer] {
            icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT ? [root] : children(root, ICAL_VCALENDAR_COMPONENT)
        }

        private static func children(_ parent: OpaquePointer, _ kind: icalcomponent_kind) -> [OpaquePointer] {
            var found: [OpaquePointer] = []
            var next = icalcomponent_get_first_component(parent, kind)
            while let component = next {
                found.append(component)
                next = icalcomponent_get_next_component(parent, kind)
            }
            return found
        }

        private static func file(_ events: [Event]) throws(CalendarError) -> CalendarFile {
            var file = CalendarFile()
            file.eventCount = events.count
            // Single ones of a series that were moved or cancelled, by series: the times they had.
            var changed: [String: Set<Int>] = [:]
            for event in events {
                if let had = try event.replaces() { changed[event.series, default: []].insert(had) }
            }
            for event in events {
                guard let start = try event.start() else {
                    file.timelessCount += 1
                    continue
                }
                guard !event.isCancelled else {
                    file.cancelledCount += 1
                    continue
                }
                if start.isFloating { file.floatingCount += 1 }
                let isChange = try event.replaces() != nil
                let without = isChange ? [] : changed[event.series] ?? []
                let times = try event.times(start, without: without)
                let title = event.title
                file.occasions += times.map { CalendarFile.Occasion(title: title, time: $0) }
                guard file.occasions.count <= CalendarFile.occasionLimit else { throw .tooManyOccasions }
            }
            file.occasions.sort { ($0.time.order, $0.title) < ($1.time.order, $1.title) }
            return file
        }
    }

    /// One VEVENT.
    private struct Event {
        let component: OpaquePointer
        let calendar: OpaquePointer
        /// In the file, from 1.
        let position: Int
        let homeZone: Zone

        init(_ component: OpaquePointer, calendar: OpaquePointer, position: Int, homeZone: Zone) {
            self.component = component
            self.calendar = calendar
            self.position = position
            self.homeZone = homeZone
        }

        var title: String { icalcomponent_get_summary(component).map { String(cString: $0) } ?? "" }
        /// Events with the same one are one series.
        var series: String { icalcomponent_get_uid(component).map { String(cString: $0) } ?? "event \(position)" }
        var isCancelled: Bool { icalcomponent_get_status(component) == ICAL_STATUS_CANCELLED }

        /// How many properties state its times, as far as the library could read them.
        var timeCount: Int {
            [
                ICAL_DTSTART_PROPERTY, ICAL_DTEND_PROPERTY, ICAL_DURATION_PROPERTY, ICAL_RRULE_PROPERTY,
                ICAL_RDATE_PROPERTY, ICAL_EXDATE_PROPERTY, ICAL_EXRULE_PROPERTY, ICAL_RECURRENCEID_PROPERTY,
            ].reduce(0) { $0 + properties($1).count }
        }

        private func properties(_ kind: icalproperty_kind) -> [OpaquePointer] {
            var found: [OpaquePointer] = []
            var next = icalcomponent_get_first_property(component, kind)
            while let property = next {
                found.append(property)
                next = icalcomponent_get_next_property(component, kind)
            }
            return found
        }

        func start() throws(CalendarError) -> Stamp? {
            guard let property = properties(ICAL_DTSTART_PROPERTY).first else { return nil }
            return try stamp(icalproperty_get_dtstart(property), property)
        }

        /// Of a changed single one of a series: the time that it had before.
        func replaces() throws(CalendarError) -> Int? {
            guard let property = properties(ICAL_RECURRENCEID_PROPERTY).first else { return nil }
            guard icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER) == nil else {
                throw .changesAllLater(event: position)
            }
            return try stamp(icalproperty_get_recurrenceid(property), property).moment
        }

        // MARK: When it comes

        /// Each time that it comes, in no order.
        func times(_ start: Stamp, without: Set<Int>) throws(CalendarError) -> [CalendarFile.Time] {
            let length = try length(start)
            var starts: [Int: Stamp] = [start.moment: start]
            for property in properties(ICAL_RRULE_PROPERTY) {
                for stamp in try recurrences(icalproperty_get_rrule(property), start) { starts[stamp.moment] = stamp }
            }
            var periods: [CalendarFile.Time] = []
            for property in properties(ICAL_RDATE_PROPERTY) {
                let value = icalproperty_get_rdate(property)
                if icalperiodtype_is_null_period(value.period) != 0 {
                    let stamp = try same(try stamp(value.time, property), start)
                    starts[stamp.moment] = stamp
                } else {
                    periods.append(try period(value.period, property))
                }
            }
            for property in properties(ICAL_EXRULE_PROPERTY) {
                for stamp in try recurrences(icalproperty_get_exrule(property), start) { starts[stamp.moment] = nil }
            }
            for property in properties(ICAL_EXDATE_PROPERTY) {
                starts[try same(try stamp(icalproperty_get_exdate(property), property), start).moment] = nil
            }
            for moment in without { starts[moment] = nil }
            guard starts.count + periods.count <= CalendarFile.occasionLimit else { throw .tooManyOccasions }
            return starts.values.filter { CalendarFile.years.contains($0.year) }.map { $0.lasting(length) } + periods
        }

        /// As `start` is, a day or a time of day.
        private func same(_ stamp: Stamp, _ start: Stamp) throws(CalendarError) -> Stamp {
            guard stamp.isDay == start.isDay else { throw .daysAndTimes(event: position) }
            return stamp
        }

        /// What a rule gives from `start` on, up to the last year read.
        private func recurrences(_ stated: icalrecurrencetype, _ start: Stamp) throws(CalendarError) -> [Stamp] {
            var rule = stated
            let until = try end(of: rule, start)
            // The library would compare the end by its own zones.
            rule.until = icaltime_null_time()
            guard let iterator = icalrecur_iterator_new(rule, start.floating) else {
                throw .unreadableTime(event: position)
            }
            defer { icalrecur_iterator_free(iterator) }
            var stamps: [Stamp] = []
            while true {
                let time = icalrecur_iterator_next(iterator)
                guard icaltime_is_null_time(time) == 0, time.year <= CalendarFile.years.upperBound else { break }
                guard let stamp = start.moved(to: time), until.map({ stamp.moment <= $0 }) ?? true else { break }
                stamps.append(stamp)
                guard stamps.count <= CalendarFile.occasionLimit else { throw .tooManyOccasions }
            }
            return stamps
        }

        /// The last moment at which a rule may begin once more; nil if it names none.
        private func end(of rule: icalrecurrencetype, _ start: Stamp) throws(CalendarError) -> Int? {
            guard icaltime_is_null_time(rule.until) == 0 else { return nil }
            if rule.until.is_date != 0, !start.isDay {
                // The whole of that day.
                guard let wall = WallTime(rule.until) else { throw .unreadableTime(event: position) }
                return start.on(WallTime(date: wall.date.adding(days: 1))).moment - 1
            }
            if icaltime_is_utc(rule.until) != 0, !start.isDay {
                guard let wall = WallTime(rule.until) else { throw .unreadableTime(event: position) }
                return wall.instant(offsetMinutes: 0).milliseconds
            }
            guard let stamp = start.moved(to: rule.until) else { throw .unreadableTime(event: position) }
            return stamp.moment
        }

        // MARK: How long it is

        private func length(_ start: Stamp) throws(CalendarError) -> Stamp.Length {
            if let property = properties(ICAL_DTEND_PROPERTY).first {
                let end = try same(try stamp(icalproperty_get_dtend(property), property), start)
                guard end.moment >= start.moment else { throw .endsBeforeItBegins(event: position) }
                return try bounded(start.length(to: end))
            }
            guard let property = properties(ICAL_DURATION_PROPERTY).first else { return Stamp.Length() }
            return try length(icalproperty_get_duration(property))
        }

        private func length(_ stated: icaldurationtype) throws(CalendarError) -> Stamp.Length {
            guard stated.is_neg == 0 else { throw .endsBeforeItBegins(event: position) }
            let days = Int(stated.weeks) * 7 + Int(stated.days)
            let seconds = Int(stated.hours) * 3600 + Int(stated.minutes) * 60 + Int(stated.seconds)
            return try bounded(Stamp.Length(wall: days * 86_400_000, elapsed: seconds * 1000))
        }

        private func bounded(_ length: Stamp.Length) throws(CalendarError) -> Stamp.Length {
            guard length.wall + length.elapsed <= CalendarFile.longestDays * 86_400_000 else {
                throw .tooLong(event: position)
            }
            return length
        }

        private func period(_ stated: icalperiodtype, _ property: OpaquePointer) throws(CalendarError)
            -> CalendarFile.Time
        {
            let start = try stamp(stated.start, property)
            guard !start.isDay else { throw .daysAndTimes(event: position) }
            guard icaltime_is_null_time(stated.end) == 0 else { return start.lasting(try length(stated.duration)) }
            let end = try stamp(stated.end, property)
            guard end.moment >= start.moment else { throw .endsBeforeItBegins(event: position) }
            return start.lasting(try bounded(start.length(to: end)))
        }

        // MARK: One time

        private func stamp(_ time: icaltimetype, _ property: OpaquePointer) throws(CalendarError) -> Stamp {
            guard let wall = WallTime(time) else { throw .unreadableTime(event: position) }
            if time.is_date != 0 { return Stamp(wall: wall, clock: .day) }
            if icaltime_is_utc(time) != 0 { return Stamp(wall: wall, clock: .zone(.utc)) }
            guard let parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER),
                let id = icalparameter_get_tzid(parameter)
            else { return Stamp(wall: wall, clock: .floating(homeZone)) }
            if let zone = Zone(String(cString: id)) { return Stamp(wall: wall, clock: .zone(zone)) }
            guard let described = icalcomponent_get_timezone(calendar, id) else {
                throw .unknownZone(event: position)
            }
            return Stamp(wall: wall, clock: .described(described))
        }
    }

    /// A day, or a time of day on some clock.
    private struct Stamp {
        let wall: WallTime
        let clock: Clock

        enum Clock: Equatable {
            /// No time of day: a whole day of whatever clock counts.
            case day
            case zone(Zone)
            /// No zone is named: the home zone's.
            case floating(Zone)
            /// A zone that the file describes; it lives as long as the calendar.
            case described(OpaquePointer)
        }

        /// Time on the clock's face, then time elapsed.
        struct Length {
            var wall = 0
            var elapsed = 0
        }

        var isDay: Bool { clock == .day }
        var isFloating: Bool { if case .floating = clock { true } else { false } }
        var year: Int { wall.date.year }

        /// In milliseconds since 1970; for a day, as if it began at midnight in UTC.
        var moment: Int {
            switch clock {
            case .day: wall.instant(offsetMinutes: 0).milliseconds
            case .zone(let zone), .floating(let zone): Self.moment(wall, zone)
            case .described(let zone):
                wall.instant(offsetMinutes: 0).milliseconds - Self.offset(floating, zone) * 1000
            }
        }

        /// The first of two; for a time that does not come, what it is by the clock before the change.
        private static func moment(_ wall: WallTime, _ zone: Zone) -> Int {
            if let first = zone.moments(of: wall).first { return first.instant.milliseconds }
            let before = wall.instant(offsetMinutes: 0).adding(seconds: -86_400)
            return wall.instant(offsetMinutes: zone.offsetMinutes(at: before)).milliseconds
        }

        private static func offset(_ time: icaltimetype, _ zone: OpaquePointer) -> Int {
            var time = time
            var isDaylight: Int32 = 0
            return Int(icaltimezone_get_utc_offset(zone, &time, &isDaylight))
        }

        /// For the library: the same day and time, in no zone.
        var floating: icaltimetype {
            var time = icaltime_null_time()
            let parts = wall.date.parts
            time.year = Int32(parts.year)
            time.month = Int32(parts.month)
            time.day = Int32(parts.day)
            time.hour = Int32(wall.hour)
            time.minute = Int32(wall.minute)
            time.second = Int32(wall.second)
            time.is_date = isDay ? 1 : 0
            return time
        }

        func on(_ wall: WallTime) -> Stamp { Stamp(wall: wall, clock: clock) }
        func moved(to time: icaltimetype) -> Stamp? { WallTime(time).map(on) }

        func length(to end: Stamp) -> Length {
            guard clock == end.clock else { return Length(elapsed: end.moment - moment) }
            let start = wall.instant(offsetMinutes: 0).milliseconds
            return Length(wall: max(0, end.wall.instant(offsetMinutes: 0).milliseconds - start))
        }

        func lasting(_ length: Length) -> CalendarFile.Time {
            let whole = isDay ? length.wall + length.elapsed : length.wall
            let last = WallTime(
                instant: Instant(milliseconds: wall.instant(offsetMinutes: 0).milliseconds + whole), offsetMinutes: 0)
            if isDay {
                // The day after the last is stated; an event without an end fills its day.
                return .days(wall.date, max(wall.date, last.date.adding(days: -1)))
            }
            let end = length.wall > 0 ? on(last).moment : moment
            return .moments(Instant(milliseconds: moment), Instant(milliseconds: max(moment, end + length.elapsed)))
        }
    }

    extension WallTime {
        /// Nil for a day or time that there is not.
        fileprivate init?(_ time: icaltimetype) {
            let isDay = time.is_date != 0
            self.init(
                year: Int(time.year), month: Int(time.month), day: Int(time.day), hour: isDay ? 0 : Int(time.hour),
                minute: isDay ? 0 : Int(time.minute), second: isDay ? 0 : Int(time.second))
        }
    }

    extension CalendarFile.Time {
        fileprivate var order: Int {
            switch self {
            case .days(let first, _): first.dayNumber * 86_400_000
            case .moments(let first, _): first.milliseconds
            }
        }
    }
#endif
