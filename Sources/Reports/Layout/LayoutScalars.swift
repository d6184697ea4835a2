extension Layout {
    /// Every character beyond ASCII that a writer is to show, as `VisibleText` has it.
    package func scalars() -> Set<Unicode.Scalar> {
        var seen = SeenScalars()
        seen.add(reference ?? "")
        for section in sections {
            seen.add(section.heading ?? "")
            seen.add(section.blocks)
        }
        return seen.all
    }
}

/// Scalars as bits: a log has millions of letters and few hundred different ones.
private struct SeenScalars {
    private var bits = [UInt64](repeating: 0, count: 0x110000 / 64)

    mutating func add(_ text: String) {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return }
        for scalar in text.unicodeScalars where scalar.value >= 0x80 {
            bits[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63)
        }
    }

    mutating func add(_ runs: [Run]) { for run in runs { add(run.text) } }

    mutating func add(_ blocks: [Block]) { for block in blocks { add(block) } }

    private mutating func add(_ block: Block) {
        switch block {
        case .heading(_, let runs, _): add(runs)
        case .paragraph(let paragraph): add(paragraph.runs)
        case .words(let text), .blank(let text): add(text)
        case .list(let items, _): for runs in items { add(runs) }
        case .contents(let titles): add(titles)
        case .pairs(let pairs):
            for pair in pairs {
                add(pair.label)
                add(pair.value)
            }
        case .columns(let columns): for blocks in columns { add(blocks) }
        case .group(let label, let blocks):
            add(label)
            add(blocks)
        case .table(let table): add(table)
        case .figure(let figure):
            for text in [figure.title, figure.sentence, figure.note] { add(text) }
            for case .text(let text, _, _, _, _) in figure.drawing.marks { add(text) }
            if let table = figure.table { add(table) }
        case .picture(let picture):
            add(picture.caption)
            add(picture.placeholder)
        case .commands(let lines): for line in lines { add(line) }
        case .code, .pageBreak: break
        }
    }

    private mutating func add(_ table: Table) {
        for column in table.columns { add(column.title) }
        for index in 0..<table.rows.count { for cell in table.rows[index].cells { add(cell) } }
    }

    /// Without those that are shown as what they are.
    var all: Set<Unicode.Scalar> {
        var found: Set<Unicode.Scalar> = []
        for (index, word) in bits.enumerated() where word != 0 {
            for bit in 0..<64 where word & 1 << UInt64(bit) != 0 {
                guard let scalar = Unicode.Scalar(UInt32(index * 64 + bit)) else { continue }
                if VisibleText.of(String(scalar)) == String(scalar) { found.insert(scalar) }
            }
        }
        return found
    }
}
