/// The one style sheet, inside the page. Black on white, hairlines, one family, tabular figures.
enum StyleSheet {
    static let text: StaticString = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        html { font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, sans-serif;
          color: #111; background: #fff; font-variant-numeric: tabular-nums; -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 60rem; overflow-wrap: anywhere; }
        h1 { font-size: 2rem; line-height: 1.2; margin: 1rem 0 .25rem; font-weight: 600; }
        h2 { font-size: 1.375rem; line-height: 1.25; margin: 3rem 0 .75rem; padding-top: .75rem;
          border-top: 1px solid #111; font-weight: 600; }
        h3 { font-size: 1.0625rem; margin: 1.75rem 0 .375rem; font-weight: 600; }
        h4 { font-size: 1rem; margin: 1.25rem 0 .25rem; font-weight: 600; }
        p { margin: .375rem 0; max-width: 44rem; }
        ul, ol { margin: .375rem 0; padding-left: 1.25rem; max-width: 44rem; }
        li { margin: .25rem 0; }
        a { color: #0b4a8f; text-underline-offset: .15em; text-decoration-thickness: 1px; }
        a:focus-visible { outline: 3px solid #0b4a8f; outline-offset: 2px; }
        .skip { position: absolute; left: -100vw; background: #fff; padding: .5rem 1rem; }
        .skip:focus { left: 1rem; top: 1rem; }
        .lead { font-size: 1.125rem; margin: 0 0 1.25rem; }
        .soft { color: #444; }
        .small { font-size: .875rem; line-height: 1.4; }
        .columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2.5rem; }
        dl { display: grid; grid-template-columns: 11rem 1fr; margin: .75rem 0; border-bottom: 1px solid #bbb; }
        dt, dd { margin: 0; padding: .375rem 0; border-top: 1px solid #bbb; }
        dt { color: #444; padding-right: 1rem; }
        .what .facts { font-size: .8125rem; max-width: none; margin: .125rem 0 0; }
        .head-number { font-size: 1.25rem; letter-spacing: .02em; display: inline-block; max-width: 24rem; }
        .root { display: inline-block; max-width: 26rem; }
        .head-number span, .root span { display: inline-block; margin-right: .75em; }
        .root span { margin-right: .5em; }
        pre { white-space: pre-wrap; font: inherit; font-size: .875rem; margin: .5rem 0; padding: .5rem .75rem;
          border: 1px solid #bbb; }
        table { width: 100%; border-collapse: collapse; margin: .75rem 0 1rem; border-bottom: 1px solid #111; }
        caption { text-align: left; color: #444; padding: 0 0 .5rem; }
        th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-top: 1px solid #bbb;
          font-weight: normal; }
        th:last-child, td:last-child { padding-right: 0; }
        thead th { border-top: 1px solid #111; border-bottom: 1px solid #111; color: #444; font-size: .875rem; }
        tbody th { font-weight: 600; }
        tr.part th { font-weight: normal; padding-left: 1.25rem; }
        td .count { display: inline-block; min-width: 1.5em; font-weight: 600; }
        .chronology th[scope=row] { width: 3rem; }
        .chronology td.when { width: 12.5rem; padding-right: 1rem; }
        .chronology th, .chronology td { padding-top: .375rem; padding-bottom: .375rem; }
        .when p, .what p { margin: 0 0 .125rem; }
        .words { white-space: pre-wrap; unicode-bidi: plaintext; text-align: start;
          margin: .125rem 0 .25rem; }
        .places { columns: 2; column-gap: 2.5rem; }
        .places table { font-size: .8125rem; margin: 0; }
        .places th, .places td { padding: .125rem .5rem .125rem 0; white-space: nowrap; }
        .label { color: #444; font-size: .875rem; margin: 0; }
        .account { border-left: 1px solid #111; padding-left: .75rem; margin: .25rem 0 .5rem; }
        .account .words { font-size: 1rem; font-style: normal; margin: 0; }
        .mark { margin: .375rem 0 0; padding-left: .625rem; border-left: .25rem solid #111; font-weight: 600; }
        .mark.unclear { border-left-style: double; font-weight: normal; }
        .state { margin: 0 0 .25rem; font-style: italic; }
        .quote { margin: .5rem 0; padding-left: .75rem; border-left: 1px solid #111; white-space: pre-wrap;
          unicode-bidi: plaintext; }
        .hash { font-size: .875rem; color: #444; }
        th { overflow-wrap: break-word; }
        tbody th .small { font-weight: normal; }
        .summary { table-layout: fixed; }
        .summary thead th:first-child { width: 26%; }
        .changes { table-layout: fixed; }
        .changes thead th:first-child { width: 18%; }
        .findings thead th:nth-child(1) { width: 4rem; }
        .findings thead th:nth-child(2) { width: 9.5rem; }
        .findings thead th:nth-child(3) { width: 6.5rem; }
        .due thead th:nth-child(1) { width: 3.5rem; }
        .due thead th:nth-child(2) { width: 6.5rem; }
        .due thead th:nth-child(5) { width: 11rem; }
        .left-out thead th:nth-child(1) { width: 55%; }
        .left-out thead th:nth-child(2) { width: 5rem; }
        :target { background: #fff6cf; }
        @media (max-width: 42rem) {
          body { padding: 1rem 1rem 3rem; }
          h1 { font-size: 1.625rem; }
          .columns, dl { grid-template-columns: 1fr; }
          dl dt { padding-bottom: 0; }
          dl dd { border-top: 0; padding-top: 0; }
          .head-number { font-size: 1.125rem; }
          .summary, .changes { table-layout: auto; }
          table, tbody, tr, th, td, caption { display: block; width: auto; }
          thead { position: absolute; left: -100vw; width: 1px; height: 1px; overflow: hidden; }
          tr { border-top: 1px solid #111; padding: .625rem 0; }
          th, td, tr.part th { border: 0; padding: .125rem 0; }
          .chronology th[scope=row], .chronology td.when { width: auto; padding-right: 0; }
          .chronology th[scope=row]::before { content: "Entry "; }
          td[data-label]::before { content: attr(data-label); display: block; color: #444; font-size: .875rem; }
          td.when { padding-bottom: .25rem; }
          .places { columns: auto; }
          .places table { display: table; width: 100%; }
          .places thead { display: table-header-group; position: static; }
          .places tbody { display: table-row-group; }
          .places tr { display: table-row; }
          .places th, .places td { display: table-cell; padding: .25rem .5rem .25rem 0; }
        }
        @media print {
          html { font-size: 9.5pt; line-height: 1.23; }
          p, ul, ol { max-width: none; }
          body { max-width: none; padding: 0; margin: 0; }
          h1 { font-size: 20pt; margin-top: 0; }
          h2 { font-size: 13pt; margin: 14pt 0 5pt; padding-top: 5pt; }
          h3 { font-size: 10.5pt; margin: 9pt 0 2pt; }
          h4 { font-size: 9.5pt; margin: 6pt 0 1pt; }
          p, ul, ol, dl { margin-top: 2pt; margin-bottom: 2pt; }
          li { margin: 1pt 0; }
          dt, dd { padding: 1.5pt 0; }
          table { margin: 4pt 0 6pt; }
          th, td { padding: 2.5pt 8pt 2.5pt 0; }
          h2, h3, h4, caption, .label { break-after: avoid; }
          h2:not(.page), .rule { break-inside: avoid; }
          .rule h4, .rule p { break-after: avoid; }
          .cover h2 { margin-top: 10pt; padding-top: 5pt; margin-bottom: 4pt; font-size: 12pt; }
          .cover dt, .cover dd { padding: 3pt 0; }
          .cover, .cover .small, .cover ol, .cover ul { font-size: 9.5pt; line-height: 1.35; }
          .cover li { margin: 1pt 0; }
          .cover .lead { font-size: 11pt; margin-bottom: 10pt; }
          .cover .head-number { font-size: 12pt; }
          .cover section, .cover nav { break-inside: avoid; }
          .page { break-before: page; margin-top: 0; }
          a { color: inherit; text-decoration: none; }
          .skip { display: none; }
          .small, .label, .hash, thead th, pre { font-size: 8.25pt; line-height: 1.3; }
          .what .facts, .places table { font-size: 7.75pt; line-height: 1.25; margin-top: 0; }
          .places th, .places td { padding: .5pt 4pt .5pt 0; }
          .chronology th, .chronology td { padding-top: 1.5pt; padding-bottom: 1.5pt; }
          .when p, .what p { margin-bottom: 0; }
          .mark { margin: 1pt 10pt 0 0; display: inline-block; }
          .places { columns: 3; column-gap: 5mm; }
          h3 + p, h4 + p, .checked { break-after: avoid; }
          .words { margin: 0 0 1pt; }
          p, li, .words { orphans: 3; widows: 3; }
          thead { display: table-header-group; }
          tr, dl > div, .finding { break-inside: avoid; }
          tr.long { break-inside: auto; }
          .findings, .changes, .due { break-before: avoid; }
          :target { background: none; }
          .chronology td.when { width: 37mm; padding-right: 2mm; }
          .chronology th[scope=row] { width: 9mm; }
          .findings th, .findings td { padding-right: 5pt; }
          .findings thead th:nth-child(1) { width: 10mm; }
          .findings thead th:nth-child(2) { width: 28mm; }
          .id { display: none; }
          .findings thead th:nth-child(3) { width: 18mm; }
        }

        """
}
