/// The checksum of ZIP and PNG (ISO 3309). It shows accidents, not changes made on purpose.
package struct CRC32 {
    private var state = ~UInt32(0)

    package init() {}

    package var value: UInt32 { ~state }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        Self.tables.withUnsafeBufferPointer { tables in
            var state = self.state
            var offset = 0
            // Eight bytes at a step: a byte at a step took half the time of checking a large bundle.
            while bytes.count - offset >= 8 {
                let low = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) ^ state
                let high = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
                state = Self.look(tables, 4, low) ^ Self.look(tables, 0, high)
                offset += 8
            }
            for place in offset..<bytes.count {
                let index = UInt8(truncatingIfNeeded: state) ^ bytes[place]
                state = (state >> 8) ^ tables[Int(index)]
            }
            self.state = state
        }
    }

    /// What the four bytes of `word` do that stand `after` bytes before the end of a step.
    private static func look(_ tables: UnsafeBufferPointer<UInt32>, _ after: Int, _ word: UInt32) -> UInt32 {
        var sum: UInt32 = 0
        for place in 0..<4 {
            let byte = Int(UInt8(truncatingIfNeeded: word >> UInt32(8 * place)))
            sum ^= tables[(after + 3 - place) * 256 + byte]
        }
        return sum
    }

    package static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var crc = CRC32()
        bytes.withUnsafeBytes { crc.update($0) }
        return crc.value
    }

    /// Table k is what a byte does that stands k bytes before the end of a step.
    private static let tables: [UInt32] = {
        var tables: [UInt32] = []
        for index in 0..<UInt32(256) {
            var value = index
            for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
            tables.append(value)
        }
        for index in 256..<8 * 256 {
            let before = tables[index - 256]
            tables.append((before >> 8) ^ tables[Int(before & 0xFF)])
        }
        return tables
    }()
}
