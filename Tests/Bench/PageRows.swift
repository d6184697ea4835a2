import Casework
import Foundation
import Ledger
import Pages
import Reports

extension Bench {
    /// A report of messages in four scripts, from the opened entries to the bytes of its files.
    static func pageRows(_ workshop: Workshop) throws {
        var times: [(entries: Int, seconds: Double)] = []
        for count in [10_000, 100_000] {
            let vault = try manyScripts(count, workshop)
            let isBound = count == 10_000
            let page = try Measured.child("html", vault, runs: 3)
            Table.row(
                "report.html of \(count)", Table.time(page["seconds"]), bound: isBound ? "≤ 1 s" : "",
                isMet: isBound ? page["seconds"] <= 1 : nil)
            #if Pages
                let pdf = try Measured.child("pdf", vault, runs: isBound ? 3 : 1)
                let size = Table.text(pdf["bytes"] / 1e6, 0) + " MB"
                Table.row(
                    "report.pdf of \(count), four scripts (\(size))",
                    "\(Table.time(pdf["seconds"])), cpu \(Table.time(pdf["seconds.cpu"]))",
                    bound: isBound ? "≤ 6 s" : "",
                    isMet: isBound ? pdf["seconds"] <= 6 : nil)
                // What the opened entries and the report take is there before a page is made.
                Table.row(
                    "report.pdf of \(count), memory",
                    Table.text(pdf["megabytes"], 0) + " MB, before it " + Table.text(pdf["before"], 0) + " MB",
                    bound: isBound ? "≤ 250 MB" : "", isMet: isBound ? pdf["megabytes"] <= 250 : nil)
                times.append((count, pdf["seconds"]))
            #endif
        }
        if !times.isEmpty { Table.slope("report.pdf", times) }
    }

    private static func manyScripts(_ count: Int, _ workshop: Workshop) throws -> String {
        let vault = try workshop.empty("scripts-\(count)")
        let book = try Workshop.open(vault)
        try book.append { recorder in
            var sample = Sample(byteCount: 300)
            for index in 0..<count {
                var draft = sample.logged()
                if index % 4 > 0 { draft.words = words(index) }
                _ = try recorder.record(Book.Recordable(draft))
            }
        }
        book.locked.close()
        return vault
    }

    /// Russian, Arabic or Chinese, of some 160 letters, each message another.
    private static func words(_ index: Int) -> String {
        let words = lexicons[index % 4 - 1]
        let joint = index % 4 == 3 ? "" : " "
        return (0..<27).map { words[(index / 4 * 7 + $0 * ($0 + index / 4)) % words.count] }.joined(separator: joint)
            + "."
    }

    private static let lexicons = [
        "я заберу детей в пятницу вечером у школы как мы договорились принеси синюю куртку и домашнюю работу пожалуйста",
        "سآخذ الأطفال يوم الجمعة مساء من المدرسة كما اتفقنا أحضري السترة الزرقاء والواجب من فضلك لا أستطيع اليوم",
        "我 星期五 下午 六点 去 学校 接孩子 请把 蓝色的 外套 和 作业 带来 今天 不能 明天 可以 谢谢",
    ].map { $0.split(separator: " ").map(String.init) }
}

extension Child {
    static func page(_ vault: String) throws {
        let report = try report(vault)
        let bytes = timed("seconds") { HTMLReport.bytes(report) }
        Child.report("bytes", Double(bytes.count))
    }

    #if Pages
        static func pdf(_ vault: String) throws {
            let report = try report(vault)
            Child.report("before", peakMegabytes())
            let pieces = timed("seconds") {
                let layout = Layout(report)
                var parts = LayoutParts()
                parts.missingGlyphs = PDFReport.missing(among: layout.scalars(), language: layout.language)
                return PDFReport.pieces(Layout(report, parts)) { JSONReport.write(report, to: $0) }
            }
            Child.report("bytes", Double(pieces.reduce(0) { $0 + $1.count }))
            if let path = ProcessInfo.processInfo.environment["DAYBOOK_LOOK"] {
                try Data(pieces.joined()).write(to: URL(fileURLWithPath: path))
            }
        }
    #endif

    private static func report(_ vault: String) throws -> Report {
        let book = try Workshop.open(vault)
        return try book.report(ReportRequest(folder: ""), review: book.review())
    }
}
