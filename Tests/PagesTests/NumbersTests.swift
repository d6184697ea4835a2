#if Pages
    import Ledger
    import SampleFamily
    import Testing

    @testable import Pages
    @testable import Reports

    /// Section by section: what stands in each cell of the PDF is compared with the value of report.json that belongs
    /// there, and neither has a row more than the other.
    @Suite("Every number in the PDF is the one in report.json")
    struct NumbersTests {
        enum Log: String, CaseIterable, Sendable {
            case few, month, empty

            fileprivate var input: ReportInput {
                switch self {
                case .few: Family.few()
                case .month: Family.month(contacts: 90)
                case .empty: Family.input(size: 0)
                }
            }
        }

        private static let read = Dictionary(
            uniqueKeysWithValues: Log.allCases.map { log in (log, Result { try ReadBack(log.input) }) })

        private func read(_ log: Log) throws -> ReadBack? { try Self.read[log]?.get() }

        @Test("on the cover", arguments: Log.allCases)
        func cover(log: Log) throws {
            guard let read = try read(log) else { return }
            let (cover, labels) = (read.json["cover"], read.labels)
            let counts = cover?["counts"]
            #expect(
                labels["Entries"]?.numbers == [
                    counts?["inLog"]?.integer ?? -1, counts?["shown"]?.counted.count ?? -1,
                    counts?["withheld"]?.counted.count ?? -1,
                ])
            let head = labels["Head number"]?.prefix { $0.isNumber || $0 == " " }.split(separator: " ")
            #expect(head?.joined(separator: "-") == cover?["head"]?["number"]?.string)
            #expect(labels["Root hash"]?.filter { $0 != " " } == cover?["head"]?["root"]?.string)
            #expect(labels["Reference"] == cover?["reference"]?.string)
            #expect(labels["Period"] == cover?["period"]?["text"]?.string?.oneSpaced)
        }

        @Test("in the summary", arguments: Log.allCases)
        func summary(log: Log) throws {
            guard let read = try read(log) else { return }
            let section = try read.section("Summary")
            #expect(section.all("LBody").map(\.text) == read.json["summary"]?["sentences"]?.strings)
            let (printed, rows) = (try read.rows("Summary", under: "Counted"), read.json["summary"]?.list("rows") ?? [])
            #expect(printed.count == rows.count)
            for (cells, row) in zip(printed, rows) {
                #expect(cells[0].text.hasSuffix(row["label"]?.string ?? "–"))
                #expect(cells.count - 1 == row.list("cells").count)
                for (cell, value) in zip(cells.dropFirst(), row.list("cells")) {
                    let said = try read.count(cell)
                    #expect(said.count == value["count"]?.integer, "\(cell.text)")
                    #expect(said.entries == value["entries"]?.integers, "\(cell.text)")
                    if !cell.text.contains("index of findings") {
                        #expect(said.findings == value["findings"]?.integers ?? [], "\(cell.text)")
                    }
                }
            }
        }

        @Test("in the index of findings and under each rule", arguments: Log.allCases)
        func findings(log: Log) throws {
            guard let read = try read(log) else { return }
            let results = read.json.list("results")
            let lines = results.flatMap { result in
                result.list("people").flatMap { person in
                    (person.list("breaches") + person.list("cannotTell")).map { (result, person, $0) }
                }
            }
            let printed = try read.rows("Index of findings", under: "Finding")
            #expect(printed.count == lines.count)
            for (cells, (result, person, line)) in zip(printed, lines) {
                #expect(cells[0].text == "F\(line["number"]?.integer ?? 0)")
                #expect(cells[1].text == (line["verdict"]?.string == "breach" ? "Apparent breach" : "Cannot tell"))
                #expect(cells[2].text == person["name"]?.string)
                #expect(cells[3].text.numbers == [result["rule"]?.integer ?? 0])
                #expect(cells[4].text.listed == line["entries"]?.integers)
            }
            let section = try read.section("Apparent breaches by rule")
            let rows = section.all("Table").flatMap(\.rows)
            #expect(rows.count == lines.count)
            for (cells, (_, _, line)) in zip(rows, lines) {
                #expect(cells[0].text == "F\(line["number"]?.integer ?? 0)")
                #expect(cells[2].text.listed == line["entries"]?.integers)
                #expect(cells[3].text.hasPrefix(line["reason"]?.string?.oneSpaced ?? "–"))
                #expect(cells[3].text.hasSuffix(line["id"]?.string ?? "–"))
            }
            let paragraphs = Set(section.all("P").map(\.text))
            for person in results.flatMap({ $0.list("people") }) {
                #expect(paragraphs.contains(person["sentence"]?.string?.oneSpaced ?? "–"))
            }
        }

        @Test("in the chronology: numbers, times, words, findings", arguments: Log.allCases)
        func chronology(log: Log) throws {
            guard let read = try read(log) else { return }
            let (printed, items) = (try read.rows("Chronology", under: "Entry"), read.json.list("chronology"))
            #expect(printed.count == items.count)
            for (cells, item) in zip(printed, items) {
                let (number, said) = ("\(item["number"]?.integer ?? -1)", cells[2].text)
                #expect(cells[0].text == number)
                let occurred = item["occurred"]
                let clock = occurred?["start"]?["local"]?.string?.dropFirst(11).prefix(5)
                let time = occurred?["precision"]?.string == "day" ? "time of day not stated" : clock
                #expect(cells[1].text.contains(time ?? "Time not known"), "\(number)")
                for part in ["words", "account"] {
                    // Text from right to left is compared in PDF's own tests: here it comes in the order of its place.
                    guard let text = item[part]?.string, !text.unicodeScalars.contains(where: { $0.value > 0x500 })
                    else { continue }
                    #expect(said.contains(text.oneSpaced), "\(number)")
                }
                #expect(said.contains(item["gap"]?["text"]?.string?.oneSpaced ?? "–"), "\(number)")
                let marks = cells[2].all("P").flatMap {
                    $0.text.matches(of: /under rule|of rule/).isEmpty ? [] : [$0.text]
                }
                .compactMap { $0.firstMatch(of: /rule (\d+) \(F(\d+)\)$/) }
                #expect(marks.compactMap { Int($0.1) } == item.list("findings").compactMap { $0["rule"]?.integer })
                #expect(marks.compactMap { Int($0.2) } == item.list("findings").compactMap { $0["finding"]?.integer })
                let fine = said.firstMatch(of: /Fine under rules? ([0-9, –]+)\./).map { String($0.1).listed } ?? []
                #expect(fine == item["fineRules"]?.integers, "\(number)")
                for file in item.list("attachments") {
                    #expect(said.filter { $0 != " " }.contains(file["sha256"]?.string ?? "–"), "\(number)")
                }
            }
        }

        @Test("in the patterns", arguments: Log.allCases)
        func patterns(log: Log) throws {
            guard let read = try read(log) else { return }
            let patterns = read.json["patterns"]
            func compare(_ first: String, _ key: String) throws {
                let (printed, rows) = (try read.rows("Patterns", under: first), patterns?.list(key) ?? [])
                #expect(printed.count == rows.count, "\(key)")
                for (cells, row) in zip(printed, rows) {
                    #expect(cells[0].text == row["text"]?.string?.oneSpaced)
                    for (cell, value) in zip(cells.dropFirst(), row.list("contacts")) {
                        let (said, entries) = (try read.count(cell), value["entries"].map { _ in value.counted })
                        if let entries {
                            #expect(said.count == entries.count && said.entries == entries, "\(cell.text)")
                        } else {
                            // A week: the whole, then each channel.
                            #expect(said.count == value["all"]?.counted.count, "\(cell.text)")
                            let channels = value.list("channels").flatMap { $0["contacts"]?.counted ?? [] }
                            #expect(channels.sorted() == value["all"]?.counted)
                            for channel in value.list("channels") {
                                let counted = channel["contacts"]?.counted ?? []
                                let label = channel["label"]?.string ?? "–"
                                #expect(cell.text.contains("\(label) \(counted.count) "), "\(cell.text)")
                            }
                        }
                    }
                }
            }
            try compare("Day", "days")
            try compare("Day and hour", "hours")
            try compare("Week", "weeks")
            for (cells, day) in zip(try read.rows("Patterns", under: "Day"), patterns?.list("days") ?? []) {
                let found = cells[3].text.matches(of: /F(\d+)(–F(\d+))?/).flatMap { match -> [Int] in
                    guard let first = Int(match.1) else { return [] }
                    return Array(first...(match.3.flatMap { Int($0) } ?? first))
                }
                #expect(found == day.list("breaches").flatMap(\.integers))
            }
            let replies = patterns?.list("replies") ?? []
            let printed = try read.rows("Patterns", under: "Message")
            #expect(printed.count == replies.count)
            for (cells, reply) in zip(printed, replies) {
                #expect(
                    cells[0].text.numbers + cells[1].text.numbers
                        == [reply["message"], reply["next"]].map { $0?.integer ?? -1 })
                #expect(cells[3].text == Catalogue.english.duration(reply["seconds"]?.integer ?? -1).oneSpaced)
            }
        }

        @Test("in the schedule, what was due, the exhibits and the corrections", arguments: Log.allCases)
        func others(log: Log) throws {
            guard let read = try read(log) else { return }
            let lines = read.json["schedule"]?.list("lines") ?? []
            let schedule = try read.rows("Schedule", under: "No.")
            #expect(schedule.count == lines.count)
            for (cells, line) in zip(schedule, lines) {
                #expect(cells[0].text.numbers == [line["number"]?.integer ?? 0])
                #expect(cells[1].text == line["date"]?.string?.oneSpaced)
                #expect(
                    cells[2].text == "\(line["allegation"]?.string ?? "") (F\(line["finding"]?.integer ?? 0))".oneSpaced
                )
                #expect(cells[3].text.prefix { $0 != ";" }.description.listed == line["evidence"]?.counted)
            }
            let events = read.json["dueEvents"]?.list("lines") ?? []
            let due = try read.rows("Missed and late events", under: "Entry")
            #expect(due.count == events.count)
            for (cells, event) in zip(due, events) {
                #expect(cells[0].text.numbers == [event["entry"]?.integer ?? -1])
                #expect(cells[4].text == event["statusText"]?.string?.oneSpaced)
            }
            let exhibits = read.json.list("exhibits")
            let files = try read.rows("Exhibits", under: "Exhibit")
            #expect(files.count == exhibits.count)
            for (cells, exhibit) in zip(files, exhibits) {
                let said = cells[1].text
                #expect(cells[0].text == "X\(exhibit["number"]?.integer ?? 0)")
                #expect(said.filter { $0 != " " }.contains(exhibit["sha256"]?.string ?? "–"))
                #expect(
                    said.contains(
                        "Attached to entry \(exhibit["entry"]?.integer ?? -1), file \(exhibit["place"]?.integer ?? 0).")
                )
                let around = said.firstMatch(of: /around it: ([^.]*)\./).map { String($0.1).listed }
                #expect(around == exhibit["thread"]?.counted)
            }
            let steps = read.json.list("corrections").flatMap { $0.list("steps") }
            let corrections = try read.section("Amendments and retractions")
            #expect(corrections.all("H3").map(\.text) == steps.compactMap { $0["title"]?.string?.oneSpaced })
            #expect(corrections.all("Table").flatMap(\.rows).count == steps.flatMap { $0.list("changes") }.count)
        }

        @Test("in what is left out, the emoji and the places in source files", arguments: Log.allCases)
        func rest(log: Log) throws {
            guard let read = try read(log) else { return }
            let groups = read.json["leftOut"]?.list("groups") ?? []
            let printed = try read.rows("Entries left out, and gaps", under: "Left out")
            #expect(printed.count == groups.count)
            for (cells, group) in zip(printed, groups) {
                #expect(cells[0].text.hasPrefix(group["title"]?.string ?? "–"))
                #expect(cells[1].text.numbers == [group.counted.count])
                #expect(cells[2].text.listed == group.counted)
            }
            let emoji = read.json.list("emoji")
            let method = try read.rows("Method, checking and limits", under: "Emoji here")
            #expect(method.count == emoji.count)
            for (cells, emoji) in zip(method, emoji) {
                #expect(cells[1].text == emoji["codePoints"]?.strings.joined(separator: " "))
                #expect(cells[3].text.listed == emoji["entries"]?.counted)
            }
            let places = try read.rows("Method, checking and limits", under: "Entry")
            #expect(
                places.map { $0[0].text.numbers }
                    == read.json.list("sources").flatMap { $0["entries"]?.integers ?? [] }.map { [$0] })
        }
    }
#endif
