#if Pages
    import Testing

    @testable import Pages
    @testable import Reports

    @Suite("Text in the PDF")
    struct TextTests {
        /// The words of one message, as `pdftotext` gives them back.
        private func found(_ words: String) throws -> String? {
            let layout = SampleLayout.layout([SampleLayout.section("s", nil, [.words(words)])])
            return try Tools(PDFReport.bytes(layout, json: [])).pages()?.joined(separator: "\n")
        }

        @Test("of every script, all in one line, is found again word by word")
        func everyScript() throws {
            guard let found = try found(SampleLayout.everyScript) else { return }
            let words = Set(found.soughtWords)
            for word in SampleLayout.everyScript.soughtWords {
                #expect(words.contains(word), "\(word) is not in: \(found)")
            }
        }

        @Test("of whole messages is found again word by word", arguments: SampleLayout.words)
        func messages(message: String) throws {
            guard let found = try found(message) else { return }
            let words = Set(found.soughtWords)
            for word in message.soughtWords {
                // A line may end within a text that has no spaces.
                let isThere = words.contains(word) || found.filter { !$0.isNewline }.contains(word)
                #expect(isThere, "\(word) is not in: \(found)")
            }
        }

        @Test("of marked letters is found again: points, vowels, ligatures, joined consonants")
        func marked() throws {
            for text in ["שָׁלוֹם", "مُحَمَّد لا إله", "क्षत्रिय विद्यार्थी", "กำลังน้ำ", "café naïve ﬁnd office", "Ångström"] {
                guard let found = try found(text) else { return }
                for word in text.soughtWords {
                    #expect(Set(found.soughtWords).contains(word), "\(word) is not in: \(found)")
                }
            }
        }

        @Test("words on both sides of a line's end stay apart for those who hear or copy them")
        func lineEnds() throws {
            let words = (0..<300).map { "word\($0)" }.joined(separator: " ") + "\nand a line of its own\nand the last"
            let layout = SampleLayout.layout([SampleLayout.section("s", nil, [.words(words)])])
            guard let text = try StructureText(Tools(PDFReport.bytes(layout, json: []))) else { return }
            #expect(text.text == words.oneSpaced)
        }

        @Test("after bold or slanted words is set upright again")
        func cuts() {
            let setter = Typesetter(language: "en")
            for first in [Span("One ", size: 9, isBold: true), Span("One ", size: 9, isItalic: true)] {
                let runs = setter.lines([first, Span("two", size: 9)], width: nil)[0].runs
                #expect(runs.count == 2 && runs[0].font != runs[1].font)
                #expect(runs.last?.font == setter.lines([Span("two", size: 9)], width: nil)[0].runs[0].font)
            }
        }

        @Test("a direction override stands as what it is, and control characters as their pictures")
        func hidden() throws {
            guard let found = try found("evil\u{202E}txt.exe and \u{7}bell\u{0} and \u{FEFF}mark") else { return }
            #expect(found.contains("evil[U+202E]txt.exe and ␇bell␀ and [U+FEFF]mark"))
        }

        @Test("a character that no font has stands as its code point, and is told beforehand")
        func missing() throws {
            let private1 = Unicode.Scalar(0xE123 as UInt16)!
            #expect(PDFReport.missing(among: ["a", "ж", "م", "😀", private1], language: "en") == [private1])
            guard let found = try found("before \(private1) after") else { return }
            #expect(found.contains("before [U+E123] after"))
        }

        @Test("a word of 50,000 letters is broken and nothing of it is cut off")
        func longWord() throws {
            let word = String((0..<50_000).map { Character(Unicode.Scalar(UInt8(97 + $0 * 7 % 26))) })
            guard let found = try found(word) else { return }
            #expect(Self.withoutFeet(found) == word)
        }

        @Test("a message of 200,000 words goes on from page to page, whole")
        func longMessage() throws {
            let message = (0..<200_000).map { "w\($0)" }.joined(separator: " ")
            let layout = SampleLayout.family(1) { _ in message }
            guard let pages = try Tools(PDFReport.bytes(layout, json: [])).pages() else { return }
            var next = 0
            for page in pages {
                for word in page.soughtWords where word == "w\(next)" { next += 1 }
            }
            #expect(next == 200_000)
            let middle = pages[pages.count / 2]
            #expect(middle.contains("Entry 1") && middle.soughtWords.contains("1"), "its number is repeated")
        }

        private static func withoutFeet(_ text: String) -> String {
            text.split(separator: "\n").filter { !$0.contains("MR-2026") && !$0.contains("Page ") }.joined()
                .filter { $0.isLetter }
        }
    }
#endif
