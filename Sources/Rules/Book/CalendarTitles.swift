import Ledger

/// Which events of a calendar file mean what to the rules, by words of their titles.
package struct CalendarTitles: Sendable {
    /// By the list's name, or `me` and `them` for the list `custody`.
    private let phrases: WordList

    static let none = CalendarTitles(phrases: WordList([:]))

    /// Reads the table `calendar-titles`: from the name of a list, or `me` or `them`, to words of titles.
    static func read(in keys: KeyReader) throws(RuleBookError) -> CalendarTitles {
        CalendarTitles(phrases: WordList(try keys.textLists("calendar-titles") ?? [:]))
    }

    /// The lists to which an event of this title belongs, and with whom the child is then.
    fileprivate func lists(of title: String) -> [(list: String, with: String?)] {
        phrases.topics(in: title).map { $0 == "me" || $0 == "them" ? (Calendar.custody, $0) : ($0, nil) }
    }
}

/// An event of a calendar file at one time.
package struct CalendarOccasion: Sendable {
    package let title: String
    package let time: Calendar.Item.Time

    package init(title: String, time: Calendar.Item.Time) {
        self.title = title
        self.time = time
    }
}

extension RuleBook {
    /// The lists of the calendar by which rules say when they apply.
    package var calendarLists: Set<String> {
        Set(rules.flatMap { $0.terms.notOn + $0.terms.onlyOn + ($0.terms.childWith == nil ? [] : [Calendar.custody]) })
    }

    /// What the events of a calendar file mean to this book: those whose titles hold words that the book names
    /// belong to the list under which it names them, and all of them to the list `name`. With whom the child is
    /// follows from `me` and `them` in `calendar-titles` alone.
    package func calendar(of occasions: [CalendarOccasion], named name: String) -> Calendar {
        var lists: [String: [Calendar.Item]] = [name: []]
        for occasion in occasions {
            for (list, with) in calendarTitles.lists(of: occasion.title) {
                lists[list, default: []].append(Calendar.Item(occasion.time, with: with))
            }
            if name != Calendar.custody { lists[name, default: []].append(Calendar.Item(occasion.time)) }
        }
        var calendar = Calendar()
        for (list, items) in lists {
            var seen: Set<Calendar.Item> = []
            calendar.add(items.filter { seen.insert($0).inserted }, to: list)
        }
        return calendar
    }
}
