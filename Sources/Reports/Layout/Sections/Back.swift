import Ledger

extension LayoutBuilder {
    func exhibits() -> [Block] {
        let exhibits = report.exhibits
        if exhibits.isEmpty { return [text(.noExhibits)] }
        let row = ExhibitRow(say, links, exhibits, parts.file)
        return [
            text(.exhibitsNote, .note),
            .table(
                Table(
                    caption: say(.titleExhibits),
                    columns: columns((.columnExhibit, 10), (.columnFile, 45), (.columnShownFile, 45)),
                    rows: Table.Rows(count: exhibits.count) { row.row(exhibits[$0]) })),
        ]
    }

    func corrections() -> [Block] {
        if report.corrections.isEmpty { return [text(.noCorrections)] }
        return [text(.correctionsNote)]
            + report.corrections.flatMap { correction in
                correction.steps.flatMap { step($0, of: correction.number) }
            }
    }

    private func step(_ step: Report.Correction.Step, of number: Int) -> [Block] {
        var first = [Run(say(.recordedOn, ["time": step.recorded.text]) + " ")]
        first += say.runs(.firstVersion, [], ["entry": [links.entry(number)]])
        if let note = step.note { first.append(Run(" " + note)) }
        var blocks: [Block] = [
            .heading(level: 3, [Run(step.title)], anchor: .entry(step.entry)), .paragraph(Paragraph(first)),
            .paragraph(Paragraph(say.runs(.reasonIs, [], ["reason": [Run(step.reason, isolated: true)]]))),
        ]
        guard !step.changes.isEmpty else { return blocks }
        func version(_ text: String?) -> [Block] {
            text.map { [.words($0)] } ?? [.paragraph(Paragraph([Run(say(.notStated), .soft)]))]
        }
        blocks.append(
            .table(
                Table(
                    caption: step.title,
                    columns: [
                        Table.Column(say(.columnChanged), share: 18),
                        Table.Column(say(.columnOld, ["entry": "\(step.corrects)"]), share: 41),
                        Table.Column(say(.columnNew, ["entry": "\(step.entry)"]), share: 41),
                    ],
                    rows: Table.Rows(
                        step.changes.map { Table.Row([cell($0.label), version($0.old), version($0.new)]) })
                )))
        return blocks
    }

    func leftOut() -> [Block] {
        let leftOut = report.leftOut
        var blocks: [Block] = [text(report.cover.countsText), text(leftOut.sentence)]
        if !leftOut.groups.isEmpty {
            let rows = leftOut.groups.map { group in
                Table.Row([
                    cell(group.title) + [text(group.text, .note)], cell(say.grouped(group.entries.count)),
                    cell(links.numbers(group.entries)),
                ])
            }
            blocks.append(
                .table(
                    Table(
                        caption: say(.titleLeftOut),
                        columns: columns((.columnLeftOut, 52), (.columnCount, 10), (.columnEntries, 38)),
                        rows: Table.Rows(rows))))
        }
        if !leftOut.parts.isEmpty {
            blocks.append(text(.partsWithheld))
            blocks.append(
                .list(
                    NumberRuns.groups(leftOut.parts, by: { [$0.name, $0.reason] }, number: \.entry).map {
                        part, numbers in
                        say.runs(
                            .partWithheld, [],
                            [
                                "entries": links.entries(EntryCount(numbers)), "part": [Run(part.text)],
                                "reason": part.reason.map { [Run(" ("), Run($0, isolated: true), Run(")")] } ?? [],
                            ])
                    }, isOrdered: false))
        }
        if let redacted = leftOut.redacted {
            blocks.append(
                .paragraph(
                    Paragraph(
                        redacted.count == 0
                            ? [Run(say(.redactedNone))]
                            : say.runs(
                                .redactedIn, [],
                                [
                                    "count": [Run(say.count(redacted.count, .entryCount))],
                                    "numbers": links.numbers(redacted),
                                ]))))
            blocks.append(text(.redactedOnly, .note))
        }
        for gap in leftOut.gaps {
            blocks.append(
                .paragraph(
                    Paragraph(
                        say.runs(.gapIn, [], ["text": [Run(gap.text, isolated: true)]])
                            + (gap.entry.map { [Run(" (")] + links.entries(EntryCount([$0])) + [Run(")")] } ?? []))))
        }
        if leftOut.gaps.isEmpty { blocks.append(text(.noGaps)) }
        return blocks
    }

