#if Pages
    import Ledger

    @testable import Pages
    @testable import Reports

    /// Layouts of an invented family, as Reports would set them out.
    enum SampleLayout {
        /// One line with every script that the PDF must give back: Latin, Cyrillic, Greek, Arabic, Hebrew, Devanagari,
        /// Thai, Chinese, Japanese, Korean and emoji.
        static let everyScript =
            "Café Вторник Καλημέρα الأطفال שלום नमस्ते สวัสดี 明天早上 こんにちは 안녕하세요 😀 👩‍👧 ❤️"

        static let words = [
            "Mia has her reading book. Please bring the blue jacket on Friday, it was cold last time.",
            "Я заберу детей в пятницу в шесть часов вечера у школы, как мы договорились.",
            "سآخذ الأطفال يوم الجمعة الساعة السادسة مساءً من المدرسة.",
            "אני אקח את הילדים ביום שישי בשעה שש בערב מבית הספר.",
            "我星期五下午六点去学校接孩子，请把蓝色的外套带来。", everyScript,
        ]

        static func layout(
            _ sections: [Layout.Section], paper: Layout.Paper = .a4, reference: String? = "MR-2026/17"
        ) -> Layout {
            Layout(
                title: "Record of contacts", language: "en", generated: Instant(seconds: 1_772_734_500),
                program: "Daybook 0.1", reference: reference, paper: paper,
                sections: sections,
                words: .init(
                    page: "Page {page} of {pages}", entryRange: "Entries {first} to {last}", oneEntry: "Entry {first}",
                    root: "Root 9f3a77c104be52d0"))
        }

        static func section(_ name: String, _ heading: String?, startsPage: Bool = false, _ blocks: [Block])
            -> Layout.Section
        {
            Layout.Section(anchor: .named(name), heading: heading, startsPage: startsPage, blocks: blocks)
        }

        static func text(_ text: String, _ role: Paragraph.Role = .body) -> Block {
            .paragraph(Paragraph([Run(text)], role))
        }

        static func chronology(_ count: Int, words: @escaping @Sendable (Int) -> String) -> Table {
            Table(
                caption: "Every contact, oldest first",
                columns: [.init("Entry", share: 7), .init("When", share: 21), .init("What", share: 72)],
                rows: .init(count: count) { index in
                    let number = index + 1
                    let isBreach = number % 7 == 3
                    var what: [Block] = [
                        .paragraph(
                            Paragraph([
                                Run("Text message", .strong), Run(" from "), Run("Jamie Reed", isolated: true),
                                Run(" to "), Run("Alex Morgan", isolated: true), Run(" (incoming)", .soft),
                            ])), .words(words(index)),
                    ]
                    if number % 5 == 0 {
                        what.append(.group(label: "Account of Alex Morgan", [.words("We had agreed on six o’clock.")]))
                    }
                    what.append(text("Recorded 2 hours after it. The time is the message’s own.", .note))
                    if isBreach {
                        what.append(
                            .paragraph(
                                Paragraph(
                                    [
                                        Run("Apparent breach of rule 1 ("), Run("F\(number)", link: .finding(number)),
                                        Run(")"),
                                    ], .breach)))
                    }
                    return Table.Row(
                        [
                            [.paragraph(Paragraph([Run("\(number)", .strong)]))],
                            [
                                .paragraph(Paragraph([Run("Wed 4 March 2026, 22:\(10 + number % 50)", .strong)])),
                                text("UTC+00:00", .note),
                            ], what,
                        ], anchor: .entry(number), entry: number)
                })
        }

        static func findings(_ count: Int) -> Block {
            .table(
                Table(
                    caption: "Findings",
                    columns: [
                        .init("No.", share: 8), .init("Entries", share: 20), .init("What was found", share: 60),
                        .init("Minutes", share: 12, isNumber: true),
                    ],
                    rows: .init(
                        (1...max(1, count)).filter { $0 % 7 == 3 }.map { number in
                            Table.Row(
                                [
                                    [text("F\(number)")],
                                    [.paragraph(Paragraph([Run("entry "), Run("\(number)", link: .entry(number))]))],
                                    [text("The contact was within the quiet hours (21:00 to 07:00).")],
                                    [text("\(number * 3)")],
                                ], anchor: .finding(number))
                        })))
        }

        static let drawing = Drawing(
            width: 480, height: 150,
            marks: [
                .rectangle(x: 40, y: 10, width: 400, height: 40, fill: .hatched(.hairline)),
                .rectangle(x: 40, y: 50, width: 400, height: 60, fill: .open(.soft)),
                .line(from: .init(40, 110), to: .init(440, 110), width: 0.75, ink: .black, isDashed: false),
                .line(from: .init(40, 80), to: .init(440, 80), width: 0.5, ink: .soft, isDashed: true),
                .circle(center: .init(120, 80), radius: 5, fill: .solid(.black)),
                .circle(center: .init(220, 70), radius: 8, fill: .open(.black)),
                .polygon([.init(300, 60), .init(306, 66), .init(300, 72), .init(294, 66)], fill: .solid(.black)),
                .text("Quiet hours", at: .init(36, 34), size: 7, align: .end, ink: .soft),
                .text("Monday", at: .init(40, 122), size: 7, align: .start, ink: .black),
                .text("Wednesday", at: .init(240, 122), size: 7, align: .middle, ink: .black),
                .text("Sunday", at: .init(440, 122), size: 7, align: .end, ink: .black),
            ])

        static func picture(_ bytes: [UInt8]?, hash: String = String(repeating: "ab", count: 32)) -> Block {
            .picture(
                Picture(
                    attachment: attachment(hash), bytes: bytes,
                    caption: [Run("X1, "), Run("kitchen.jpg", isolated: true), Run(", to entry 3")],
                    placeholder: "A picture that cannot be shown; SHA-256 \(hash)"))
        }

        /// A whole report of `count` entries.
        static func family(
            _ count: Int, paper: Layout.Paper = .a4,
            words: @escaping @Sendable (Int) -> String = { Self.words[$0 % Self.words.count] }
        ) -> Layout {
            layout(
                [
                    section(
                        "cover", nil,
                        [
                            text("Record of contacts between Alex Morgan and Jamie Reed", .title),
                            text("1 March to 31 May 2026, with every entry of that time.", .lead),
                            .pairs([
                                Pair("Prepared by", [text("Alex Morgan, a party")]),
                                Pair("Period", [text("1 March 2026 to 31 May 2026, Europe/London")]),
                                Pair("Entries", [text("\(count) shown of \(count + 4)")]),
                                Pair(
                                    "Head number",
                                    [.paragraph(Paragraph([Run("123456 234567 345678 456789", .large)]))]),
                            ]),
                            .code(
                                QRCode(
                                    size: 25, modules: (0..<625).map { $0 * 7919 % 5 < 2 }, label: "The checkpoint")),
                        ]),
                    section(
                        "summary", "1. Summary", startsPage: true,
                        [
                            text("What was agreed, and what the log shows of it."),
                            .list(
                                [
                                    [Run("Alex Morgan: 120 contacts checked, none an apparent breach.")],
                                    [
                                        Run("Jamie Reed: 130 contacts checked, "), Run("F3", link: .finding(3)),
                                        Run(" among them."),
                                    ],
                                ], isOrdered: false),
                            .columns([
                                [
                                    .heading(level: 4, [Run("Alex Morgan")], anchor: nil),
                                    text("120 contacts, 0 found."),
                                ],
                                [
                                    .heading(level: 4, [Run("Jamie Reed")], anchor: nil),
                                    text("130 contacts, 18 found."),
                                ],
                            ]),
                            .figure(
                                Figure(
                                    title: "Week and hour", sentence: "Most contacts were between six and nine.",
                                    note: "Illustrative: the entries listed are the record.", drawing: drawing,
                                    table: Table(
                                        caption: "Contacts by day",
                                        columns: [.init("Day", share: 1), .init("Count", share: 1, isNumber: true)],
                                        rows: .init([
                                            .init([[text("Monday")], [text("12")]]),
                                            .init([[text("Sunday")], [text("3")]]),
                                        ])))),
                        ]),
                    section(
                        "chronology", "2. Chronology",
                        [text("Times are as they were where they happened."), .table(chronology(count, words: words))]),
                    section(
                        "findings", "3. Findings",
                        [.heading(level: 3, [Run("By rule")], anchor: .named("by-rule")), findings(max(count, 3))]),
                    section(
                        "method", "4. Method",
                        [
                            .commands(["sha256sum -c manifest-sha256.txt", "openssl ts -verify -in token.tsr"]),
                            text("Cannot tell: the zone is not known.", .unclear), picture(nil),
                        ]),
                    section(
                        "declaration", "5. Declaration", startsPage: true,
                        [text("To be filled in by hand."), .blank("Name"), .blank("Date and signature")]),
                ], paper: paper)
        }

        static func attachment(_ hash: String) -> Report.AttachmentLine {
            Report.AttachmentLine(
                name: "kitchen.jpg", mediaType: "image/jpeg", byteCount: 1234, sha256: hash, obtained: nil)
        }
    }
#endif
