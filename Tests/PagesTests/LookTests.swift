#if Pages
    import Foundation
    import Outside
    import Testing

    @testable import Pages
    @testable import Reports

    @Suite("How the pages look")
    struct LookTests {
        /// Grey pages at 40 dots an inch, compared by how dark they are; small differences between versions of fonts
        /// and of poppler are let pass, a block that moves or is missing is not.
        @Test(
            "is as in the golden pictures; DAYBOOK_REWRITE_GOLDEN=1 makes them anew",
            arguments: [(page: 1, name: "cover"), (2, "summary"), (3, "chronology"), (6, "end")])
        func golden(page: Int, name: String) throws {
            let bytes = PDFReport.bytes(SampleLayout.family(24), json: [])
            let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name).png")
            guard let picture = try Tools(bytes).picture(page, dotsPerInch: 40) else { return }
            if ProcessInfo.processInfo.environment["DAYBOOK_REWRITE_GOLDEN"] == "1" {
                try Data(picture).write(to: file)
            }
            let (now, then) = (
                try #require(PNGPixels(picture)), try #require(PNGPixels([UInt8](try Data(contentsOf: file))))
            )
            #expect((now.width, now.height) == (then.width, then.height))
            let worst = Self.worst(now, then)
            #expect(worst < 24, "a square of a fifth of an inch differs by \(worst) of 255")
        }

        /// The greatest difference of mean darkness between squares of eight by eight pixels.
        private static func worst(_ a: PNGPixels, _ b: PNGPixels) -> Int {
            var worst = 0
            for top in stride(from: 0, to: a.height - 8, by: 8) {
                for left in stride(from: 0, to: a.width - 8, by: 8) {
                    var difference = 0
                    for y in top..<top + 8 {
                        for x in left..<left + 8 {
                            let at = 3 * (y * a.width + x)
                            difference += Int(a.colours[at]) - Int(b.colours[at])
                        }
                    }
                    worst = max(worst, abs(difference) / 64)
                }
            }
            return worst
        }

        @Test("a picture that differs is noticed")
        func noticed() throws {
            let (few, more) = (SampleLayout.family(24), SampleLayout.family(24) { _ in "Another message altogether." })
            guard let one = try Tools(PDFReport.bytes(few, json: [])).picture(3, dotsPerInch: 40),
                let other = try Tools(PDFReport.bytes(more, json: [])).picture(3, dotsPerInch: 40)
            else { return }
            #expect(Self.worst(try #require(PNGPixels(one)), try #require(PNGPixels(other))) >= 24)
        }

        @Test(
            "is written for looking at, if DAYBOOK_LOOK names a folder",
            .enabled(if: ProcessInfo.processInfo.environment["DAYBOOK_LOOK"] != nil))
        func look() throws {
            let folder = URL(filePath: ProcessInfo.processInfo.environment["DAYBOOK_LOOK"] ?? ".")
            for paper in Layout.Paper.allCases {
                let bytes = PDFReport.bytes(SampleLayout.family(24, paper: paper), json: Array("{}".utf8))
                try Data(bytes).write(to: folder.appending(path: "family-\(paper.rawValue).pdf"))
            }
        }
    }
#endif
