import Casework
import Foundation
import Ledger
import Vault

private let sizes = [10_000, 100_000]
private let lengths = [300, 1000]

private func name(_ work: String, _ count: Int, _ byteCount: Int) -> String {
    "\(work), \(count) × \(byteCount) B"
}

extension Bench {
    /// One append and one bare insert in turn, so that what else the disk does meets both.
    static func appendRows(_ workshop: Workshop) throws {
        for byteCount in lengths {
            var medians: [(Int, Double)] = []
            for count in sizes {
                let vault = try workshop.vault(count, byteCount: byteCount)
                let copy = workshop.path("append-\(count)-\(byteCount)")
                try FileManager.default.copyItem(atPath: vault, toPath: copy)
                let bare = try BareTable(copy + ".bare", like: vault)
                let book = try Workshop.open(copy)
                var sample = Sample(byteCount: byteCount)
                var times: (ours: [Double], floor: [Double]) = ([], [])
                for _ in 0..<1000 {
                    let draft = sample.logged()
                    var start = now()
                    let number = try book.record(draft)
                    times.ours.append(now() - start)
                    guard let record = try book.store.read({ try $0.record(number) }) else {
                        throw Floors.Failed(code: 1)
                    }
                    start = now()
                    try bare.append(record)
                    times.floor.append(now() - start)
                }
                book.locked.close()
                for (label, part, bound) in [("p50", 0.5, 1.3), ("p99", 0.99, 1.15)] {
                    let (ours, floor) = (times.ours.percentile(part), times.floor.percentile(part))
                    Table.row(
                        name("append \(label)", count, byteCount), Table.time(ours), floor: Table.time(floor),
                        ratio: ours / floor, bound: "≤ \(bound)×", isMet: ours / floor <= bound)
                }
                medians.append((count, times.ours.median))
                for suffix in ["", ".bare"] { try? FileManager.default.removeItem(atPath: copy + suffix) }
            }
            Table.slope("append \(byteCount) B", medians.map { (entries: $0.0, seconds: $0.1) })
        }
    }

    static func importRows(_ workshop: Workshop) throws {
        var times: [(entries: Int, seconds: Double)] = []
        for count in sizes {
            let file = workshop.path("texts-\(count).xml")
            _ = try SampleFile.write(file, texts: count)
            times.append((count, try importRow(workshop, "import \(count) texts", file, runs: 3)))
            try FileManager.default.removeItem(atPath: file)
        }
        Table.slope("import", times)
    }

    /// A phone's backup of a gigabyte is pictures for the most part: expat alone takes about as long for it as the
    /// bound allows.
    static func gigabyteRow(_ workshop: Workshop) throws {
        let file = workshop.path("gigabyte.xml")
        _ = try SampleFile.write(file, texts: 100_000, pictures: 800, pictureByteCount: 900_000)
        _ = try importRow(workshop, "import 1 GB, 100,800 items", file, runs: 1)
        try FileManager.default.removeItem(atPath: file)
    }

    private static func importRow(
        _ workshop: Workshop, _ work: String, _ file: String, runs: Int
    ) throws -> Double {
        let floor = try Measured.child("floor-expat", file, runs: runs)["seconds"]
        var seconds: [Double] = []
        var megabytes: [Double] = []
        var taken = 0.0
        for run in 0..<runs {
            let vault = try workshop.empty("import-\(run)")
            let child = try Measured.child("import", vault, file)
            seconds.append(child["seconds"])
            megabytes.append(child["megabytes"])
            taken = child["taken"]
            try FileManager.default.removeItem(atPath: vault)
        }
        let rate = taken / seconds.median
        let size = Double(workshop.byteCount(file)) / 1e6
        Table.row(
            work, "\(Table.text(rate, 0))/s, \(Table.text(size / seconds.median, 0)) MB/s", floor: Table.time(floor),
            ratio: seconds.median / floor, bound: "≥ 15000/s", isMet: rate >= 15_000)
        let peak = megabytes.max() ?? .nan
        Table.row(work + ", memory", Table.text(peak, 0) + " MB", bound: "≤ 150 MB", isMet: peak <= 150)
        return seconds.median
    }

