import Ledger
import Rules

/// The demo's middle: what the rules find, what Alex decides, and the report.
extension Demo {
    func check(_ book: Book, _ answer: inout DemoAnswer) throws {
        heading("Apparent breaches")
        say("Both people are tested by the same rules. What is found is an apparent breach; a person decides.")
        command("check")
        let review = try book.review()
        let check = try review.check(CheckRequest())
        for count in check.counts {
            let name = review.people.name(of: count.person)
            output(
                "\(count.rule), \(name): \(count.checked) checked, \(breaches(count.breach)), "
                    + "\(count.cannotTell) cannot tell")
            answer.breaches[count.person, default: 0] += count.breach
            let own = check.findings.filter { $0.rule == count.rule && $0.person == count.person }
            let found = own.filter { $0.verdict == .breach }
            for finding in found.prefix(2) { output("    \(finding.id)  \(finding.reason.english)") }
            if found.count > 2 { output("    … and \(found.count - 2) more") }
        }
        if let unsure = check.findings.first(where: { $0.verdict == .cannotTell && $0.missing != nil }) {
            say("Where a fact is missing the answer is “cannot tell”:")
            output("    \(unsure.id)  \(unsure.reason.english)")
        }
        for person in ["me", "them"] {
            try expect(answer.breaches[person, default: 0] >= 2, "both people should have apparent breaches")
        }
    }

    func decide(_ month: SampleMonth, in book: Book) throws {
        heading("A person decides")
        let review = try book.review()
        for decision in try SampleDecisions.hours(month, number: { try number(of: $0, at: $1, month, in: review) }) {
            let finding = "quiet-hours:\(decision.number)"
            var line = "decide \(finding) \(decision.answer.rawValue)"
            if let reason = decision.reason {
                line += " --reason-file " + (try typed(reason, "decision-\(decision.number)"))
            }
            command(line)
            let draft = try review.proposeDecision(
                about: finding, decision.answer, topics: [], reason: decision.reason)
            output("Saved as entry \(try book.record(draft)).")
        }
        try decideTopics(month, review, in: book)
        try tellCounts(book)
    }

    private func decideTopics(_ month: SampleMonth, _ review: Review, in book: Book) throws {
        say("What a text was about, no program decides either. Alex goes through the texts since the rule applies:")
        let texts = SampleTexts.all.filter { $0.topic != nil && !$0.isUnsent }
        let drafts = try texts.map { text in
            let finding = "child-topics:\(try number(of: .text, at: text.time, month, in: review))"
            if text.time.day == texts.first?.time.day, text.time.hour == texts.first?.time.hour {
                command("decide \(finding) topic \(text.topic ?? "")")
            }
            return Book.Recordable(
                try review.proposeDecision(
                    about: finding, .topic, topics: [text.topic].compactMap(\.self), reason: nil))
        }
        let numbers = try book.record(drafts)
        output("Saved as entry \(numbers.first ?? 0).")
        say("… and \(numbers.count - 1) more in the same way. A few stay open.")
    }

    private func tellCounts(_ book: Book) throws {
        command("check --rule child-topics")
        let review = try book.review()
        var request = CheckRequest()
        request.rule = "child-topics"
        for count in try review.check(request).counts {
            output(
                "child-topics, \(review.people.name(of: count.person)): \(count.checked) checked, "
                    + "\(breaches(count.breach)), \(count.cannotTell) cannot tell")
            try expect(count.breach > 0 && count.cannotTell > 0, "the topics were not judged as decided")
        }
    }

    func report(_ book: Book, _ answer: inout DemoAnswer) throws {
        heading("The report")
        command("report --out report --jurisdiction ew")
        var request = ReportRequest(folder: folder.absolute("report"))
        request.choices.jurisdiction = .ew
        request.pages = pages
        let report = try book.report(request, review: book.review())
        answer.files = try book.writeReport(report, request)
        output("Shown: \(report.cover.shown.count) of \(report.cover.inLog.entries)")
        for group in report.leftOut.groups { output("Left out, \(group.title.lowercased()): \(group.entries.count)") }
        for file in answer.files { output("Written: \(file)") }
        try expect(answer.files.count == (pages == nil ? 3 : 4), "the report does not have all of its files")
    }

    private func breaches(_ count: Int) -> String { count.counted("apparent breach", "apparent breaches") }
}

/// What Alex decides about findings on quiet hours.
struct SampleDecisions {
    let number: Int
    let answer: Decision.Answer
    var reason: String?

    static func hours(_ month: SampleMonth, number: (Channel, SampleTime) throws -> Int) throws -> [SampleDecisions] {
        let emergency = "Mia was taken to hospital that night: the exception for emergencies held, for both of us."
        return [
            SampleDecisions(number: try number(.text, SampleTime(2, 22, 14)), answer: .confirm),
            SampleDecisions(
                number: try number(.text, SampleTime(9, 6, 50)), answer: .confirm,
                reason: "I wrote before half past seven. It could have waited."),
            SampleDecisions(number: try number(.text, SampleTime(11, 23, 12)), answer: .dismiss, reason: emergency),
            SampleDecisions(number: try number(.text, SampleTime(11, 23, 15)), answer: .dismiss, reason: emergency),
            SampleDecisions(number: try number(.call, SampleTime(11, 23, 16)), answer: .dismiss, reason: emergency),
            SampleDecisions(number: try number(.text, SampleTime(11, 23, 40)), answer: .dismiss, reason: emergency),
        ]
    }
}
