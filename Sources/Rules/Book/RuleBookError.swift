/// Why a rule book could not be read. Each case names the place; `message` tells a person what to write.
package enum RuleBookError: Error, Equatable, Sendable {
    case tooLarge(byteCount: Int, limit: Int)
    case notUTF8
    /// A NUL character, written as a byte or as an escape.
    case nullCharacter(line: Int)
    /// Brackets or dotted keys nested deeper than any rule book needs.
    case tooDeep(line: Int)
    /// A time such as 22:00, which TOML does not know; `write` is what it asks for.
    case timeWithoutSeconds(line: Int, column: Int, write: String)
    /// A time such as 24:00:00.
    case timePastMidnight(line: Int, column: Int)
    case syntax(line: Int, column: Int, SyntaxFault)
    case noRules
    case tooManyRules(count: Int, limit: Int)
    case unknownKey(Place, nearest: String?)
    case missingKey(Place)
    case wrongType(Place, expected: ValueType, found: ValueType)
    /// A clock time in quotation marks.
    case timeInQuotes(Place, write: String)
    /// A date in quotation marks.
    case dateInQuotes(Place, write: String)
    case fractionOfSecond(Place)
    case notOneOf(Place, allowed: [String], nearest: String?)
    case outOfRange(Place, least: Int, most: Int)
    case emptyText(Place)
    case emptyList(Place)
    case tooLong(Place, limit: Int)
    case twice(Place)
    case noSuchZone(Place)
    /// `child`, `me` and the like: which of a person's zones is meant is not said.
    case zoneOfPerson(Place)
    /// A word such as `everyone` where a person is named.
    case nobodysName(Place, meant: String)
    /// `supersedes` names a rule that the book does not have.
    case noSuchRule(Place)
    case noSuchDay(Place)
    case badID(Place)
    case duplicateID(Place)
    case contradiction(Place, Contradiction)

    /// What is wrong where the text is not TOML.
    package enum SyntaxFault: Sendable, CaseIterable {
        case definedTwice, unfinished, strayBracket, strangeCharacter, badValue, badEscape, badKey, other
    }

    /// The sorts of value that TOML has.
    package enum ValueType: Sendable, CaseIterable {
        case text, integer, decimal, truth, date, time, moment, list, table
    }

    /// Keys that cannot both hold.
    package enum Contradiction: Sendable, CaseIterable {
        case endWithoutDay, endsBeforeItBegins
        case noWindows, emptyWindow, allDayWithTimes, windowWithoutTimes, alwaysClosed, neverClosed
        case noLimit, leastAboveMost, anewWithoutMost, leastPerChannel
        case rollingWithoutHours, hoursWithoutRolling, weekStartWithoutWeek, zoneInRolling
        case allowedAndExcluded, noTopics
        case allowedAndExcludedChannels, noChannelRule, conditionWithoutTopicOrUrgency
        case noLength, lengthsContradict, absenceWithoutIncidents
        case noCoordinates, placeNotInBook, placeWithoutCoordinates
        case noConduct
        case startTwice, startOfEntry, supersedesWithoutStart, exceptionTwice
        case dueTwice, weeksWithoutStart, dueAfterNothing, needsWithoutGrace, noticeNotNeeded
        case hoursAndDays, countingWithoutDays
        case allowedAndExcludedPlaces, noPlaceRule, yearsOfSchedule, placeWithoutBoth
        case ordinalWithoutDays, moveNotUnderstood, moveAfterEntry, stretchWithoutCalendar, stretchAndPattern
        case cycleHasItsStart, rollingTwice, protectedAndClosed, protectedNeedsNothing
    }
}

/// Where in a rule book a fault is: the rule's id (or its place, if it has none) and the key path.
package struct Place: Equatable, Sendable {
    package var rule: String?
    package var path: String = ""

    package init(rule: String? = nil, path: String = "") {
        self.rule = rule
        self.path = path
    }

    /// The place of `key` within this one; a strange key is told by its length only.
    func naming(_ key: String) -> Place {
        let isBare =
            (1...40).contains(key.utf8.count)
            && key.utf8.allSatisfy {
                $0 == 0x2D || $0 == 0x5F || ($0 < 0x80 && Character(UnicodeScalar($0)).isLetter)
                    || (0x30...0x39).contains($0)
            }
        let shown = isBare ? key : "(a key of \(key.count) characters)"
        return Place(rule: rule, path: path.isEmpty ? shown : "\(path).\(shown)")
    }

    func item(_ index: Int) -> Place { Place(rule: rule, path: "\(path)[\(index)]") }
}