    static func verifyRows(_ workshop: Workshop) throws {
        try readRows(workshop, "verify", "verify", floors: ["hashing"])
    }

    static func openRows(_ workshop: Workshop) throws {
        try readRows(workshop, "verify with key", "open", floors: ["hashing", "opening"])
    }

    /// The speed a core is told by the seconds that cores were busy.
    private static func readRows(_ workshop: Workshop, _ work: String, _ child: String, floors: [String]) throws {
        for byteCount in lengths {
            var times: [(entries: Int, seconds: Double)] = []
            for count in sizes {
                let vault = try workshop.vault(count, byteCount: byteCount)
                let floor = try Measured.child("floor-read", vault, runs: 3)
                let floorSeconds = floors.reduce(0) { $0 + floor[$1] }
                let measured = try Measured.child(child, vault, runs: 3)
                let speed = floorSeconds / measured["seconds.cpu"]
                Table.row(
                    name(work, count, byteCount),
                    "\(Table.time(measured["seconds"])), cpu \(Table.time(measured["seconds.cpu"]))",
                    floor: Table.time(floorSeconds), ratio: speed, bound: "≥ 0.5× speed a core", isMet: speed >= 0.5)
                times.append((count, measured["seconds"]))
            }
            Table.slope("\(work) \(byteCount) B", times)
        }
    }

    static func millionRows(_ workshop: Workshop) throws {
        let small = try workshop.vault(10_000, byteCount: 300)
        let large = try workshop.vault(1_000_000, byteCount: 300)
        for (work, child) in [("list first page", "list"), ("head", "head")] {
            let floor = try Measured.child(child, small, runs: 5)
            let measured = try Measured.child(child, large, runs: 5)
            let ratio = measured["seconds"] / floor["seconds"]
            Table.row(
                "\(work), a million (floor: 10,000)", Table.time(measured["seconds"]),
                floor: Table.time(floor["seconds"]), ratio: ratio, bound: "no growth", isMet: ratio <= 1.5)
            let peak = measured["megabytes"]
            Table.row(
                "\(work), a million, memory", Table.text(peak, 0) + " MB", bound: "≤ 200 MB", isMet: peak <= 200)
        }
        for (work, child) in [("verify", "verify"), ("verify with key", "open")] {
            let measured = try Measured.child(child, large)
            let peak = measured["megabytes"]
            Table.row(
                "\(work), a million", "\(Table.time(measured["seconds"])), \(Table.text(peak, 0)) MB",
                bound: "≤ 200 MB", isMet: peak <= 200)
        }
    }

    /// The program itself, from its start to its end, less the derivation of the key.
    static func listRow(_ workshop: Workshop) throws {
        let vault = try workshop.vault(10_000, byteCount: 300)
        let program = ProcessInfo.processInfo.environment["DAYBOOK_BINARY"] ?? ".build/release/daybook"
        guard FileManager.default.isExecutableFile(atPath: program) else {
            return Table.row("unlock to first list, 10,000", "no \(program)")
        }
        let secret = workshop.path("passphrase")
        try Data(Workshop.passphrase.utf8).write(to: URL(fileURLWithPath: secret))
        var derivations: [Double] = []
        for _ in 0..<5 {
            let locked = try LockedBook(at: vault, environment: Workshop.environment(beside: vault))
            let key = SecretKey(copying: Array(Workshop.passphrase.utf8))
            let start = now()
            _ = try locked.unlock(passphrase: key)
            derivations.append(now() - start)
            locked.close()
        }
        for (label, arguments) in [("last 50", ["--last", "50"]), ("all", [])] {
            var times: [Double] = []
            for _ in 0..<5 {
                let process = Process()
                process.executableURL = URL(fileURLWithPath: program)
                process.arguments = ["list", "--vault", vault, "--passphrase-file", secret] + arguments
                process.environment = ["XDG_STATE_HOME": vault + ".state", "HOME": workshop.folder]
                process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
                let start = now()
                try process.run()
                process.waitUntilExit()
                guard process.terminationStatus == 0 else { throw Measured.ChildFailed(work: "list") }
                times.append(now() - start)
            }
            let more = times.median - derivations.median
            Table.row(
                "unlock to list (\(label)), 10,000", "+ " + Table.time(more), floor: Table.time(derivations.median),
                ratio: times.median / derivations.median, bound: "+ ≤ 150 ms", isMet: more <= 0.15)
        }
    }

