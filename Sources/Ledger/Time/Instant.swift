/// A moment in UTC, to the millisecond; no zone, no calendar.
package struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
    package let milliseconds: Int

    package init(milliseconds: Int) { self.milliseconds = milliseconds }
    package init(seconds: Int) { self.init(milliseconds: seconds * 1000) }

    package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

    /// Elapsed seconds from `other` to here, rounded down; negative if `other` is later.
    package func seconds(since other: Instant) -> Int {
        Civil.floorDivide(milliseconds - other.milliseconds, by: 1000)
    }

    package func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }

    /// RFC 3339 in UTC: `2026-03-05T02:00:00Z`, with three decimals only if not a whole second.
    package var text: String { WallTime(instant: self, offsetMinutes: 0).text + "Z" }

    /// The moment that `text` names, in exactly the form that `text` writes; nil for any other.
    package init?(text: String) {
        guard text.utf8.last == UInt8(ascii: "Z"), let wall = WallTime(text: String(text.dropLast())) else {
            return nil
        }
        let instant = wall.instant(offsetMinutes: 0)
        guard instant.text.utf8.elementsEqual(text.utf8) else { return nil }
        self = instant
    }
}
