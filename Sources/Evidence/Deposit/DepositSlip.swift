import Ledger

/// One page to leave with a lawyer or a friend: it fixes what the book held on that day, and says nothing of what
/// is in it.
package struct DepositSlip: Equatable, Sendable {
    /// The signed checkpoint note.
    package let note: [UInt8]
    package let checkpoint: Checkpoint
    /// When the slip was made.
    package let made: Instant

    package init(note: [UInt8], checkpoint: Checkpoint, made: Instant) {
        self.note = note
        self.checkpoint = checkpoint
        self.made = made
    }

    package var headNumber: String { HeadNumber.of(checkpoint.text).text }

    /// The slip as plain text, lines of at most 78 letters but for the checkpoint.
    package var text: String {
        let lines = [
            "Deposit slip", "", "Entries:      \(checkpoint.head.size)",
            "Made:         \(made.text) (this computer's clock)",
            "Head number:  " + headNumber, "", Self.purpose, Self.check, "", "Checkpoint:", "",
        ]
        return lines.map { Self.wrapped($0) + "\n" }.joined() + String(decoding: note, as: UTF8.self)
    }

    /// The slip as one page of HTML without scripts, with the checkpoint as a QR code where `code` is given.
    package func html(code: QRCode?) -> String {
        let image =
            code.map {
                """
                <svg viewBox="0 0 \($0.side) \($0.side)" role="img" aria-label="The checkpoint as a QR code"><path d="\($0.path)"/></svg>

                """
            } ?? ""
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Deposit slip</title>
            <style>
            body { font: 11pt/1.4 sans-serif; max-width: 17cm; margin: 1.5cm auto; }
            dt { float: left; width: 8em; } dd { margin-left: 8em; } pre { white-space: pre-wrap; overflow-wrap: anywhere; }
            svg { width: 7cm; background: #fff; }
            </style>
            </head>
            <body>
            <h1>Deposit slip</h1>
            <dl>
            <dt>Entries</dt><dd>\(checkpoint.head.size)</dd>
            <dt>Made</dt><dd>\(made.text) (this computer's clock)</dd>
            <dt>Head number</dt><dd><strong>\(headNumber)</strong></dd>
            </dl>
            <p>\(Self.purpose)</p>
            <p>\(Self.check)</p>
            \(image)<h2>Checkpoint</h2>
            <pre>\(String(decoding: note, as: UTF8.self))</pre>
            </body>
            </html>

            """
    }

    private static let purpose =
        "This slip fixes what a record of contacts held when it was made, and shows nothing of what is in it. Keep it "
        + "where the person who keeps the record cannot reach it, and note the day on which you got it."
    private static let check =
        "Later, “daybook verify --head NUMBER” with the number above, or “daybook verify --checkpoint FILE” with the lines "
        + "below in a file, says whether the record still begins with exactly these entries. It does not show that they "
        + "are true."

    private static func wrapped(_ line: String) -> String {
        var (text, width) = ("", 0)
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            if width + word.count > 78 {
                text += "\n" + word
                width = word.count
            } else {
                text += (text.isEmpty ? "" : " ") + word
                width += word.count + 1
            }
        }
        return text
    }
}
