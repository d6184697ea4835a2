/// Splits a file into lines, holding one at a time.
struct SourceLines {
    /// One line without its line feed and carriage return.
    struct Line {
        /// From 1.
        var number: Int
        /// Where `bytes` begin in the file.
        var offset: Int
        /// Nil if it is longer than allowed.
        var bytes: [UInt8]?

        var isBlank: Bool { bytes?.allSatisfy { $0 == 0x20 || $0 == 0x09 } ?? false }
    }

    /// Longest line, 4 MiB.
    static let longest = 4 << 20

    /// Hands out each line of `file`, past a byte order mark; an empty last line is none.
    ///
    /// - Throws: `ImportError` if the file cannot be read or changed; whatever `body` throws.
    static func forEach(in file: SourceFile, _ body: (Line) throws -> Void) throws {
        var line = Line(number: 1, offset: 0, bytes: [])
        try file.forEachChunk { chunk, offset in
            var start = 0
            while let end = chunk[start...].firstIndex(of: 0x0A) {
                line.append(chunk[start..<end])
                try body(line.trimmed)
                line = Line(number: line.number + 1, offset: offset + end + 1, bytes: [])
                start = end + 1
            }
            line.append(chunk[start...])
        }
        if line.bytes?.isEmpty != true { try body(line.trimmed) }
    }
}

extension SourceLines.Line {
    fileprivate mutating func append(_ more: Slice<UnsafeRawBufferPointer>) {
        guard let count = bytes?.count, count + more.count <= SourceLines.longest + 4 else {
            bytes = nil
            return
        }
        bytes?.append(contentsOf: more)
    }

    fileprivate var trimmed: Self {
        var line = self
        if number == 1, line.bytes?.starts(with: [0xEF, 0xBB, 0xBF]) == true {
            line.bytes?.removeFirst(3)
            line.offset += 3
        }
        if line.bytes?.last == 0x0D { line.bytes?.removeLast() }
        if let count = line.bytes?.count, count > SourceLines.longest { line.bytes = nil }
        return line
    }
}
