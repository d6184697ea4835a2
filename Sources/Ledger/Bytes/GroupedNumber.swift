/// 128 bits as a person reads them out: eight groups of six digits, each 16 bits times 11.
///
/// Every single wrong digit and every two neighbours swapped leaves a remainder, so a slip names its
/// group; another 16 bits are hit by chance with one wrong group in eleven. Format.md, "Grouped numbers".
package struct GroupedNumber: Hashable, Sendable {
    /// 16 bytes; group 1 is the first two, most significant first.
    package let bytes: [UInt8]

    /// Traps unless there are 16 bytes.
    package init(bytes: [UInt8]) {
        precondition(bytes.count == 16, "a grouped number has 128 bits")
        self.bytes = bytes
    }

    /// Eight groups of six digits.
    package var groups: [String] {
        stride(from: 0, to: 16, by: 2).map { index in
            Civil.pad((Int(bytes[index]) << 8 | Int(bytes[index + 1])) * 11, 6)
        }
    }

    /// The groups joined by `-`.
    package var text: String { groups.joined(separator: "-") }

    /// Reads eight groups, set apart by spaces, dashes or line breaks in any number, or 48 digits on end.
    package init(text: String) throws(GroupedNumberError) {
        var groups = text.utf8.split { Self.separators.contains($0) }.map { Array($0) }
        if groups.count == 1, groups[0].count == 48 {
            groups = stride(from: 0, to: 48, by: 6).map { [start = groups[0]] in Array(start[$0..<$0 + 6]) }
        }
        var bytes = [UInt8]()
        for (index, group) in groups.enumerated() where index < 8 {
            let value = try Self.value(of: group, number: index + 1)
            bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
        }
        guard groups.count == 8 else { throw .wrongGroupCount(groups.count) }
        self.bytes = bytes
    }

    private static let separators: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, Ascii.minus]

    private static func value(of group: [UInt8], number: Int) throws(GroupedNumberError) -> Int {
        guard group.allSatisfy({ Ascii.digits ~= $0 }) else { throw .notDigits(group: number) }
        guard group.count == 6, let value = Civil.number(group[...]) else { throw .wrongLength(group: number) }
        guard value.isMultiple(of: 11) else { throw .notDivisible(group: number) }
        guard value / 11 <= 0xFFFF else { throw .tooLarge(group: number) }
        return value / 11
    }
}

/// Why a grouped number could not be read; groups count from 1 to 8.
package enum GroupedNumberError: Error, Hashable {
    /// Something else than digits in a group.
    case notDigits(group: Int)
    /// Not six digits.
    case wrongLength(group: Int)
    /// Not a multiple of 11: a digit is wrong or two are swapped.
    case notDivisible(group: Int)
    /// Beyond 720885, the largest that 16 bits can give.
    case tooLarge(group: Int)
    /// Each group was good, but there are not eight of them.
    case wrongGroupCount(Int)
}
