/// Finds the word that someone most likely meant.
enum NearestWord {
    /// The one of `words` that takes the fewest letters changed, added, left out or swapped with their
    /// neighbour, if that is at most a third of its length; nil if none is that near.
    static func to(_ word: String, among words: [String]) -> String? {
        guard word.utf8.count <= 64 else { return nil }
        let letters = Array(word.lowercased().replacing("_", with: "-").utf8)
        let best = words.map { ($0, distance(letters, Array($0.utf8))) }
            .min { ($0.1, $0.0) < ($1.1, $1.0) }
        guard let (nearest, distance) = best, distance <= max(1, nearest.utf8.count / 3) else { return nil }
        return nearest
    }

    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
