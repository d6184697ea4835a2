import Intake
import Ledger
import Rules

/// A calendar file given with a rule book.
package struct RuleCalendar: Sendable {
    /// The list of the calendar that all its events belong to.
    package let list: String
    package let bytes: [UInt8]
    package var sha256: [UInt8] { Ledger.sha256(bytes) }

    /// - Parameter name: The list, or a file's name, whose part before the first dot then names the list.
    /// - Throws: `CaseError.usage` if no name of a list comes out of it.
    package init(name: String, bytes: [UInt8]) throws {
        list = String((name.split(separator: "/").last ?? "").prefix { $0 != "." }).lowercased()
        self.bytes = bytes
        guard !list.isEmpty, list.utf8.count <= 200, People.isPlain(list) else {
            throw CaseError.usage(
                "Name the list that a calendar file belongs to, such as --calendar holidays=FILE. Nothing was saved.")
        }
    }

    /// How the file is kept with the entry that adopts the book.
    var attachment: Attachment {
        Attachment(
            name: "\(list).ics", mediaType: Self.mediaType, byteCount: bytes.count, sha256: sha256,
            obtained: "adopted with the rule book")
    }

    static let mediaType = "text/calendar"

    /// What the file says, for `book`.
    ///
    /// - Throws: `CaseError.usage` naming the list and why its file cannot be read.
    package func calendar(for book: RuleBook, homeZone: Zone) throws -> Calendar {
        let file = try file(homeZone: homeZone)
        return book.calendar(
            of: file.occasions.map { CalendarOccasion(title: $0.title, time: $0.time.time) }, named: list)
    }

    /// What the file says, in a few words for the person who adopts it.
    package func account(for book: RuleBook, homeZone: Zone) throws -> [String] {
        let file = try file(homeZone: homeZone)
        let calendar = try calendar(for: book, homeZone: homeZone)
        var lines = [
            "Calendar \(list): \(file.eventCount.counted("event")), \(file.occasions.count.counted("occasion")) in the years"
                + " \(CalendarFile.years.lowerBound) to \(CalendarFile.years.upperBound)"
        ]
        for (name, items) in calendar.lists.sorted(by: { $0.key < $1.key }) {
            if name == Calendar.custody {
                let mine = items.count { $0.with == "me" }
                lines.append(
                    "  custody: \(mine.counted("occasion")) with the person who keeps this log, \(items.count - mine)"
                        + " with the other person")
            } else {
                lines.append("  \(name): \(items.count.counted("occasion"))")
            }
        }
        let leftOut = [(file.cancelledCount, "cancelled"), (file.timelessCount, "without a time")]
        for (count, why) in leftOut where count > 0 { lines.append("  left out, \(why): \(count.counted("event"))") }
        if file.floatingCount > 0 {
            lines.append("  without a zone, read in \(homeZone.name): \(file.floatingCount.counted("event"))")
        }
        return lines + ["  SHA-256 \(Hex.encode(sha256))"]
    }

    private func file(homeZone: Zone) throws -> CalendarFile {
        do throws(CalendarError) {
            return try CalendarFile(reading: bytes, homeZone: homeZone)
        } catch {
            throw CaseError.usage("The calendar \(list) was not read: \(error.description).")
        }
    }
}

extension [RuleCalendar] {
    /// Lists that rules of `book` name, and that neither the book nor these files have: of their days nothing can
    /// be told.
    package func missingLists(of book: RuleBook, homeZone: Zone) throws -> [String] {
        let known = try calendar(for: book, homeZone: homeZone).merging(book.calendar).lists
        return book.calendarLists.filter { known[$0] == nil }.sorted()
    }

    /// What all files say together, for `book`.
    package func calendar(for book: RuleBook, homeZone: Zone) throws -> Calendar {
        try reduce(Calendar()) { $0.merging(try $1.calendar(for: book, homeZone: homeZone)) }
    }
}

extension CalendarFile.Time {
    fileprivate var time: Calendar.Item.Time {
        switch self {
        case .days(let first, let last): .days(first, last)
        case .moments(let from, let until): .moments(from, until)
        }
    }
}
