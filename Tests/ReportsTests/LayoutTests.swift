import Ledger
import SampleFamily
import Testing

@testable import Reports

@Suite("The layout")
struct LayoutTests {
    @Test("has the sections of its template, numbered")
    func sections() {
        func headings(_ template: ReportChoices.Template) -> [String] {
            var input = Family.few()
            input.choices.template = template
            return Layout(Report(input)).sections.compactMap(\.heading)
        }
        #expect(
            headings(.full) == [
                "1. Summary", "2. Index of findings", "3. What this is, and what it is not", "4. Definitions",
                "5. Rules in force", "6. Chronology", "7. Apparent breaches by rule", "8. Patterns", "9. Schedule",
                "10. Missed and late events", "11. Exhibits", "12. Amendments and retractions",
                "13. Entries left out, and gaps", "14. Method, checking and limits", "15. Declarations, blank",
            ])
        #expect(
            headings(.chronology).contains("3. Chronology") && !headings(.chronology).contains { $0.contains("breach") }
        )
        #expect(headings(.schedule)[3...4] == ["4. Schedule", "5. Entries cited"])
        #expect(headings(.exhibits)[2...3] == ["3. Exhibits", "4. Entries around the exhibits"])
    }

    @Test("the summary has ten lines or fewer, and both people with denominators")
    func summary() {
        for input in [Family.few(), Family.month(), Family.month(contacts: 2000)] {
            let lines = Report(input).summary.sentences
            #expect(lines.count <= 10)
            for name in ["Alex Morgan", "Jamie Reed"] {
                #expect(lines.contains { $0.hasPrefix(name + ": ") && $0.contains("checked against a rule") })
            }
        }
    }

    @Test("a schedule shows the findings chosen, else those confirmed, and names what is none")
    func schedule() {
        var input = Family.few()
        #expect(Report(input).schedule.lines.map(\.finding) == [2])
        input.choices.schedule = ["F3", "quiet-hours/me/13", "F99"]
        let schedule = Report(input).schedule
        #expect(schedule.lines.map(\.finding) == [3, 1] && schedule.unknown == ["F99"])
        #expect(schedule.lines[0].evidence.entries == [8])
        #expect(schedule.lines[1].date == "Time not known")
    }

    @Test("an exhibit names the contacts around it, each within a day of the next")
    func threads() {
        let exhibit = Report(Family.few()).exhibits.first
        #expect(exhibit?.entry == 6 && exhibit?.number == 1 && exhibit?.place == 1)
        #expect(exhibit?.thread.entries == [4, 5, 6, 8, 9])
    }

    @Test("an emoji is named with its code points, joined ones whole")
    func emoji() {
        let report = Report(Family.one(words: "👩‍👧 and ❤️ 👍🏽 and 12 © é #"))
        #expect(
            report.emoji.map(\.codePoints) == [
                ["U+2764", "U+FE0F"], ["U+1F44D", "U+1F3FD"], ["U+1F469", "U+200D", "U+1F467"],
            ])
        #expect(report.emoji[0].names[0] == "heavy black heart")
        #expect(report.emoji.allSatisfy { $0.entries.entries == [0] })
    }

    @Test("patterns count each contact of a known person once in every table")
    func patterns() {
        let patterns = Report(Family.month()).patterns
        for column in 0...1 {
            let all = patterns.frequency[column].entries.entries
            #expect(patterns.days.flatMap { $0.cells[column].entries }.sorted() == all)
            #expect(patterns.weeks.flatMap { $0.cells[column].entries.entries }.sorted() == all)
            #expect(patterns.weeks.flatMap { $0.cells[column].channels.flatMap(\.entries.entries) }.sorted() == all)
            #expect(patterns.hours.flatMap { $0.cells[column].entries }.sorted() == all)
            #expect(all.count > 10)
        }
        #expect(patterns.dayCount == 31)
        for reply in patterns.replies { #expect(reply.message != reply.next && reply.seconds >= 0) }
    }

    @Test("pictures stay within their frame, and differ by more than grey")
    func drawings() {
        let report = Report(Family.month())
        let pictures = Pictures(report.say)
        let drawings = [
            pictures.hours(report.patterns), pictures.days(report.patterns, report.cover.period),
            pictures.replies(report.patterns), pictures.due(report.dueEvents),
        ].compactMap(\.self)
        #expect(drawings.count == 4)
        for drawing in drawings {
            for mark in drawing.marks {
                for point in mark.points {
                    #expect(-0.01...drawing.width + 0.01 ~= point.x && -0.01...drawing.height + 0.01 ~= point.y)
                }
            }
        }
    }

    @Test("hatching stays within its rectangle")
    func hatching() {
        let lines = Drawing.hatching(x: 13, y: 7.5, width: 18, height: 13)
        #expect(lines.count > 5)
        for line in lines {
            for point in [line.from, line.to] {
                #expect(13.0...31.0 ~= point.x && 7.5...20.5 ~= point.y)
            }
        }
    }

    @Test("each declaration is of its jurisdiction, blank, and for a lawyer to check")
    func declarations() {
        func text(_ jurisdiction: ReportChoices.Jurisdiction) -> String {
            var input = Family.few()
            input.choices.jurisdiction = jurisdiction
            return CatalogueTests.texts(Layout(Report(input)).sections.last?.blocks ?? []).joined(separator: "\n")
        }
        #expect(text(.us).contains("§ 1746") && text(.us).contains("902(13)"))
        #expect(text(.ew).contains("contempt of court") && !text(.ew).contains("1746"))
        #expect(text(.generic).contains("Declaration") && !text(.generic).contains("contempt"))
        for jurisdiction in ReportChoices.Jurisdiction.allCases {
            #expect(text(jurisdiction).contains("A lawyer is to check these words"))
            #expect(text(jurisdiction).contains("Exhibit slip"))
            for name in ["Alex", "Jamie"] { #expect(!text(jurisdiction).contains(name)) }
        }
    }

    @Test("every number that the page prints is in report.json", arguments: [true, false])
    func numbers(isFew: Bool) {
        let report = Report(isFew ? Family.few() : Family.month())
        // `48 213` is one number.
        func whole(_ text: String) -> String { text.replacing(/(\d)\x{A0}(\d{3})/) { "\($0.1)\($0.2)" } }
        let json = whole(String(decoding: JSONReport.bytes(report), as: UTF8.self))
        let known = Set(json.matches(of: /\d+/).map { String($0.0) })
        let layout = Layout(report)
        var numbers: Set<String> = []
        // Drawings are illustrative, declarations are no facts.
        for section in layout.sections where section.anchor != .named("declaration") {
            for text in CatalogueTests.texts(section.blocks.map(Self.withoutDrawing)) {
                numbers.formUnion(whole(text).matches(of: /\d+/).map { String($0.0) })
            }
        }
        let derived = Set((1...layout.sections.count).map(String.init))
        #expect(numbers.count > 60)
        for number in numbers.subtracting(derived) {
            let isGroupOfRoot = number.count <= 4 && report.cover.head.root.contains(number)
            #expect(known.contains(number) || isGroupOfRoot, "\(number)")
        }
    }

    private static func withoutDrawing(_ block: Block) -> Block {
        guard case .figure(var figure) = block else { return block }
        figure.drawing.marks = []
        return .figure(figure)
    }
}

extension Drawing.Mark {
    fileprivate var points: [Drawing.Point] {
        switch self {
        case .line(let from, let to, _, _, _): [from, to]
        case .rectangle(let x, let y, let width, let height, _): [.init(x, y), .init(x + width, y + height)]
        case .circle(let center, let radius, _):
            [.init(center.x - radius, center.y - radius), .init(center.x + radius, center.y + radius)]
        case .polygon(let points, _): points
        case .text(_, let at, _, _, _): [at]
        }
    }
}
