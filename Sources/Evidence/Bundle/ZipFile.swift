import Ledger

/// The container of a bundle: a ZIP file of which there is one spelling only. Bundle.md, "Container".
///
/// Written here, not by a library: the members are stored, so there is nothing to decode, and a reader that
/// takes one spelling leaves no second way to unpack what it checked.
package enum ZipFile {
    package static let memberLimit = 60_000
    package static let memberByteLimit = 1 << 30
    package static let byteLimit = 2 << 30

    package struct Member: Sendable {
        package let name: String
        package let bytes: ArraySlice<UInt8>
    }

    /// Returns the members in order.
    ///
    /// - Throws: The first fault, for a file that `ZipWriter` would not write.
    package static func read(_ file: [UInt8]) throws(ZipError) -> [Member] {
        guard file.count <= byteLimit else { throw .tooLarge }
        var members: [Member] = []
        var directory = ZipDirectory()
        var offset = 0
        while file.count - offset >= 4, file[offset..<offset + 4].elementsEqual(ZipHeader.localMark) {
            guard members.count < memberLimit else { throw .tooManyMembers }
            let (member, header) = try self.member(file, at: offset)
            guard directory.add(header, at: offset) else { throw .name(at: members.count) }
            members.append(member)
            offset = member.bytes.endIndex
        }
        guard !members.isEmpty, directory.bytes(at: offset).elementsEqual(file[offset...]) else {
            throw .directory(after: members.count)
        }
        return members
    }

    private static func member(
        _ file: [UInt8], at offset: Int
    ) throws(ZipError) -> (Member, ZipHeader) {
        guard file.count - offset >= ZipHeader.localByteCount else { throw .cutOff(at: offset) }
        func number(_ place: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(file[offset + place + $1]) << (8 * $1) }
        }
        let byteCount = number(22, 4)
        let nameCount = number(26, 2)
        let start = offset + ZipHeader.localByteCount
        guard byteCount <= memberByteLimit, nameCount <= ZipHeader.nameLimit else { throw .tooLarge }
        guard file.count - start >= nameCount + byteCount else { throw .cutOff(at: offset) }
        let nameBytes = file[start..<start + nameCount]
        guard let name = String(validating: nameBytes, as: UTF8.self), ZipHeader.isName(name) else {
            throw .badName(at: offset)
        }
        let bytes = file[start + nameCount..<start + nameCount + byteCount]
        let header = ZipHeader(name: name, byteCount: byteCount, crc: CRC32.of(bytes))
        guard header.local.elementsEqual(file[offset..<start + nameCount]) else { throw .header(name) }
        return (Member(name: name, bytes: bytes), header)
    }
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
        let header = ZipHeader(name: name, byteCount: bytes.count, crc: CRC32.of(bytes[...]))
        precondition(
            ZipHeader.isName(name) && bytes.count <= ZipFile.memberByteLimit && directory.add(header, at: offset),
            "names are plain and ascending, members within the limit")
        try write(header.local)
        try write(bytes)
        offset += header.local.count + bytes.count
        guard directory.count <= ZipFile.memberLimit else { throw ZipError.tooManyMembers }
        guard offset <= ZipFile.byteLimit else { throw ZipError.tooLarge }
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

/// The checksum that ZIP asks for; it shows accidents, the manifest shows the rest.
private enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            bytes.withUnsafeBufferPointer { bytes in
                ~bytes.reduce(~UInt32(0)) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
            }
        }
    }
}
