import Ledger

/// A report set out as blocks: what the page and the PDF are both written from, so that they cannot say different things.
///
/// Every sentence is here; a writer adds none of its own. Text is as a person or the log wrote it: a writer escapes it
/// for its format and shows characters that cannot be seen as what they are (`VisibleText`).
package struct Layout: Sendable {
    /// For the window and the file's metadata: the same for every report, and says nothing of what it is about.
    package var title: String
    /// BCP 47, of our own sentences; what people wrote is set in its own script and direction.
    package var language: String
    /// When the report was made; the only time that may stand in a file's metadata.
    package var generated: Instant
    /// Name and version of the program.
    package var program: String
    /// Stands at the foot of each page beside entry range and page number: the reference, if there is one.
    package var reference: String?
    package var paper: Paper
    package var sections: [Section]
    package var words: RunningWords

    /// The few words that a writer itself puts on pages, from the catalogue.
    package struct RunningWords: Sendable, Equatable {
        /// `Page {page} of {pages}`.
        package var page: String
        /// `Entries {first} to {last}`; for pages that show one entry: `Entry {first}`.
        package var entryRange: String
        package var oneEntry: String
        /// `Root 9f3a77c104be52d0`, the first digits of it.
        package var root: String
        /// A link at the page's beginning, for those who do not see it, and where it leads.
        package var skip = ""
        package var skipTo = Anchor.named("cover")
    }

    package enum Paper: String, Sendable, CaseIterable {
        case a4, letter
    }

    /// A part with a heading of its own: an entry of the outline.
    package struct Section: Sendable {
        package var anchor: Anchor
        /// `3. Chronology`; nil for the cover.
        package var heading: String?
        package var startsPage: Bool
        package var blocks: [Block]
    }

    /// A place in the document that links lead to.
    package enum Anchor: Hashable, Sendable {
        /// `e12`.
        case entry(Int)
        /// `f3`.
        case finding(Int)
        case exhibit(Int)
        case named(String)

        /// Unique in the document; an ASCII letter, then letters, digits and hyphens.
        package var id: String {
            switch self {
            case .entry(let number): "e\(number)"
            case .finding(let number): "f\(number)"
            case .exhibit(let number): "x\(number)"
            case .named(let name): name
            }
        }
    }
}

/// A run of text in one style.
package struct Run: Sendable, Equatable {
    package var text: String
    package var style: Style
    package var link: Layout.Anchor?
    /// True for a name, an address or other text whose direction is its own (HTML's `bdi`).
    package var isIsolated: Bool

    package init(_ text: String, _ style: Style = [], link: Layout.Anchor? = nil, isolated: Bool = false) {
        self.text = text
        self.style = style
        self.link = link
        isIsolated = isolated
    }

    package struct Style: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let strong = Style(rawValue: 1)
        /// Grey, for what is secondary; still dark enough to read and print.
        package static let soft = Style(rawValue: 2)
        package static let small = Style(rawValue: 4)
        /// Hashes and commands.
        package static let mono = Style(rawValue: 8)
        package static let large = Style(rawValue: 16)
    }
}

package enum Block: Sendable {
    /// Below a section’s heading; level 3 or 4, on the cover 2.
    case heading(level: Int, [Run], anchor: Layout.Anchor?)
    case paragraph(Paragraph)
    /// What somebody wrote, verbatim, line breaks kept, in its own direction.
    case words(String)
    case list([[Run]], isOrdered: Bool)
    /// The titles of sections, each a link; on paper with the page where it begins.
    case contents([Run])
    /// Labels and what stands beside them.
    case pairs([Pair])
    /// Side by side where there is room.
    case columns([[Block]])
    /// Kept together as one, with a rule at its side: an account, a decision.
    case group(label: String, [Block])
    case table(Table)
    case figure(Figure)
    /// An attached picture.
    case picture(Picture)
    case code(QRCode)
    /// Lines to be typed, one each, never broken.
    case commands([String])
    /// A blank to be filled in by hand: a label and a line.
    case blank(String)
    case pageBreak
}

package struct Paragraph: Sendable, Equatable {
    package var runs: [Run]
    package var role: Role
    package var anchor: Layout.Anchor?

    package init(_ runs: [Run], _ role: Role = .body, anchor: Layout.Anchor? = nil) {
        self.runs = runs
        self.role = role
        self.anchor = anchor
    }

    package enum Role: Sendable, Hashable {
        case body
        /// The document's title.
        case title
        case lead
        /// Small print.
        case note
        /// Stands above what it names, and stays with it.
        case label
        /// An entry's own state: amended, retracted.
        case state
        /// An apparent breach; a filled mark stands before it.
        case breach
        /// Cannot tell; an open mark stands before it.
        case unclear
    }
}

package struct Pair: Sendable {
    package var label: String
    package var value: [Block]

    package init(_ label: String, _ value: [Block]) {
        self.label = label
        self.value = value
    }
}

/// A table; its header is repeated on every page.
package struct Table: Sendable {
    /// What it shows, for those who do not see it.
    package var caption: String
    package var columns: [Column]
    package var rows: Rows

    package struct Column: Sendable {
        package var title: String
        /// Its part of the width; all columns' are added up.
        package var share: Double
        package var isNumber: Bool

        package init(_ title: String, share: Double, isNumber: Bool = false) {
            self.title = title
            self.share = share
            self.isNumber = isNumber
        }
    }

    /// Rows, made one at a time as a writer asks for them: a log may have a hundred thousand.
    package struct Rows: Sendable {
        package let count: Int
        private let row: @Sendable (Int) -> Row

        package init(count: Int, _ row: @escaping @Sendable (Int) -> Row) {
            self.count = count
            self.row = row
        }

        package init(_ rows: [Row]) { self.init(count: rows.count) { rows[$0] } }

        package subscript(_ index: Int) -> Row { row(index) }
    }

    package struct Row: Sendable {
        package var anchor: Layout.Anchor?
        /// The entry that it shows, for the range at the foot of the page.
        package var entry: Int?
        /// One a column; the first is the row's header.
        package var cells: [[Block]]

        package init(_ cells: [[Block]], anchor: Layout.Anchor? = nil, entry: Int? = nil) {
            self.cells = cells
            self.anchor = anchor
            self.entry = entry
        }
    }
}

/// A drawing with the sentence that it shows and the numbers that it was drawn from.
package struct Figure: Sendable {
    package var title: String
    /// What it shows, in one sentence.
    package var sentence: String
    /// That it is illustrative, and where the record is.
    package var note: String
    package var drawing: Drawing
    package var table: Table?
}

/// An attached picture, decoded nowhere but in the writer that shows it.
package struct Picture: Sendable {
    package var attachment: Report.AttachmentLine
    /// A PNG, JPEG or GIF file that `PictureFile` takes as whole; nil: shown as a placeholder with its hash.
    package var bytes: [UInt8]?
    package var caption: [Run]
    /// What stands in its place if it cannot be shown.
    package var placeholder: String
    /// For those who do not see it; empty: the caption.
    package var alternative = ""
}

/// A QR code's modules, row by row; true is dark.
package struct QRCode: Sendable, Equatable {
    package var size: Int
    package var modules: [Bool]
    /// What it holds, for those who do not scan it.
    package var label: String

    package init(size: Int, modules: [Bool], label: String) {
        self.size = size
        self.modules = modules
        self.label = label
    }
}