    static func searchRows(_ workshop: Workshop) throws {
        var times: [(entries: Int, seconds: Double)] = []
        for count in sizes {
            let vault = try workshop.vault(count, byteCount: 300)
            let measured = try Measured.child("search", vault, runs: 3)
            let isBound = count == 100_000
            Table.row(
                "search, \(count), entries open", Table.time(measured["seconds"]),
                bound: isBound ? "≤ 0.3 s" : "", isMet: isBound ? measured["seconds"] <= 0.3 : nil)
            Table.row(
                "search, \(count), with opening",
                Table.time(measured["whole"]) + ", cpu " + Table.time(measured["whole.cpu"]))
            times.append((count, measured["seconds"]))
        }
        Table.slope("search", times)
    }

    static func checkRows(_ workshop: Workshop) throws {
        var times: [(entries: Int, seconds: Double)] = []
        for count in sizes {
            let vault = workshop.path("check-\(count)")
            try FileManager.default.copyItem(atPath: workshop.vault(count, byteCount: 300), toPath: vault)
            let book = try Workshop.open(vault)
            _ = try book.adopt(Array(tenRules.utf8), effectiveFrom: CivilDate(year: 2017, month: 1, day: 1))
            book.locked.close()
            let measured = try Measured.child("check", vault, runs: 3)
            let isBound = count == 100_000
            Table.row(
                "check, \(count) × ten rules",
                "\(Table.time(measured["seconds"])), cpu \(Table.time(measured["seconds.cpu"])),"
                    + " \(Int(measured["findings"])) findings",
                bound: isBound ? "≤ 1 s" : "", isMet: isBound ? measured["seconds"] <= 1 : nil)
            times.append((count, measured["seconds"]))
        }
        Table.slope("check", times)
    }

    /// Judging alone: contacts and other events in memory, the Checker, the counts.
    static func ruleRows(_ workshop: Workshop) throws {
        var times: [(entries: Int, seconds: Double)] = []
        for count in sizes {
            let measured = try Measured.child("rules", String(count), runs: 3)
            let isBound = count == 100_000
            Table.row(
                "judge, \(count) × twenty rules of every kind",
                "\(Table.time(measured["seconds"])), cpu \(Table.time(measured["seconds.cpu"])),"
                    + " \(Int(measured["findings"])) findings",
                bound: isBound ? "≤ 1.5 s" : "", isMet: isBound ? measured["seconds"] <= 1.5 : nil)
            times.append((count, measured["seconds"]))
        }
        Table.slope("judge", times)
        for rule in ["rolling", "silence", "answer", "answer-days", "travel"] {
            let slopes = try sizes.map { count in
                (entries: count, seconds: try Measured.child("rules", String(count), rule, runs: 3)["seconds"])
            }
            Table.slope("judge, the rule \(rule) alone", slopes)
        }
    }

    static func diskRows(_ workshop: Workshop) throws {
        for (byteCount, bound) in [(300, 1600.0), (1000, 2500.0)] {
            let empty = workshop.byteCount(try workshop.empty("empty-\(byteCount)"))
            let imported = workshop.byteCount(try workshop.vault(10_000, byteCount: byteCount)) - empty
            let name = "logged-\(byteCount)"
            let book = try Workshop.open(workshop.path("empty-\(byteCount)"))
            try book.append { recorder in
                var texts = Sample(byteCount: byteCount)
                for _ in 0..<10_000 { _ = try recorder.record(Book.Recordable(texts.logged())) }
            }
            book.locked.close()
            let logged = workshop.byteCount(workshop.path("empty-\(byteCount)")) - empty
            for (label, total) in [("imported", imported), ("logged", logged)] {
                let each = Double(total) / 10_000
                Table.row(
                    "disk, \(byteCount) B \(label)", Table.text(each, 0) + " B an entry",
                    floor: "\(byteCount) B", ratio: each / Double(byteCount), bound: "≤ \(Int(bound)) B",
                    isMet: each <= bound)
            }
            _ = name
        }
    }
}