    func method() -> [Block] {
        var blocks = report.method.flatMap { passage in
            [Block.heading(level: 3, [Run(passage.title)], anchor: nil)] + passage.paragraphs.map { text($0) }
        }
        if !parts.missingGlyphs.isEmpty {
            blocks.append(.heading(level: 3, [Run(say(.missingGlyphsTitle))], anchor: nil))
            blocks.append(text(.missingGlyphsText))
            let codes = parts.missingGlyphs.map { scalar in
                Emoji.code(scalar) + (scalar.properties.name.map { " " + $0.lowercased() } ?? "")
            }
            blocks.append(.list(codes.map { [Run($0)] }, isOrdered: false))
        }
        if !report.emoji.isEmpty { blocks += emoji() }
        blocks.append(.heading(level: 3, [Run(say(.checkpoint))], anchor: nil))
        blocks.append(text(.checkpointText))
        blocks.append(.commands(lines(report.cover.head.checkpoint)))
        for source in report.sources { blocks += places(source) }
        return blocks
    }

    private func lines(_ note: String) -> [String] {
        var lines = note.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    private func emoji() -> [Block] {
        let rows = report.emoji.map { emoji in
            Table.Row([
                cell(emoji.text, .large), cell(emoji.codePoints.joined(separator: " "), .small),
                cell(emoji.names.joined(separator: ", ")), cell(links.entries(emoji.entries, .small)),
            ])
        }
        return [
            .heading(level: 3, [Run(say(.emojiTitle))], anchor: .named("emoji")), text(.emojiText),
            .table(
                Table(
                    caption: say(.emojiTitle),
                    columns: columns(
                        (.columnEmoji, 10), (.columnCodePoints, 26), (.columnName, 36), (.columnEntries, 28)),
                    rows: Table.Rows(rows))),
        ]
    }

    private func places(_ source: Report.Source) -> [Block] {
        let (links, say) = (links, say)
        return [
            .heading(
                level: 3, [Run(say(.sourcePlaces, ["n": "\(source.number)"]))], anchor: .named("source\(source.number)")
            ),
            .paragraph(Paragraph([Run("\(source.format), SHA-256 "), Run(source.sha256, .mono)], .note)),
            .table(
                Table(
                    caption: say(.sourcePlaces, ["n": "\(source.number)"]),
                    columns: [
                        Table.Column(say(.columnEntry), share: 16),
                        Table.Column(say(.columnByte), share: 24, isNumber: true),
                        Table.Column(say(.columnBytes), share: 20, isNumber: true),
                        Table.Column(say(.columnTimeWritten), share: 40),
                    ],
                    rows: Table.Rows(count: source.places.count) { index in
                        let place = source.places[index]
                        func cell(_ run: Run) -> [Block] { [.paragraph(Paragraph([run]))] }
                        return Table.Row([
                            cell(links.entry(place.entry, .small)), cell(Run("\(place.byteOffset)", .small)),
                            cell(Run("\(place.byteCount)", .small)),
                            cell(Run(place.rawTime ?? say(.none), .small, isolated: true)),
                        ])
                    })),
        ]
    }
}

/// One exhibit as a row: its number, what is known of the file, the picture where it is one.
private struct ExhibitRow: Sendable {
    private let say: Catalogue
    private let links: Links
    private let file: @Sendable (Report.AttachmentLine) -> [UInt8]?
    /// The first exhibit for which there is no room left.
    private let end: Int

