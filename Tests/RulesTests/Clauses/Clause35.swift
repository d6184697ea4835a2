import Ledger
import Testing

@testable import Rules

/// 35: a request 30 days ahead, three days to object, five to resolve.
private let clause = Clause(
    rules: """
        [[rule]]
        id = "vacation"
        kind = "notice"
        clause = "Vacation requests are made 30 days ahead; the other has 3 days to object and both 5 days to resolve it."
        binds = "both"
        zone = "America/New_York"
        of = ["vacation"]
        before-days = 30
        first-day = "excluded"
        rolls = []
        chain = [
          { name = "objection", within-days = 3, first-day = "excluded", rolls = [] },
          { name = "resolution", within-days = 5, first-day = "excluded", rolls = [] },
        ]
        """)

private let vacation = entry(5, "2026-06-10 09:00", channel: nil, topics: ["vacation"]) {
    $0.kind = .incident
    $0.request = 6
}

extension Clauses {
    @Test(
        "Clause 35: request, objection and resolution each have their last day",
        arguments: [
            ("2026-05-11 23:59", "2026-05-14 23:59", "2026-05-19 23:59", ["fine", "fine", "fine"]),
            ("2026-05-12 00:00", "2026-05-14 23:59", "2026-05-19 23:59", ["breach", "fine", "fine"]),
            ("2026-05-11 12:00", "2026-05-15 00:00", "2026-05-20 23:59", ["fine", "breach", "fine"]),
            ("2026-05-11 12:00", "2026-05-14 12:00", "2026-05-20 00:00", ["fine", "fine", "breach"]),
        ])
    func clause35(request: String, objection: String, resolution: String, expected: [String]) throws {
        let findings = try clause.findings([
            vacation, entry(6, request, topics: ["vacation"]),
            entry(7, objection, from: "me") { $0.replyTo = 6 }, entry(8, resolution) { $0.replyTo = 7 },
        ])
        #expect(findings.map(\.id) == ["vacation:5", "vacation:5:objection", "vacation:5:resolution"])
        #expect(findings.map(\.verdict.rawValue) == expected)
        let reasons = expected.enumerated().map { index, verdict in
            verdict == "breach" ? "too late" : index == 0 ? "Notice was given" : "was taken"
        }
        for (finding, reason) in zip(findings, reasons) {
            #expect(finding.reason.english.contains(reason), "\(finding.reason)")
        }
    }

    @Test(
        "Clause 35: the thirty days and the three end at midnight, where the clocks change too",
        arguments: [
            ("2026-03-20 09:00", "2026-02-18 23:59", "2026-02-21 23:59", ["fine", "fine"]),
            ("2026-03-20 09:00", "2026-03-07 12:00", "2026-03-10 23:59", ["breach", "fine"]),
            ("2026-03-20 09:00", "2026-03-07 12:00", "2026-03-11 00:00", ["breach", "breach"]),
            ("2026-12-10 09:00", "2026-10-31 12:00", "2026-11-03 23:59", ["fine", "fine"]),
            ("2026-12-10 09:00", "2026-10-31 12:00", "2026-11-04 00:00", ["fine", "breach"]),
        ])
    func clause35ClockChanges(event: String, request: String, objection: String, expected: [String]) throws {
        let trip = entry(5, event, channel: nil, topics: ["vacation"]) {
            $0.kind = .incident
            $0.request = 6
        }
        let found = try clause.findings([
            trip, entry(6, request, topics: ["vacation"]), entry(7, objection, from: "me") { $0.replyTo = 6 },
        ])
        let verdicts = expected.compactMap(Finding.Verdict.init(rawValue:))
        Expected.compare(
            Array(found.prefix(2)),
            [
                Expected("vacation:5", verdicts[0], verdicts[0] == .fine ? "Notice was given" : "too late"),
                Expected("vacation:5:objection", verdicts[1], verdicts[1] == .fine ? "was taken" : "too late"),
            ], #_sourceLocation)
    }
}
