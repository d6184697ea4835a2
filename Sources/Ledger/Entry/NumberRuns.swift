/// Numbers of entries as people write them, neighbours drawn together.
package enum NumberRuns {
    /// The runs of `numbers`, which are in rising order.
    package static func of(_ numbers: [Int]) -> [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs
    }

    /// `0 to 3, 7, 9 to 12`.
    package static func text(_ numbers: [Int]) -> String {
        of(numbers).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
            .joined(separator: ", ")
    }

    /// What is alike by `key` drawn together: the first of each, in the order of the firsts, and the numbers of all.
    package static func groups<Item>(
        _ items: [Item], by key: (Item) -> some Hashable, number: (Item) -> Int
    ) -> [(first: Item, numbers: [Int])] {
        var groups: [(first: Item, numbers: [Int])] = []
        var places: [AnyHashable: Int] = [:]
        for item in items {
            let key = AnyHashable(key(item))
            if let place = places[key] {
                groups[place].numbers.append(number(item))
            } else {
                places[key] = groups.count
                groups.append((item, [number(item)]))
            }
        }
        return groups
    }
}
