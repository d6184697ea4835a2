import Ledger

/// The container of a bundle: a ZIP file of which there is one spelling only. Bundle.md, "Container".
///
/// Written here, not by a library: the members are stored, so there is nothing to decode, a reader that takes one
/// spelling leaves no second way to unpack what it checked, and the verifier needs no shared library for it.
/// Bundle.md, "Why not a library".
package enum ZipFile {
    package static let memberLimit = 60_000
    package static let memberByteLimit = 1 << 30
    package static let byteLimit = 2 << 30

    /// A file in the container: where its bytes are, and what they are.
    package struct Member: Sendable {
        package let name: String
        package let range: Range<Int>
        package let sha256: [UInt8]
    }

    /// Returns the members in order. Every byte is read once, in pieces.
    ///
    /// - Throws: `ZipError`, the first fault, for a file that `ZipWriter` would not write; what `source` throws.
    package static func read(_ source: ByteSource) throws -> [Member] {
        guard source.byteCount <= byteLimit else { throw ZipError.tooLarge }
        var members: [Member] = []
        var directory = ZipDirectory()
        var offset = 0
        while source.byteCount - offset >= 4,
            try source.bytes(offset..<offset + 4) == ZipHeader.localMark
        {
            guard members.count < memberLimit else { throw ZipError.tooManyMembers }
            let (member, header) = try self.member(source, at: offset)
            guard directory.add(header, at: offset) else { throw ZipError.name(at: members.count) }
            members.append(member)
            offset = member.range.upperBound
        }
        let end = directory.bytes(at: offset)
        guard !members.isEmpty, source.byteCount - offset == end.count,
            try source.bytes(offset..<source.byteCount) == end
        else { throw ZipError.directory(after: members.count) }
        return members
    }

    package static func read(_ file: [UInt8]) throws -> [Member] { try read(ByteSource(file)) }

    private static func member(_ source: ByteSource, at offset: Int) throws -> (Member, ZipHeader) {
        let start = offset + ZipHeader.localByteCount
        guard source.byteCount >= start else { throw ZipError.cutOff(at: offset) }
        var local = try source.bytes(offset..<start)
        func number(_ place: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(local[place + $1]) << (8 * $1) }
        }
        let byteCount = number(22, 4)
        let nameCount = number(26, 2)
        guard byteCount <= memberByteLimit, nameCount <= ZipHeader.nameLimit else { throw ZipError.tooLarge }
        guard source.byteCount - start >= nameCount + byteCount else { throw ZipError.cutOff(at: offset) }
        let nameBytes = try source.bytes(start..<start + nameCount)
        guard let name = String(validating: nameBytes, as: UTF8.self), ZipHeader.isName(name) else {
            throw ZipError.badName(at: offset)
        }
        let range = start + nameCount..<start + nameCount + byteCount
        var sums = Checksums()
        try source.forEachPiece(of: range) { sums.update($0) }
        let header = ZipHeader(name: name, byteCount: byteCount, crc: sums.crc)
        local += nameBytes
        guard header.local == local else { throw ZipError.header(name) }
        return (Member(name: name, range: range, sha256: sums.sha256), header)
    }
}

/// What a file's bytes add up to, as they come.
struct Checksums {
    private(set) var byteCount = 0
    private var check = CRC32()
    private var hash = SHA256Stream()

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        byteCount += bytes.count
        check.update(bytes)
        hash.update(bytes)
    }

    mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

    var crc: UInt32 { check.value }
    var sha256: [UInt8] { hash.finish() }
}

/// Why a file is no container of ours. Names here are plain: only such are read.
package enum ZipError: Error, Equatable {
    case tooLarge
    case tooManyMembers
    /// The file ends inside the member that begins there.
    case cutOff(at: Int)
    /// A name with another character, an empty part or one that begins with a dot.
    case badName(at: Int)
    /// Not in ascending order, or the same as another but for capitals.
    case name(at: Int)
    /// Compressed, encrypted, dated, with extra fields, or with another checksum than its bytes have.
    case header(String)
    /// What follows the last member is not the directory that belongs to the members before it.
    case directory(after: Int)
    /// Only of a file being written: its bytes are not those that were looked at before.
    case changed(String)

    /// What is wrong, in a few words.
    package var text: String {
        switch self {
        case .tooLarge: "a part of it is larger than a bundle can hold"
        case .tooManyMembers: "there are more than \(ZipFile.memberLimit) files in it"
        case .cutOff(let offset): "it ends inside the file that begins at byte \(offset)"
        case .badName(let offset): "the file that begins at byte \(offset) has a name that no bundle has"
        case .name(let index): "file \(index) is out of order, or its name is there twice"
        case .header(let name): "\(name) is compressed, encrypted, dated, linked or damaged"
        case .directory(let count): "what follows the \(count) files is not the directory that belongs to them"
        case .changed(let name): "\(name) changed while it was written"
        }
    }
}

