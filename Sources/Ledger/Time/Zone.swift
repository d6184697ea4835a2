import Foundation

/// An IANA time zone, such as `Europe/London`, with the rules this computer knows for it.
package struct Zone: Hashable, Sendable {
    package let name: String
    private let rules: TimeZone

    /// Nil unless `name` is a zone of the IANA database (`UTC` included). Abbreviations such as
    /// `EST` and offsets such as `GMT+2` are refused: they say nothing about daylight saving time.
    package init?(_ name: String) {
        guard name == "UTC" || name.contains("/"), name.utf8.count <= 64,
            name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let rules = TimeZone(identifier: name)
        else { return nil }
        self.name = name
        self.rules = rules
    }

    package static let utc = Zone("UTC")!

    /// Minutes ahead of UTC at `instant`, rounded toward zero (only zones before 1972 have odd seconds).
    package func offsetMinutes(at instant: Instant) -> Int {
        rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)) / 60
    }

    package func localTime(of instant: Instant) -> LocalTime {
        LocalTime(instant: instant, offsetMinutes: offsetMinutes(at: instant))
    }

    /// Every moment at which clocks in this zone show `wall`, earliest first: one as a rule, none in
    /// the hour that spring skips, two in the hour that autumn repeats.
    ///
    /// Foundation's own answer is the first of two, and a shifted time for a missing one, so the
    /// offsets on either side of the moment are tried one by one.
    package func moments(of wall: WallTime) -> [LocalTime] {
        let asUTC = wall.instant(offsetMinutes: 0)
        let offsets = Set([-86_400, 0, 86_400].map { offsetMinutes(at: asUTC.adding(seconds: $0)) })
        return offsets.map { LocalTime(wall: wall, offsetMinutes: $0) }
            .filter { offsetMinutes(at: $0.instant) == $0.offsetMinutes }
            .sorted { $0.instant < $1.instant }
    }
}
