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
        .mono { font-family: ui-monospace, "SFMono-Regular", "Noto Sans Mono", Menlo, Consolas, monospace;
          font-size: .875em; }
        .large { font-size: 1.25rem; }
        .columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2.5rem; }
        dl { display: grid; grid-template-columns: 11rem 1fr; margin: .75rem 0; border-bottom: 1px solid #bbb; }
        dt, dd { margin: 0; padding: .375rem 0; border-top: 1px solid #bbb; }
        dd p { margin: 0 0 .125rem; }
        dt { color: #444; padding-right: 1rem; }
        .cover h2 { font-size: 1.125rem; margin-top: 1rem; }
        .cover ul { list-style: none; padding: 0; }
        .cover li { margin: .125rem 0; }
        pre { white-space: pre-wrap; font: inherit; font-size: .875rem; margin: .5rem 0; padding: .5rem .75rem;
          border: 1px solid #bbb; }
        table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: .75rem 0 1rem;
          border-bottom: 1px solid #111; }
        th, td { text-align: left; vertical-align: top; padding: .375rem .75rem .375rem 0; border-top: 1px solid #bbb;
          font-weight: normal; }
        th:last-child, td:last-child { padding-right: 0; }
        thead th { border-top: 1px solid #111; border-bottom: 1px solid #111; color: #444; font-size: .875rem;
          overflow-wrap: break-word; vertical-align: bottom; }
        .number { text-align: right; }
        td p, th p { margin: 0 0 .125rem; max-width: none; }
        td .small.soft { font-size: .8125rem; }
        .words { white-space: pre-wrap; unicode-bidi: plaintext; text-align: start; margin: .125rem 0 .25rem;
          max-width: 44rem; }
        .label { color: #444; font-size: .875rem; margin: 0; }
        .group { border-left: 1px solid #111; padding-left: .75rem; margin: .25rem 0 .5rem; }
        .group .words { margin: 0; }
        .mark { margin: .375rem 0 0; font-weight: 600; }
        .mark::before { content: "\\25C6\\A0" / ""; }
        .mark.unclear { font-weight: normal; }
        .mark.unclear::before { content: "\\25C7\\A0" / ""; }
        .state { margin: 0 0 .25rem; font-style: italic; }
        figure { margin: 1rem 0; }
        figcaption { max-width: 44rem; margin: .25rem 0; }
        figcaption strong { display: block; }
        figure svg { display: block; width: 100%; max-width: 46rem; height: auto; font-family: inherit; }
        .code { display: block; width: 9.5rem; height: 9.5rem; margin: .75rem 0 .25rem; }
        .picture { margin: 0; }
        .picture img { display: block; max-width: 100%; max-height: 24rem; width: auto; height: auto;
          border: 1px solid #bbb; }
        .picture figcaption { font-size: .875rem; color: #444; }
        .placeholder { border: 1px dashed #444; padding: .75rem; font-size: .875rem; }
        .blank { display: flex; align-items: baseline; gap: .75rem; margin: 1.25rem 0 0; }
        .blank::after { content: ""; flex: 1; border-bottom: 1px solid #111; }
        .blank span { color: #444; min-width: 9rem; }
        :target { background: #fff6cf; }
        @media (max-width: 42rem) {
          body { padding: 1rem 1rem 3rem; }
          h1 { font-size: 1.625rem; }
          .columns, dl { grid-template-columns: minmax(0, 1fr); }
          dl dt { padding-bottom: 0; }
          dl dd { border-top: 0; padding-top: 0; }
          .large { font-size: 1.125rem; }
          table, tbody, tr, th, td { display: block; width: auto; }
          colgroup { display: none; }
          thead { position: absolute; left: -100vw; width: 1px; height: 1px; overflow: hidden; }
          tr { border-top: 1px solid #111; padding: .625rem 0; }
          th, td { border: 0; padding: .125rem 0; }
          .number { text-align: left; }
          [data-label]::before { content: attr(data-label) ": "; color: #444; font-size: .875rem; font-weight: normal; }
          .blank { flex-wrap: wrap; }
          .blank::after { flex-basis: 100%; height: 1.5rem; }
        }
        @media print {
          html { font-size: 9.5pt; line-height: 1.3; }
          p, ul, ol { max-width: none; }
          body { max-width: none; padding: 0; margin: 0; }
          h1 { font-size: 20pt; margin-top: 0; }
          h2 { font-size: 13pt; margin: 14pt 0 5pt; padding-top: 5pt; }
          h3 { font-size: 10.5pt; margin: 9pt 0 2pt; }
          h4 { font-size: 9.5pt; margin: 6pt 0 1pt; }
          p, ul, ol, dl { margin-top: 2pt; margin-bottom: 2pt; }
          li { margin: 1pt 0; }
          dt, dd { padding: 2pt 0; }
          dl > * { break-inside: avoid; }
          dt { break-after: avoid; }
          table { margin: 4pt 0 6pt; }
          th, td { padding: 2pt 8pt 2pt 0; }
          h2, h3, h4, figcaption, .label { break-after: avoid; }
          .cover h2 { font-size: 11pt; margin-top: 8pt; }
          .cover dt, .cover dd { padding: 3pt 0; }
          .page { break-before: page; margin-top: 0; }
          a { color: inherit; text-decoration: none; }
          .skip { display: none; }
          .small, .label, thead th, pre, .picture figcaption, .placeholder { font-size: 8.25pt; line-height: 1.3; }
          td .small.soft { font-size: 7.75pt; line-height: 1.25; }
          .large { font-size: 12pt; }
          td p, th p { margin-bottom: 0; }
          .mark { margin: 1pt 0 0; }
          .words { margin: 0 0 1pt; max-width: none; }
          h3 + p, h4 + p, .state { break-after: avoid; }
          p, li, .words { orphans: 3; widows: 3; }
          thead { display: table-header-group; }
          tr, figure, .blank, .group { break-inside: avoid; }
          tr.long { break-inside: auto; }
          figure svg { max-height: 110mm; }
          .picture img { max-height: 90mm; }
          .code { width: 34mm; height: 34mm; }
          :target { background: none; }
        }

        """
}