    init(
        _ say: Catalogue, _ links: Links, _ exhibits: [Report.Exhibit],
        _ file: @escaping @Sendable (Report.AttachmentLine) -> [UInt8]?
    ) {
        (self.say, self.links, self.file) = (say, links, file)
        var room = PictureFile.Limits.allByteCount
        end =
            exhibits.first { exhibit in
                if Self.mayBePicture(exhibit.file) { room -= exhibit.file.byteCount }
                return room < 0
            }?.number ?? .max
    }

    /// By size and declared kind; the bytes decide.
    private static func mayBePicture(_ file: Report.AttachmentLine) -> Bool {
        file.byteCount <= PictureFile.Limits.byteCount && !file.mediaType.hasPrefix("video/")
            && !file.mediaType.hasPrefix("audio/")
    }

    func row(_ exhibit: Report.Exhibit) -> Table.Row {
        let line = exhibit.file
        var about: [Block] = [
            .paragraph(Paragraph([Run(line.name, .strong, isolated: true)])),
            .paragraph(
                Paragraph(
                    [Run(line.mediaType, isolated: true), Run(", " + say.count(line.byteCount, .bytes))], .note)),
            .paragraph(Paragraph([Run("SHA-256 ", .soft), Run(line.sha256, [.small, .mono])])),
            .paragraph(
                Paragraph(
                    say.runs(
                        .exhibitEntry, [],
                        ["entry": [links.entry(exhibit.entry)], "place": [Run("\(exhibit.place)")]]))),
            .paragraph(
                Paragraph(say.runs(.obtained, [], ["how": [Run(line.obtained ?? say(.notStated), isolated: true)]]))),
        ]
        if let source = exhibit.source {
            about.append(
                .paragraph(
                    Paragraph(
                        say.runs(
                            .importedFrom, [],
                            ["source": [Run(say(.sourceNumber, ["n": "\(source)"]), link: .named("source\(source)"))]]))
                ))
        }
        about.append(
            .paragraph(
                Paragraph(say.runs(.threadOf, [], ["entries": links.entries(exhibit.thread)]), .note)))
        return Table.Row(
            [[.paragraph(Paragraph([Run("X\(exhibit.number)", .strong)]))], about, shown(exhibit)],
            anchor: .exhibit(exhibit.number), entry: exhibit.entry)
    }

    private func shown(_ exhibit: Report.Exhibit) -> [Block] {
        let caption = [Run(say(.pictureCaption, ["n": "\(exhibit.number)", "name": exhibit.file.name]))]
        func placeholder(_ phrase: Phrase) -> [Block] {
            [
                .picture(
                    Picture(
                        attachment: exhibit.file, bytes: nil, caption: caption,
                        placeholder: say(phrase, ["hash": exhibit.file.sha256])))
            ]
        }
        guard Self.mayBePicture(exhibit.file) else {
            return placeholder(
                exhibit.file.byteCount > PictureFile.Limits.byteCount ? .fileTooLarge : .fileOfOtherKind)
        }
        guard exhibit.number < end else { return placeholder(.fileBeyondRoom) }
        guard let bytes = file(exhibit.file) else { return placeholder(.fileNotAtHand) }
        do {
            _ = try PictureFile(bytes)
            return [
                .picture(
                    Picture(
                        attachment: exhibit.file, bytes: bytes, caption: caption,
                        placeholder: say(.fileInPageAlone, ["hash": exhibit.file.sha256]),
                        alternative: say(.pictureAlternative, ["n": "\(exhibit.number)"])))
            ]
        } catch {
            return switch error {
            case .otherKind: placeholder(.fileOfOtherKind)
            case .tooLarge: placeholder(.fileTooLarge)
            case .broken: placeholder(.fileBroken)
            }
        }
    }
}
