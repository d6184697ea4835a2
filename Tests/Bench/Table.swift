import Foundation

/// The table, printed line by line as rows are done.
enum Table {
    static func begin() {
        var loads = [0.0, 0.0, 0.0]
        getloadavg(&loads, 3)
        let cores = ProcessInfo.processInfo.activeProcessorCount
        print("\(cores) cores, load before the run \(text(loads[0], 1))\n")
        line("work", "measured", "floor", "ratio", "bound", "")
        print(String(repeating: "-", count: 118))
    }

    static func end() {
        var loads = [0.0, 0.0, 0.0]
        getloadavg(&loads, 3)
        print("\nload after the run \(text(loads[0], 1)); medians, each floor measured in the same run")
    }

    /// - Parameter isMet: Nil where the row has no bound.
    static func row(
        _ work: String, _ measured: String, floor: String = "", ratio: Double? = nil, bound: String = "",
        isMet: Bool? = nil
    ) {
        let verdict = isMet.map { $0 ? "met" : "MISSED" } ?? ""
        line(work, measured, floor, ratio.map { text($0, 2) + "×" } ?? "", bound, verdict)
        fflush(nil)  // row by row, into a pipe as well
    }

    /// How the time grows with the number of entries: 1 is linear.
    static func slope(_ work: String, _ times: [(entries: Int, seconds: Double)]) {
        guard let first = times.first, let last = times.last, first.entries < last.entries else { return }
        let slope = log(last.seconds / first.seconds) / log(Double(last.entries) / Double(first.entries))
        row(work + ", slope", "n^" + text(slope, 2))
    }

    static func text(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

    static func time(_ seconds: Double) -> String {
        seconds < 0.01
            ? text(seconds * 1e6, 0) + " µs" : seconds < 1 ? text(seconds * 1e3, 0) + " ms" : text(seconds, 2) + " s"
    }

    private static func line(_ cells: String...) {
        let widths = [46, 22, 14, 8, 18, 6]
        print(
            zip(cells, widths).map { cell, width in
                cell + String(repeating: " ", count: max(1, width - cell.count))
            }.joined())
    }
}
