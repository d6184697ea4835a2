#if Pages
    import CZlib

    /// Packs bytes as PDF's FlateDecode unpacks them (RFC 1950).
    enum Deflate {
        static func bytes(_ plain: [UInt8]) -> [UInt8] { pack { $0(plain) }.bytes }

        /// What `produce` hands over in pieces, packed, and how many bytes that was; never all of it at once in memory.
        static func pack(_ produce: PDFReport.Bytes) -> (bytes: [UInt8], plainByteCount: Int) {
            // zlib remembers where it is.
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            stream.initialize(to: z_stream())
            defer { stream.deallocate() }
            // Level 3 takes half the time of the default, for a tenth more bytes.
            guard deflateInit_(stream, 3, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
                fatalError("zlib begins, unless memory has run out")
            }
            defer { deflateEnd(stream) }
            var packed: [UInt8] = []
            var room = [UInt8](repeating: 0, count: 1 << 15)
            func take(_ plain: [UInt8], _ flush: Int32) {
                var plain = plain
                plain.withUnsafeMutableBufferPointer { plain in
                    stream.pointee.next_in = plain.baseAddress
                    stream.pointee.avail_in = uInt(plain.count)
                    repeat {
                        let count = room.withUnsafeMutableBufferPointer { room in
                            stream.pointee.next_out = room.baseAddress
                            stream.pointee.avail_out = uInt(room.count)
                            deflate(stream, flush)
                            return room.count - Int(stream.pointee.avail_out)
                        }
                        packed += room[..<count]
                    } while stream.pointee.avail_out == 0
                }
            }
            produce { take($0, Z_NO_FLUSH) }
            take([], Z_FINISH)
            return (packed, Int(stream.pointee.total_in))
        }
    }
#endif
