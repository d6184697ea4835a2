import Ledger

/// What the people in the entries are called in print.
struct Names {
    let me: String
    let them: String

    init(_ people: [Person]) {
        me = people.first { $0.role == .me }?.name ?? "the person who keeps this record"
        them = people.first { $0.role == .them }?.name ?? "the other person"
    }

    /// The printed name of `me`, `them` or a name.
    func callAsFunction(_ person: String) -> String {
        switch person {
        case "me": me
        case "them": them
        case "unknown": "person not stated"
        default: person
        }
    }

    /// `me` or `them`, also for the two people's own names; else the name itself.
    func key(_ person: String) -> String {
        if person == me { return "me" }
        return person == them ? "them" : person
    }

    func isSame(_ a: String?, _ b: String) -> Bool { a.map { key($0) == key(b) } ?? false }

    /// Sorts the person who keeps the record first, then the other, then the rest by name.
    func rank(_ person: String) -> String {
        switch key(person) {
        case "me": "0"
        case "them": "1"
        case let name: "2" + name
        }
    }

    func list(_ people: [String]) -> String { Words.list(people.map { self($0) }) }
}

/// Small turns of phrase.
enum Words {
    /// `a`, `a and b`, `a, b and c`.
    static func list(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }

    /// `1 entry`, `3 entries`.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
    }

    /// `entry 4`, `entries 4, 7 and 9–12`; runs of three or more are drawn together.
    static func entries(_ numbers: [Int]) -> String {
        (numbers.count == 1 ? "entry " : "entries ") + runs(numbers).map(\.text).joined(separator: ", ")
    }

    /// `none`, `1 (entry 4)`, `5 (entries 4, 9–12)`; a list of many runs is left to the chronology.
    static func listed(_ numbers: [Int]) -> String {
        if numbers.isEmpty { return "none" }
        let sorted = numbers.sorted()
        let text = runs(sorted).count > 40 ? "marked in the chronology" : entries(sorted)
        return "\(grouped(numbers.count)) (\(text))"
    }

    /// Neighbouring numbers drawn together, for numbers in rising order.
    static func runs(_ numbers: [Int]) -> [Run] {
        var runs: [Run] = []
        for number in numbers {
            if let last = runs.last, last.last + 1 == number {
                runs[runs.count - 1].last = number
            } else {
                runs.append(Run(first: number, last: number))
            }
        }
        return runs
    }

    struct Run {
        let first: Int
        var last: Int

        var text: String {
            switch last - first {
            case 0: "\(first)"
            case 1: "\(first), \(last)"
            default: "\(first)–\(last)"
            }
        }
    }

    /// `12 345` with a no-break space from five digits on.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        guard digits.count > 4 else { return String(number) }
        var text = number < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "\u{A0}" }
            text.append(digit)
        }
        return text
    }

    /// `3 s`, `4 min 3 s`, `2 h 5 min`, `3 d 4 h`: the two largest units, rounded down.
    static func duration(_ seconds: Int) -> String {
        let size = Int(seconds.magnitude)
        let units = [(size / 86_400, "d"), (size / 3600 % 24, "h"), (size / 60 % 60, "min"), (size % 60, "s")]
        guard let first = units.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
        return units[first..<min(first + 2, 4)].filter { $0.0 > 0 }
            .map { "\($0.0)\u{A0}\($0.1)" }.joined(separator: " ")
    }

    static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