extension RuleBookError {
    /// One or two sentences: what is wrong, where, and what to write.
    package var message: String {
        switch self {
        case .tooLarge(let count, let limit):
            "The rule book has \(count) bytes; at most \(limit) are read."
        case .notUTF8: "The rule book is not UTF-8 text. Save it as UTF-8."
        case .nullCharacter(let line): "Line \(line): a NUL character is not allowed. Take it out."
        case .tooDeep(let line): "Line \(line): brackets or dotted keys are nested deeper than a rule book needs."
        case .timeWithoutSeconds(let line, let column, let write):
            "Line \(line), column \(column): a time needs its seconds. Write \(write)"
        case .timePastMidnight(let line, let column):
            "Line \(line), column \(column): a day ends at 24:00, which is written 00:00:00 of the next day."
        case .syntax(let line, let column, let fault): "Line \(line), column \(column): \(fault.text)"
        case .noRules: "The rule book holds no rule. A rule begins with a line [[rule]]"
        case .tooManyRules(let count, let limit): "The rule book has \(count) rules; at most \(limit) are read."
        case .unknownKey(let place, let nearest):
            "\(place.text): there is no such key." + (nearest.map { " Did you mean \($0)?" } ?? "")
        case .missingKey(let place): "\(place.text): this key is missing."
        case .wrongType(let place, let expected, let found):
            "\(place.text): here stands \(found.text); write \(expected.text)\(expected.example)."
        case .timeInQuotes(let place, let write): "\(place.text): write \(write) without quotation marks."
        case .dateInQuotes(let place, let write): "\(place.text): write \(write) without quotation marks."
        case .fractionOfSecond(let place): "\(place.text): write the time in whole seconds."
        case .notOneOf(let place, let allowed, let nearest):
            "\(place.text): write one of \(allowed.joined(separator: ", "))."
                + (nearest.map { " Did you mean \($0)?" } ?? "")
        case .outOfRange(let place, let least, let most): "\(place.text): write a number from \(least) to \(most)."
        case .emptyText(let place): "\(place.text): the text is empty."
        case .emptyList(let place): "\(place.text): the list is empty. Name at least one or leave the key out."
        case .tooLong(let place, let limit): "\(place.text): too long; at most \(limit)."
        case .twice(let place): "\(place.text): this is named twice."
        case .noSuchZone(let place): "\(place.text): no such time zone. Write one such as Europe/London."
        case .zoneOfPerson(let place):
            "\(place.text): write sender, recipient, child-home, child-place or a time zone such as Europe/London, or"
                + " leave the key out; then only what holds in every candidate zone is found."
        case .nobodysName(let place, let meant):
            "\(place.text): that is nobody's name. Write me, them, both, or a name from the list of people. Did you mean"
                + " \(meant)?"
        case .noSuchRule(let place): "\(place.text): the book has no other rule of this id."
        case .noSuchDay(let place): "\(place.text): there is no such day."
        case .badID(let place):
            "\(place.text): an id has 1 to 64 lower-case letters, digits and hyphens, such as quiet-nights."
        case .duplicateID(let place): "\(place.text): another rule has this id already."
        case .contradiction(let place, let contradiction): "\(place.text): \(contradiction.text)"
        }
    }
}

extension Place {
    /// `rule quiet-nights, quiet[0].from`.
    package var text: String {
        switch (rule, path.isEmpty) {
        case (let rule?, true): "Rule \(rule)"
        case (let rule?, false): "Rule \(rule), \(path)"
        case (nil, true): "The rule book"
        case (nil, false): "Key \(path)"
        }
    }
}

extension RuleBookError.SyntaxFault {
    fileprivate var text: String {
        switch self {
        case .definedTwice: "this key or table was written before. Keep one of the two."
        case .unfinished: "something begun is not finished here: a quotation mark or a bracket is missing."
        case .strayBracket: "this bracket closes nothing that was opened, or another sort of bracket."
        case .strangeCharacter:
            "this character may stand in quotation marks only; a curly quotation mark is not one. Write \" instead."
        case .badValue:
            "this is not a value that TOML knows. Text stands in quotation marks, a time is 22:00:00, a"
                + " day 2026-03-04."
        case .badEscape: "this backslash means nothing here. Write \\\\ for one, or use '…'."
        case .badKey: "a key of letters, digits and hyphens is expected here, then = and a value."
        case .other: "the text is not TOML from here on."
        }
    }
}

extension RuleBookError.ValueType {
    fileprivate var text: String {
        switch self {
        case .text: "a text in quotation marks"
        case .integer: "a whole number"
        case .decimal: "a decimal number"
        case .truth: "true or false"
        case .date: "a date"
        case .time: "a time"
        case .moment: "a date with a time"
        case .list: "a list in brackets"
        case .table: "a table"
        }
    }

