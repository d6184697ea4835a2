import Ledger

/// A time as a draft writes it: `2026-03-04`, `2026-03-04T21:00`, with seconds, with three decimals,
/// and, but for a day, with `Z` or an offset.
struct WrittenTime {
    enum Offset: Equatable {
        case none, utc
        case minutes(Int)
    }
    let wall: WallTime
    let offset: Offset
    let hasSeconds: Bool
    let isDay: Bool

    /// Nil for anything else, and outside of the years 1900 to 9000.
    init?(_ text: String) {
        var body = Array(text.utf8)
        guard body.count <= 29 else { return nil }
        if body.count == 10 {
            guard let date = CivilDate(text: text) else { return nil }
            (wall, offset, hasSeconds, isDay) = (WallTime(date: date), .none, false, true)
        } else {
            if body.last == UInt8(ascii: "Z") {
                offset = .utc
                body.removeLast()
            } else if body.count > 6, let minutes = Self.offset(body.suffix(6)) {
                offset = .minutes(minutes)
                body.removeLast(6)
            } else {
                offset = .none
            }
            hasSeconds = body.count > 16
            isDay = false
            let full = hasSeconds ? body : body + Array(":00".utf8)
            guard let wall = WallTime(text: String(decoding: full, as: UTF8.self)) else { return nil }
            self.wall = wall
        }
        guard 1900...9000 ~= wall.date.year else { return nil }
    }

    /// The moment, as the clocks of `zone` show it.
    ///
    /// - Parameters:
    ///   - minutes: The offset that the draft gives beside the text.
    ///   - fold: Which of two, where clocks went back over the time.
    func resolve(in zone: Zone, minutes: Int? = nil, fold: Fold? = nil) throws(DraftFault.Problem) -> LocalTime {
        let local: LocalTime
        switch offset {
        case .none:
            return try resolveWall(in: zone, minutes: minutes, fold: fold)
        case .utc:
            local = zone.localTime(of: wall.instant(offsetMinutes: 0))
        case .minutes(let written):
            local = LocalTime(wall: wall, offsetMinutes: written)
        }
        guard zone.offsetMinutes(at: local.instant) == local.offsetMinutes,
            minutes ?? local.offsetMinutes == local.offsetMinutes
        else { throw .offsetDisagrees }
        if let fold { return try pick(fold, from: zone.moments(of: local.wall), expecting: local) }
        return local
    }

    private func resolveWall(in zone: Zone, minutes: Int?, fold: Fold?) throws(DraftFault.Problem) -> LocalTime {
        let moments = zone.moments(of: wall)
        guard let first = moments.first else { throw .noSuchTime }
        if let minutes {
            guard let stated = moments.first(where: { $0.offsetMinutes == minutes }) else { throw .offsetDisagrees }
            if let fold { return try pick(fold, from: moments, expecting: stated) }
            return stated
        }
        if let fold { return try pick(fold, from: moments, expecting: nil) }
        guard moments.count == 1 else { throw .doubledTime }
        return first
    }

    private func pick(
        _ fold: Fold, from moments: [LocalTime], expecting expected: LocalTime?
    ) throws(DraftFault.Problem) -> LocalTime {
        guard moments.count == 2 else { throw .foldNotNeeded }
        let picked = moments[fold == .first ? 0 : 1]
        guard expected == nil || expected == picked else { throw .offsetDisagrees }
        return picked
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        LocalTime(text: "2000-01-01T00:00:00" + String(decoding: bytes, as: UTF8.self))?.offsetMinutes
    }
}

extension DraftFault.Problem: Error {}

/// Which of the two moments at which a clock shows a time, where it was put back.
enum Fold: String, CaseIterable { case first, second }

/// Reads the times of one draft.
struct DraftTimes {
    /// The zone that the draft names, else the home zone.
    let zone: Zone
    let zoneFrom: Occurred.ZoneOrigin
    private let context: ImportContext

    static let occurredKeys = ["start", "end", "zone", "offsetMinutes", "fold", "precision", "source"]

    init(_ occurred: DraftFields?, context: ImportContext) throws(DraftFault) {
        self.context = context
        guard let occurred, let name = try occurred.name("zone") else {
            (zone, zoneFrom) = (context.homeZone, .home)
            return
        }
        guard let zone = Zone(name) else { throw occurred.fault("zone", .unknownZone) }
        (self.zone, zoneFrom) = (zone, .stated)
    }

    func occurred(_ fields: DraftFields) throws(DraftFault) -> Occurred {
        guard let start = try written("start", in: fields) else { throw fields.fault("start", .missing) }
        let minutes = try fields.integer("offsetMinutes", in: -1080...1080)
        let fold = try fields.choice("fold", of: Fold.allCases)
        let precision = try fields.choice("precision", of: Occurred.Precision.allCases)
        guard !start.isDay || precision ?? .day == .day else { throw fields.fault("start", .notATime) }
        let first = try resolve(start, "start", in: fields, minutes: minutes, fold: fold)
        let end = try localTime("end", in: fields)
        if let end, end.instant < first.instant { throw fields.fault("end", .beforeStart) }
        if context.isFuture(first.instant) { throw fields.fault("start", .future) }
        if let end, context.isFuture(end.instant) { throw fields.fault("end", .future) }
        return Occurred(
            start: first, end: end, zone: zone.name,
            precision: precision ?? (start.isDay ? .day : start.hasSeconds ? .second : .minute),
            source: try fields.choice("source", of: Occurred.Source.allCases) ?? .memory, zoneFrom: zoneFrom)
    }

    func localTime(_ name: String, in fields: DraftFields) throws(DraftFault) -> LocalTime? {
        guard let time = try written(name, in: fields) else { return nil }
        guard !time.isDay else { throw fields.fault(name, .notATime) }
        return try resolve(time, name, in: fields)
    }

    /// A moment that cannot lie ahead.
    func instant(_ name: String, in fields: DraftFields) throws(DraftFault) -> Instant? {
        guard let instant = try localTime(name, in: fields)?.instant else { return nil }
        guard !context.isFuture(instant) else { throw fields.fault(name, .future) }
        return instant
    }

    private func written(_ name: String, in fields: DraftFields) throws(DraftFault) -> WrittenTime? {
        guard let text = try fields.text(name, limit: 64) else { return nil }
        guard let time = WrittenTime(text) else { throw fields.fault(name, .notATime) }
        return time
    }

    private func resolve(
        _ time: WrittenTime, _ name: String, in fields: DraftFields, minutes: Int? = nil, fold: Fold? = nil
    ) throws(DraftFault) -> LocalTime {
        do throws(DraftFault.Problem) {
            return try time.resolve(in: zone, minutes: minutes, fold: fold)
        } catch {
            throw fields.fault(error == .foldNotNeeded ? "fold" : name, error)
        }
    }
}
