import Seeds

#if Expat
    import Foundation
    import Ledger
    import Testing

    @testable import Intake

    @Suite struct SMSBackupDamageTests {
        static let sample = Backup.smses(
            Backup.sms("a"),
            Backup.mms("+15550100200", parts: Backup.text("b &#55357;&#56832;") + Backup.file("aGVsbG8=")),
            Backup.sms("é €", from: "+15559990001"))

        @Test("Cut off at every byte, a backup gives what came before and says that it is cut off")
        func truncations() throws {
            let bytes = Array(Self.sample.utf8)
            let whole = try Imported(backup: Self.sample)
            #expect(whole.reading.found == 3)
            #expect(!whole.reading.truncated)
            var before = 0
            for length in 0..<bytes.count {
                let file = SourceFile(bytes: Array(bytes[..<length]))
                do {
                    let cut = try Imported(file, with: SMSBackup())
                    #expect(cut.isBalanced)
                    #expect(cut.reading.truncated == (length < bytes.count - 1), "\(length)")
                    #expect(cut.reading.found >= before && cut.reading.found <= 3, "\(length)")
                    #expect(cut.drafts == Array(whole.drafts.prefix(cut.drafts.count)).map { $0.inFile(file.sha256) })
                    #expect(cut.reading.damage?.kind != .notWellFormed, "\(length)")
                    before = cut.reading.found
                } catch let error as ImportError {
                    #expect(before == 0)
                    guard case .notThisFormat = error else {
                        #expect(error == .empty, "\(length)")
                        continue
                    }
                }
            }
            #expect(before == 3)
        }

        @Test("An item that is cut off counts, and the bytes from its start are not understood")
        func cutItem() throws {
            let text = Backup.smses(Backup.sms("a"), Backup.sms("b"))
            let start = try #require(text.range(of: "<sms protocol", options: .backwards)).lowerBound
            let cut = try Imported(backup: String(text[..<text.index(start, offsetBy: 60)]))
            #expect(cut.reading.found == 2)
            #expect(cut.reading.leftOut == [LeftOut(address: "", count: 1, reason: .cutOff)])
            #expect(cut.reading.notUnderstoodBytes == 60)
            #expect(cut.reading.damage?.kind == .cutOff)
            #expect(cut.reading.damage?.line == 5)
        }

        @Test("Bytes that are not understood are counted once")
        func countedOnce() throws {
            let stray = Backup.mms("+15550100200", parts: "stray" + Backup.text("&#55357;"))
            let whole = try Imported(backup: Backup.smses(stray, "odd <x>text</x>", count: 1))
            #expect(whole.reading.notUnderstoodBytes == "stray&#55357;odd<x>text</x>".utf8.count)
            let text = Backup.smses(stray)
            let start = try #require(text.range(of: "<mms ")).lowerBound
            let cut = try Imported(backup: String(text.dropLast(20)))
            #expect(cut.reading.notUnderstoodBytes == text[start...].utf8.count - 20)
        }

        @Test(
            "After a fault the rest is not read, but counted",
            arguments: [
                "<sms address=\"+15550100200\" body=\"<\" />", "<sms a=1 />", "<sms a=\"&nope;\" />", "</mms>",
                "<sms a=\"1\" a=\"2\"/>", "<sms a=\"1\"\n <!-- -->", "& loose", "<sms\u{1}/>", "<1/>",
            ])
        func fault(bad: String) throws {
            let text = Backup.smses(Backup.sms("a"), bad, Backup.sms("c"))
            let imported = try Imported(backup: text)
            #expect(imported.drafts.map(\.words) == ["a"])
            #expect(imported.reading.damage?.kind == .notWellFormed)
            #expect(imported.reading.notUnderstoodBytes >= Backup.sms("c").utf8.count + "</smses>".utf8.count)
            #expect(imported.isBalanced)
        }

        @Test(
            "Declarations that could define entities are refused before they are read",
            arguments: [
                "<!DOCTYPE smses [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><smses count=\"1\"/>",
                "<!DOCTYPE smses SYSTEM \"file:///etc/passwd\"><smses/>", "<smses><!ENTITY x SYSTEM \"x\"></smses>",
                "<?xml version=\"1.0\"?>\n<!doctype x>",
            ])
        func declarations(text: String) {
            #expect {
                try Imported(backup: text)
            } throws: { error in
                if case .declaration? = error as? ImportError { true } else { false }
            }
        }

        @Test("What is no backup is an error that names the place")
        func notABackup() {
            #expect(throws: ImportError.empty) { try Imported(backup: "") }
            #expect(throws: ImportError.empty) { try Imported(backup: "\u{FEFF}") }
            #expect(throws: ImportError.notThisFormat(byteOffset: 0, line: 1)) { try Imported(backup: "Date,From\n") }
            #expect(throws: ImportError.notThisFormat(byteOffset: 1, line: 2)) { try Imported(backup: "\n<html/>") }
            #expect(throws: ImportError.notThisFormat(byteOffset: 0, line: 1)) { try Imported(backup: "PK\u{3}\u{4}") }
        }

        @Test("Other encodings and bytes that are not UTF-8 are errors that name the byte")
        func encodings() {
            let text = Backup.smses(Backup.sms("a"))
            let latin = text.replacing("encoding='UTF-8'", with: "encoding='ISO-8859-1'")
            #expect(throws: ImportError.otherEncoding) { try Imported(backup: latin) }
            for isBig in [true, false] {
                for mark in [[], [UInt16(0xFEFF)]] {
                    let units = mark + Array(text.utf16)
                    let bytes = units.flatMap { unit -> [UInt8] in
                        let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
                        return isBig ? pair : pair.reversed()
                    }
                    #expect(throws: ImportError.otherEncoding) {
                        try Imported(SourceFile(bytes: bytes), with: SMSBackup())
                    }
                }
            }
            let bad: [[UInt8]] = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0xBD], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x28]]
            for sequence in bad {
                var bytes = Array(text.utf8)
                bytes.insert(contentsOf: sequence, at: 300)
                #expect {
                    try Imported(SourceFile(bytes: bytes), with: SMSBackup())
                } throws: { error in
                    if case .notUTF8(let offset)? = error as? ImportError { 300...301 ~= offset } else { false }
                }
            }
        }

        @Test("Random damage never crashes, and every item is accounted for")
        func mutations() throws {
            let seed = UInt64.random(in: 0...UInt64.max)
            print("seed \(seed)")
            var random = SeededRandom(seed: seed)
            let bytes = Array(Self.sample.utf8)
            let letters = Array("<>&;\"'#/=x0 \n-![]?".utf8)
            for _ in 0..<400 {
                var mutated = bytes
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    let place = Int.random(in: 0..<mutated.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: mutated[place] = UInt8.random(in: 0...255, using: &random)
                    case 1: mutated[place] = letters.randomElement(using: &random)!
                    case 2: mutated.remove(at: place)
                    default: mutated.insert(letters.randomElement(using: &random)!, at: place)
                    }
                }
                do {
                    let imported = try Imported(SourceFile(bytes: mutated), with: SMSBackup())
                    #expect(imported.isBalanced, "seed \(seed)")
                    #expect(imported.reading.notUnderstoodBytes <= mutated.count, "seed \(seed)")
                    for contact in imported.contacts {
                        for index in contact.draft.attachments.indices { _ = try contact.bytes(index) }
                    }
                } catch is ImportError {}
            }
        }
    }

    extension Draft {
        /// The same draft, found in another file.
        fileprivate func inFile(_ sha256: [UInt8]) -> Draft {
            var draft = self
            draft.event.locator?.fileSHA256 = sha256
            return draft
        }
    }
#endif
