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
    package var text: String { Civil.text { append(to: &$0) } }

    func append(to text: inout [UInt8]) {
        WallTime(instant: self, offsetMinutes: 0).append(to: &text)
        text.append(UInt8(ascii: "Z"))
    }

    /// The moment that `text` names, in exactly the form that `text` writes; nil for any other.
    package init?(text: String) {
        var text = text
        guard let instant = text.withUTF8({ Instant(canonical: $0) }) else { return nil }
        self = instant
    }

    init?(canonical bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.last == UInt8(ascii: "Z"), let wall = WallTime(canonical: bytes.dropLast()) else { return nil }
        self = wall.instant(offsetMinutes: 0)
    }
}