    fileprivate var example: String {
        switch self {
        case .date: " such as 2026-03-04"
        case .time: " such as 22:00:00"
        case .text, .integer, .decimal, .truth, .moment, .list, .table: ""
        }
    }
}

extension RuleBookError.Contradiction {
    fileprivate var text: String {
        switch self {
        case .endWithoutDay: "until-is needs until, the last day."
        case .endsBeforeItBegins: "the rule ends before it begins."
        case .noWindows: "name quiet hours, allowed hours or both."
        case .emptyWindow: "the window begins and ends at the same time. For whole days write all-day = true"
        case .allDayWithTimes: "all-day stands alone; leave from and until out."
        case .windowWithoutTimes: "a window needs both from and until, or all-day = true"
        case .alwaysClosed: "these windows leave no allowed time in the week. A ban on all contact is another rule."
        case .neverClosed: "these windows and the grace close no time in the week."
        case .noLimit: "name at-most, at-least or both."
        case .leastAboveMost: "at-least is greater than at-most."
        case .anewWithoutMost: "reply-starts-anew goes with at-most."
        case .leastPerChannel: "at-least for each channel needs one rule a channel."
        case .rollingWithoutHours: "per = \"rolling\" needs rolling-hours or rolling-minutes."
        case .hoursWithoutRolling: "this key needs per = \"rolling\"."
        case .weekStartWithoutWeek: "this key needs per = \"week\"."
        case .cycleHasItsStart: "counted-from says on which day the weeks start; leave week-starts out."
        case .rollingTwice: "name rolling-hours or rolling-minutes, not both."
        case .protectedAndClosed:
            "protected hours are permitted and close nothing; quiet or allowed hours belong in a rule of their own."
        case .protectedNeedsNothing: "protected hours close nothing, so this key has no use beside them."
        case .zoneInRolling:
            "rolling hours are elapsed time and have no zone. Leave zone out unless from or until needs it."
        case .allowedAndExcluded: "name allowed topics or excluded topics, not both."
        case .noTopics: "name allowed topics or excluded topics."
        case .allowedAndExcludedChannels: "name allowed channels or excluded channels, not both."
        case .noChannelRule: "name allowed channels, excluded channels, when, through or not-through."
        case .conditionWithoutTopicOrUrgency: "name topics, urgency or both; a channel without a condition is allowed."
        case .noLength: "name at-most, less-than, at-least or more-than."
        case .lengthsContradict: "no length can keep to both limits."
        case .absenceWithoutIncidents: "absences are entries of the kind incident; leave events out or name incident."
        case .noCoordinates:
            "write WGS 84 decimal degrees, latitude first, in quotation marks, such as \"51.5007, -0.1246\"."
        case .placeNotInBook: "the book has no place of this name. Add it under [places]."
        case .placeWithoutCoordinates: "the book does not say where this place is. Add at to it under [places]."
        case .allowedAndExcludedPlaces: "name allowed places or excluded places, not both."
        case .noPlaceRule: "name allowed places, excluded places, or who has to be present."
        case .placeWithoutBoth: "say where it is (at), by what other names entries call it (also-called), or both."
        case .ordinalWithoutDays:
            "in-month goes with days, such as days = [\"mon\"]. For the last day of each month write day-of-month ="
                + " \"last\""
        case .moveNotUnderstood:
            "write from which side, such as \"day before\", \"2 days after\", \"wed before\", \"fri after\" or \"mon on or"
                + " after\"."
        case .moveAfterEntry: "then goes with days of the calendar; after an entry, say after-hours or after-days."
        case .stretchWithoutCalendar: "day-of-stretch goes with calendar."
        case .stretchAndPattern:
            "name days with from and until, or days that come again with days, in-month or day-of-month."
        case .yearsOfSchedule: "months and years go with days, in-month or day-of-month."
        case .noConduct: "name at least one thing that the rule looks at."
        case .startTwice: "say either from, the first day, or starts, what it begins with."
        case .startOfEntry: "on = \"event\" goes with entry, the number of the event; the others go with date."
        case .supersedesWithoutStart: "a rule that supersedes another needs from or starts."
        case .exceptionTwice: "this exception is named twice."
        case .dueTwice: "say in one way only when it is due: by days, day-of-month, calendar or after."
        case .weeksWithoutStart: "every-weeks and counted-from, a day of the first week, go together."
        case .hoursAndDays: "name one length of time only, in hours or in days, before or after."
        case .countingWithoutDays: "this key says how days are counted; hours need none of it."
        case .needsWithoutGrace: "grace-needs says what grace-minutes needs; name those too."
        case .noticeNotNeeded: "notice-minutes goes with grace-needs = [\"notice\"]."
        case .dueAfterNothing: "after goes with either after-hours alone, or after-days and at."
        }
    }
}
