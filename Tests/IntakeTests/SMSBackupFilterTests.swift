#if Expat
    import Ledger
    import Testing

    @testable import Intake

    @Suite struct SMSBackupFilterTests {
        @Test(
            "References to halves of a character become one character",
            arguments: [
                ("&#55357;&#56832;", "😀"), ("a&#xD83D;&#xDE00;b", "a😀b"), ("&#Xd83d;&#56832;", "😀"),
                ("&#55357;&#56832;&#55357;&#56838;", "😀😆"), ("😀 &#128512; &amp; &#10;", "😀 😀 & \n"),
                ("&#x41;&lt;&quot;", "A<\""),
            ])
        func pairs(written: String, read: String) throws {
            let imported = try Imported(backup: Backup.smses(Backup.sms(written)))
            #expect(imported.drafts.first?.words == read)
            #expect(imported.reading.warnings.isEmpty)
            #expect(imported.reading.notUnderstoodBytes == 0)
        }

        @Test(
            "Half a character, or one that XML forbids, becomes U+FFFD and is counted",
            arguments: [
                ("&#55357;", "\u{FFFD}", 1, 8), ("a&#56832;b", "a\u{FFFD}b", 1, 8),
                ("&#55357;x&#56832;", "\u{FFFD}x\u{FFFD}", 2, 16), ("&#55357;&#55357;&#56832;", "\u{FFFD}😀", 1, 8),
                ("&#0;&#11;", "\u{FFFD}\u{FFFD}", 2, 9), ("&#x110000;", "\u{FFFD}", 1, 10),
                ("&#55357;&amp;", "\u{FFFD}&", 1, 8),
            ])
        func lone(written: String, read: String, count: Int, byteCount: Int) throws {
            let text = Backup.smses(Backup.sms(written))
            let imported = try Imported(backup: text)
            #expect(imported.drafts.first?.words == read)
            guard case .replacedReferences(count, _)? = imported.reading.warnings.first else {
                Issue.record("no warning")
                return
            }
            #expect(imported.reading.notUnderstoodBytes == byteCount)
        }

        @Test("Chunks of any size give the same pieces")
        func chunks() throws {
            let text = Array(SMSBackupDamageTests.sample.utf8)
            let whole = try pieces(of: text, chunkSize: text.count)
            for size in [1, 2, 3, 7, 64] {
                #expect(try pieces(of: text, chunkSize: size) == whole)
            }
        }

        @Test("Comments, instructions and CDATA may hold anything that looks like markup")
        func otherMarkup() throws {
            let imported = try Imported(
                backup: Backup.smses("<!-- <sms> \" -->", Backup.sms("a"), "<?x <sms> ?>", Backup.sms("b"), count: 2))
            #expect(imported.drafts.map(\.words) == ["a", "b"])
            #expect(imported.reading.found == 2)
        }

        private func pieces(of text: [UInt8], chunkSize: Int) throws -> [[UInt8]] {
            var filter = SMSBackupFilter(offset: 0)
            var pieces: [[UInt8]] = []
            try SourceFile(bytes: text).forEachChunk(size: chunkSize) { chunk, _ in
                try filter.read(chunk) { pieces.append($0.bytes + ($0.element?.sha256 ?? [])) }
            }
            return pieces
        }
    }
#endif
