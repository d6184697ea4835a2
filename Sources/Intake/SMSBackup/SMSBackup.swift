#if Expat
    import Foundation
    import Ledger

    /// Reads what the Android app SMS Backup & Restore writes: `smses` (SMS and MMS) and `calls`.
    ///
    /// Times are milliseconds of UTC, so no zone has to be known; `readable_date` and `contact_name`
    /// are never read. Streams: a file of any size, with attachments of any size, needs a few MiB.
    package struct SMSBackup: Importer {
        package let name = "sms-backup-restore"
        package let summary = "SMS Backup & Restore XML: texts, MMS and calls of an Android phone"

        package init() {}

        package func read(
            _ file: SourceFile, context: ImportContext, each: (ImportedItem) throws -> Void
        ) throws -> ImportReading {
            let start = try Self.startOfText(file)
            guard var reader = SMSBackupReader(file: file, context: context) else {
                throw ImportError.cannotRead(code: ENOMEM, byteOffset: 0)
            }
            var filter = SMSBackupFilter(offset: start)
            var isBroken = false
            try file.forEachChunk { chunk, offset in
                context.progress(offset)
                guard !isBroken else { return }  // read on all the same: the file's hash is checked at its end
                // A read may give fewer bytes than the byte order mark has.
                let unread = UnsafeRawBufferPointer(rebasing: chunk.dropFirst(max(0, start - offset)))
                do {
                    try filter.read(unread) { try reader.take($0, each: each) }
                } catch is SMSBackupBreak {
                    isBroken = true
                    try reader.breakOff(.notWellFormed, filter: filter, each: each)
                }
            }
            if !isBroken { try reader.finish(&filter, each: each) }
            return reader.reading(replacedBy: filter)
        }

        /// Returns where the text begins, past a byte order mark.
        private static func startOfText(_ file: SourceFile) throws -> Int {
            var head: [UInt8] = []
            try file.forEachChunk(of: 0..<min(file.byteCount, 1 << 12)) { bytes, _ in head.append(contentsOf: bytes) }
            guard !head.isEmpty else { throw ImportError.empty }
            let isUTF16 = head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE])
            if isUTF16 || head.prefix(4).contains(0) && head.prefix(4).contains(UInt8(ascii: "<")) {
                throw ImportError.otherEncoding
            }
            let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            guard start < head.count else { throw ImportError.empty }
            guard let first = head[start...].firstIndex(where: { !SMSBackupFilter.isSpace($0) }),
                head[first] == UInt8(ascii: "<")
            else { throw ImportError.notThisFormat(byteOffset: start, line: 1) }
            return start
        }
    }
#endif
