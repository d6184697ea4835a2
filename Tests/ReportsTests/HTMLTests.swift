import SampleFamily
import Testing

@testable import Reports

@Suite("report.html")
struct HTMLTests {
    static func escaped(_ text: String) -> String {
        var out = HTMLText()
        out.text(text)
        return String(decoding: out.bytes, as: UTF8.self)
    }

    @Test(
        "shows text as text",
        arguments: [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload='x' & co", "&quot; onload=&#39;x&#39; &amp; co"),
            ("&lt;", "&amp;lt;"), ("a\u{0}b\u{1B}[31m\u{7F}", "a␀b␛[31m␡"), ("a\nb\tc\r\nd\re", "a\nb\tc\nd␍e"),
            ("\u{202E}exe\u{202C}\u{2066}x\u{2069}", "[U+202E]exe[U+202C][U+2066]x[U+2069]"),
            ("\u{85}\u{9F}\u{A0}", "[U+0085][U+009F]\u{A0}"), ("\u{2028}\u{FEFF}\u{FFFE}", "[U+2028][U+FEFF][U+FFFE]"),
            ("\u{1FFFF}", "[U+1FFFF]"), ("👩‍👧 e\u{301} שלום\u{200F} می‌روم ❤️", "👩‍👧 e\u{301} שלום\u{200F} می‌روم ❤️"),
            ("", ""),
        ])
    func text(given: String, shown: String) { #expect(Self.escaped(given) == shown) }

    @Test("runs nothing and fetches nothing, whatever the fields say")
    func hostile() {
        let attack = "\"><script>x</script><img src=http://example.org/a onerror=x>'\u{202E}</style><!--"
        var input = Family.few()
        input.title = attack
        input.reference = attack
        input.preparedBy = attack
        input.people[1].name = attack
        input.people[1].addresses = [attack]
        input.rules[0].clause = attack
        input.rules[0].explanation = [attack]
        input.findings[0].reason = attack
        input.findings[5].missing = attack
        input.head.checkpoint = attack
        let html = String(decoding: HTMLReport.bytes(Report(input)), as: UTF8.self)
        for bad in ["<script", "<img", "src=\"", "href=\"http", "\u{202E}", "<!--", "@import", "url("] {
            #expect(!html.contains(bad), "\(bad)")
        }
        #expect(html.split(separator: "</style>").count == 2)
        #expect(html.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
        #expect(html.contains("<title>Record of contacts</title>"))
    }

    @Test("has headings in order, every id once, and no link that leads nowhere", arguments: [true, false])
    func structure(isFew: Bool) {
        let html = String(decoding: HTMLReport.bytes(Report(isFew ? Family.few() : Family.month())), as: UTF8.self)
        let levels = html.matches(of: /<h([1-6])/).compactMap { Int($0.1) }
        #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
        for (a, b) in zip(levels, levels.dropFirst()) { #expect(b <= a + 1) }
        let ids = html.matches(of: /\ id="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        let links = Set(html.matches(of: /href="#([^"]+)"/).map { String($0.1) })
        #expect(links.subtracting(ids).isEmpty)
        for tag in ["table", "tr", "td", "th", "p", "div", "section", "dl", "ul", "ol", "dd", "bdi", "span", "a"] {
            let opened = html.ranges(of: "<\(tag)>").count + html.ranges(of: "<\(tag) ").count
            #expect(opened == html.ranges(of: "</\(tag)>").count, "\(tag)")
        }
    }

    @Test("stays whole with a megabyte of words, one word of 50,000 letters, no words, no entries")
    func extremes() {
        for words in [String(repeating: "word ", count: 1 << 18), String(repeating: "x", count: 50_000), "", nil] {
            let html = String(decoding: HTMLReport.bytes(Report(Family.one(words: words))), as: UTF8.self)
            #expect(words.map { html.utf8.count > $0.utf8.count } ?? true)
            #expect(html.hasSuffix("</html>\n"))
        }
        let empty = String(decoding: HTMLReport.bytes(Report(Family.input(size: 0))), as: UTF8.self)
        #expect(empty.contains("No contacts or events are shown in this report."))
    }

    @Test("uses none of the words that the project does not use")
    func wording() {
        let html = String(decoding: HTMLReport.bytes(Report(Family.few())), as: UTF8.self).lowercased()
        for word in ["violation", "abuse", "victim", "proof", "tamper", "admissible", "guilt"] {
            #expect(!html.contains(word), "\(word)")
        }
        #expect(html.contains("unchanged since they were recorded"))
    }
}
