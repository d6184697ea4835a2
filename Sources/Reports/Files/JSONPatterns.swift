import Ledger

extension JSONReport {
    static func patterns(_ patterns: Report.Patterns) -> JSONValue {
        [
            "columns": texts(patterns.columns), "dayCount": .integer(patterns.dayCount),
            "daysText": .string(patterns.daysText),
            "frequency": .array(
                patterns.frequency.map { frequency in
                    [
                        "name": .string(frequency.name), "contacts": count(frequency.entries),
                        "days": texts(frequency.days.map(\.text)), "text": .string(frequency.sentence),
                    ]
                }),
            "days": .array(
                patterns.days.map { day in
                    [
                        "date": .string(day.date.text), "text": .string(day.text),
                        "contacts": .array(day.cells.map(count)), "breaches": .array(day.breaches.map(numbers)),
                    ]
                }),
            "weeks": .array(patterns.weeks.map(week)),
            "hours": .array(
                patterns.hours.map { hour in
                    [
                        "hourOfWeek": .integer(hour.hour), "text": .string(hour.text),
                        "contacts": .array(hour.cells.map(count)),
                    ]
                }),
            "quietHours": numbers(patterns.quietHours), "quietRules": numbers(patterns.quietRules),
            "untimed": count(patterns.untimed), "uncounted": count(patterns.uncounted),
            "pauses": .array(
                patterns.pauses.map { pause in
                    [
                        "name": .string(pause.name), "first": .string(pause.first.text),
                        "last": .string(pause.last.text), "days": .integer(pause.dayCount),
                        "text": .string(pause.text),
                    ]
                }),
            "bursts": .array(
                patterns.bursts.map { burst in
                    [
                        "name": .string(burst.name), "rule": .string(burst.rule), "contacts": count(burst.entries),
                        "text": .string(burst.text),
                    ]
                }),
            "replies": .array(
                patterns.replies.map { reply in
                    [
                        "column": .integer(reply.column), "message": .integer(reply.message),
                        "next": .integer(reply.next), "seconds": .integer(reply.seconds),
                    ]
                }),
            "replyTexts": texts(patterns.replySentences), "hoursText": .string(patterns.hoursSentence),
            "daysSentence": .string(patterns.daysSentence),
        ]
    }

    private static func week(_ week: Report.Patterns.Week) -> JSONValue {
        [
            "first": .string(week.first.text), "text": .string(week.text),
            "contacts": .array(
                week.cells.map { cell in
                    [
                        "all": count(cell.entries),
                        "channels": .array(
                            cell.channels.map { channel in
                                ["label": .string(channel.label), "contacts": count(channel.entries)]
                            }),
                    ]
                }),
        ]
    }

    static func schedule(_ schedule: Report.Schedule) -> JSONValue {
        [
            "sentence": .string(schedule.sentence), "unknown": texts(schedule.unknown),
            "lines": .array(
                schedule.lines.map { line in
                    [
                        "number": .integer(line.number), "finding": .integer(line.finding),
                        "date": .string(line.date), "person": .string(line.person),
                        "allegation": .string(line.allegation), "evidence": count(line.evidence),
                        "exhibits": numbers(line.exhibits),
                    ]
                }),
        ]
    }

    static func exhibit(_ exhibit: Report.Exhibit) -> JSONValue {
        [
            "number": .integer(exhibit.number), "entry": .integer(exhibit.entry), "place": .integer(exhibit.place),
            "name": .string(exhibit.file.name), "mediaType": .string(exhibit.file.mediaType),
            "byteCount": .integer(exhibit.file.byteCount), "sha256": .string(exhibit.file.sha256),
            "obtained": text(exhibit.file.obtained), "source": number(exhibit.source),
            "thread": count(exhibit.thread),
        ]
    }

    static func source(_ source: Report.Source) -> JSONValue {
        [
            "number": .integer(source.number), "format": .string(source.format), "sha256": .string(source.sha256),
            "entries": numbers(source.places.map(\.entry)),
        ]
    }

    static func emoji(_ emoji: Report.Emoji) -> JSONValue {
        [
            "text": .string(emoji.text), "codePoints": texts(emoji.codePoints), "names": texts(emoji.names),
            "entries": count(emoji.entries),
        ]
    }
}
