extension HTMLPage {
    /// Head of the file. The window title is the same for every report and says nothing.
    mutating func start() {
        out.markup(
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">
            <title>Record of contacts</title>
            <style>

            """)
        out.markup(StyleSheet.text)
        out.markup("@page { margin: 14mm 15mm 15mm;\n  @bottom-left { content: \"")
        out.styleString(footer)
        out.markup(
            """
            "; font: 8pt system-ui, sans-serif; color: #444; }
              @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt system-ui, sans-serif; color: #444; } }
            </style>
            </head>
            <body>
            <a class="skip" href="#chronology">Skip to the chronology</a>
            <main>

            """)
    }

    private var footer: String {
        let start = "root " + report.cover.head.root.prefix(16)
        return report.cover.reference.map { $0.prefix(60) + " · " + start } ?? start
    }

    mutating func cover() {
        let cover = report.cover
        out.markup("<div class=\"cover\">\n<header>\n")
        out.element("<h1 dir=\"auto\">", cover.title, "</h1>\n")
        out.element("<p class=\"lead\">Prepared by a party: <bdi>", cover.preparedBy, "</bdi></p>\n")
        out.markup("</header>\n<dl>\n")
        if let reference = cover.reference { row("Reference") { $0.out.text(reference) } }
        row("People") { $0.parties() }
        row("Period") { $0.out.text(cover.periodText) }
        row("Time zone") { $0.out.text(cover.zone + "; every time is also given in UTC") }
        row("Entries") { $0.counts() }
        row("Made") { $0.made() }
        row("Head number") { $0.headNumber() }
        row("Root hash") { $0.root() }
        out.markup(
            "</dl>\n<div class=\"columns\">\n<section aria-labelledby=\"is\">\n<h2 id=\"is\">What this is</h2>\n")
        out.list(cover.isText)
        out.markup("</section>\n<section aria-labelledby=\"is-not\">\n<h2 id=\"is-not\">What this is not</h2>\n")
        out.list(cover.isNotText)
        out.markup(
            "</section>\n</div>\n<div class=\"columns\">\n<section aria-labelledby=\"check\">\n<h2 id=\"check\">To check it</h2>\n<ol>\n"
        )
        for line in cover.checkText { out.element("<li>", line, "</li>\n") }
        out.markup("</ol>\n</section>\n")
        contents()
    }

    private mutating func row(_ label: StaticString, _ value: (inout HTMLPage) -> Void) {
        out.markup("<dt>")
        out.markup(label)
        out.markup("</dt><dd>")
        value(&self)
        out.markup("</dd>\n")
    }

    private mutating func parties() {
        if report.cover.parties.isEmpty { out.markup("None named") }
        for (index, party) in report.cover.parties.enumerated() {
            if index > 0 { out.markup("<br>") }
            out.element("<bdi>", party.name, "</bdi>")
            out.element(" <span class=\"soft\">(", party.roleText.lowercased(), ")</span>")
            if !party.addresses.isEmpty {
                out.element(" <span class=\"small soft\">", party.addresses.joined(separator: ", "), "</span>")
            }
        }
    }

    private mutating func counts() {
        out.text(report.cover.countsText)
        out.markup(" <a href=\"#left-out\">See entries left out</a>")
    }

    private mutating func made() {
        out.text(report.cover.generated.text)
        out.markup("<br><span class=\"small soft\">")
        out.text(report.cover.generated.utcText + ", by " + report.cover.program)
        out.markup("</span>")
    }

    private mutating func headNumber() {
        out.markup("<span class=\"head-number\">")
        for group in report.cover.head.number.split(whereSeparator: { $0 == "-" || $0 == " " }) {
            out.element("<span>", String(group), "</span> ")
        }
        out.markup("</span><br><span class=\"small soft\">To read out; it stands for all ")
        out.text(Words.count(report.cover.inLog, "entry", "entries"))
        out.markup(" of the log.</span>")
    }

    /// In groups of four digits.
    private mutating func root() {
        out.markup("<span class=\"root\">")
        var rest = report.cover.head.root[...]
        while !rest.isEmpty {
            out.element("<span>", String(rest.prefix(4)), "</span> ")
            rest = rest.dropFirst(4)
        }
        out.markup("</span>")
    }

    private mutating func contents() {
        out.markup(
            """
            <nav aria-labelledby="contents">
            <h2 id="contents">Contents</h2>
            <ol class="contents">
            <li><a href="#summary">Summary</a></li>
            <li><a href="#rules">Rules in force</a></li>
            <li><a href="#chronology">Chronology</a></li>
            <li><a href="#results">Apparent breaches by rule</a></li>
            <li><a href="#due">Check-ins and handovers</a></li>
            <li><a href="#corrections">Amendments and retractions</a></li>
            <li><a href="#left-out">Entries left out, and gaps</a></li>
            <li><a href="#method">Method, checking and limits</a></li>
            </ol>
            </nav>
            </div>
            </div>

            """)
    }
}
