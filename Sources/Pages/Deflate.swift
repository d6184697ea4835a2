#if Pages
    import CZlib

    /// Packs bytes as PDF's FlateDecode unpacks them (RFC 1950).
    enum Deflate {
        static func bytes(_ plain: [UInt8]) -> [UInt8] {
            var packed = [UInt8](repeating: 0, count: Int(compressBound(uLong(plain.count))))
            var count = uLongf(packed.count)
            // Level 3 takes half the time of the default, for a tenth more bytes.
            guard compress2(&packed, &count, plain, uLong(plain.count), 3) == Z_OK else {
                fatalError("zlib packs into as many bytes as it said, unless memory has run out")
            }
            packed.removeLast(packed.count - Int(count))
            return packed
        }
    }
#endif
