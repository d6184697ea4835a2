import Ledger
import Testing

@testable import Intake

@Suite struct DraftTimesTests {
    @Test(
        "A written time names one moment",
        arguments: [
            ("2026-03-04T21:00", nil, nil, "2026-03-04T21:00:00-05:00"),
            ("2026-03-04T21:00:05.5", nil, nil, "2026-03-04T21:00:05.500-05:00"),
            ("2026-03-04T21:00", -300, nil, "2026-03-04T21:00:00-05:00"),
            ("2026-03-04T21:00-05:00", -300, nil, "2026-03-04T21:00:00-05:00"),
            ("2026-03-05T02:00:00Z", nil, nil, "2026-03-04T21:00:00-05:00"),
            ("2026-11-01T01:30", nil, Fold.first, "2026-11-01T01:30:00-04:00"),
            ("2026-11-01T01:30", nil, Fold.second, "2026-11-01T01:30:00-05:00"),
            ("2026-11-01T01:30", -300, nil, "2026-11-01T01:30:00-05:00"),
            ("2026-11-01T01:30-04:00", nil, nil, "2026-11-01T01:30:00-04:00"),
            ("2026-11-01T01:30-04:00", -240, Fold.first, "2026-11-01T01:30:00-04:00"),
        ] as [(String, Int?, Fold?, String)])
    func moments(text: String, minutes: Int?, fold: Fold?, moment: String) throws {
        let time = try #require(WrittenTime(text))
        #expect(try time.resolve(in: Zone("America/New_York")!, minutes: minutes, fold: fold).text == moment)
    }

    @Test(
        "What names no moment, or two, is refused",
        arguments: [
            ("2026-03-08T02:30", nil, nil, .noSuchTime), ("2026-11-01T01:30", nil, nil, .doubledTime),
            ("2026-03-04T21:00", -240, nil, .offsetDisagrees), ("2026-03-04T21:00-04:00", nil, nil, .offsetDisagrees),
            ("2026-03-04T21:00-05:00", -240, nil, .offsetDisagrees),
            ("2026-03-04T21:00", nil, .first, .foldNotNeeded),
            ("2026-11-01T01:30-04:00", nil, .second, .offsetDisagrees),
            ("2026-03-08T02:30-05:00", nil, nil, .offsetDisagrees),
            ("2026-03-05T02:00Z", 0, nil, .offsetDisagrees),
        ] as [(String, Int?, Fold?, DraftFault.Problem)])
    func refusals(text: String, minutes: Int?, fold: Fold?, problem: DraftFault.Problem) throws {
        let time = try #require(WrittenTime(text))
        #expect(throws: problem) { try time.resolve(in: Zone("America/New_York")!, minutes: minutes, fold: fold) }
    }

    @Test(
        "Other spellings are no times",
        arguments: [
            "", "2026-03-04 21:00", "03/04/2026", "2026-3-4T21:00", "2026-03-04T24:00", "2026-02-30", "2026-03-04T21",
            "2026-03-04T21:00:60", "2026-03-04T21:00:00.1234", "2026-03-04T21:00+5", "1899-01-01", "2026-03-04T21:00z",
            "2026-03-04T21:00:00.", "20260304T210000", "2026-03-04Z",
        ])
    func spellings(text: String) { #expect(WrittenTime(text) == nil) }
}
