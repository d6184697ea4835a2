import Testing

@testable import Ledger

@Suite("Numbers of entries in runs")
struct NumberRunsTests {
    @Test(
        "neighbours are drawn together",
        arguments: [
            ([], ""), ([7], "7"), ([7, 8], "7 to 8"), ([0, 1, 2, 3, 7, 9, 10], "0 to 3, 7, 9 to 10"),
            ([4, 6, 8], "4, 6, 8"),
        ])
    func text(numbers: [Int], text: String) { #expect(NumberRuns.text(numbers) == text) }

    @Test("what is alike is drawn together in the order of the firsts")
    func groups() {
        let items = [(1, "words"), (1, "account"), (2, "words"), (5, "account"), (9, "words")]
        let groups = NumberRuns.groups(items, by: \.1, number: \.0)
        #expect(groups.map(\.first.1) == ["words", "account"])
        #expect(groups.map(\.numbers) == [[1, 2, 9], [1, 5]])
    }
}