/// Writes members one after the other; traps where the caller breaks Bundle.md's limits on names and order.
package struct ZipWriter {
    private var directory = ZipDirectory()
    private var offset = 0
    private let write: ([UInt8]) throws -> Void

    package init(to write: @escaping ([UInt8]) throws -> Void) { self.write = write }

    package mutating func add(_ name: String, _ bytes: [UInt8]) throws {
        try add(name, byteCount: bytes.count, crc: CRC32.of(bytes[...])) { try $0(bytes) }
    }

    /// As above, for bytes that are handed over in pieces and were looked at before: the header comes first.
    ///
    /// - Throws: `ZipError.changed` if they are not those now.
    mutating func add(
        _ name: String, byteCount: Int, crc: UInt32, _ produce: (_ sink: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let header = ZipHeader(name: name, byteCount: byteCount, crc: crc)
        guard byteCount <= ZipFile.memberByteLimit else { throw ZipError.tooLarge }
        precondition(ZipHeader.isName(name) && directory.add(header, at: offset), "names are plain and ascending")
        guard directory.count <= ZipFile.memberLimit else { throw ZipError.tooManyMembers }
        offset += header.local.count + byteCount
        guard offset <= ZipFile.byteLimit else { throw ZipError.tooLarge }
        try write(header.local)
        var sums = Checksums()
        try produce { bytes in
            sums.update(bytes)
            try write(bytes)
        }
        guard sums.byteCount == byteCount, sums.crc == crc else { throw ZipError.changed(name) }
    }

    package func finish() throws { try write(directory.bytes(at: offset)) }
}

/// What both headers of a member say.
private struct ZipHeader {
    let name: String
    let byteCount: Int
    let crc: UInt32

    static let localMark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    static let localByteCount = 30
    static let nameLimit = 160

    /// From the version needed to the length of the extra field: the same in both headers.
    private var common: [UInt8] {
        LittleEndian.two(10) + LittleEndian.two(0) + LittleEndian.two(0) + LittleEndian.two(0)
            + LittleEndian.two(0x0021) + LittleEndian.four(Int(crc)) + LittleEndian.four(byteCount)
            + LittleEndian.four(byteCount) + LittleEndian.two(name.utf8.count) + LittleEndian.two(0)
    }

    var local: [UInt8] { Self.localMark + common + Array(name.utf8) }

    func central(at offset: Int) -> [UInt8] {
        [0x50, 0x4B, 0x01, 0x02] + LittleEndian.two(0x0314) + common
            + LittleEndian.two(0) + LittleEndian.two(0) + LittleEndian.two(0) + LittleEndian.four(0x81A4_0000)
            + LittleEndian.four(offset) + Array(name.utf8)
    }

    static func isName(_ name: String) -> Bool {
        guard 1...nameLimit ~= name.utf8.count, name.utf8.allSatisfy(isPlain) else { return false }
        return name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .allSatisfy { $0.first != nil && $0.first != UInt8(ascii: ".") }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true  // between "-" and "9" stand "." and "/"
        default: false
        }
    }
}

private struct ZipDirectory {
    private(set) var count = 0
    private var entries: [UInt8] = []
    private var last: [UInt8] = []
    private var folded: Set<String> = []

    /// False if the name is not after the one before it, or was there in other capitals.
    mutating func add(_ header: ZipHeader, at offset: Int) -> Bool {
        let name = Array(header.name.utf8)
        guard last.lexicographicallyPrecedes(name), folded.insert(header.name.lowercased()).inserted else {
            return false
        }
        last = name
        entries += header.central(at: offset)
        count += 1
        return true
    }

    func bytes(at offset: Int) -> [UInt8] {
        entries + [0x50, 0x4B, 0x05, 0x06] + LittleEndian.four(0) + LittleEndian.two(count)
            + LittleEndian.two(count) + LittleEndian.four(entries.count) + LittleEndian.four(offset)
            + LittleEndian.two(0)
    }
}

private enum LittleEndian {
    static func two(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
    static func four(_ value: Int) -> [UInt8] { two(value & 0xFFFF) + two(value >> 16 & 0xFFFF) }
}
