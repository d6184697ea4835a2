#if QR
    import CQREncode
#endif

/// A QR code (ISO/IEC 18004) of some bytes: rows of modules, true for dark.
package struct QRCode: Equatable, Sendable {
    package let rows: [[Bool]]

    /// Light modules that must stand around it.
    package static let margin = 4

    /// Nil if there are more bytes than a code of its kind holds (2,331), or in a build without the package trait `QR`.
    package init?(_ bytes: [UInt8]) {
        #if QR
            // Level M: it can be read with some 15 % of it dirty.
            guard let code = QRcode_encodeData(Int32(clamping: bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
            defer { QRcode_free(code) }
            let width = Int(code.pointee.width)
            guard let modules = code.pointee.data else { return nil }
            rows = (0..<width).map { row in (0..<width).map { modules[row * width + $0] & 1 == 1 } }
        #else
            return nil
        #endif
    }

    /// The path of an SVG image whose unit is a module, margin included: one rectangle a run of dark modules.
    package var path: String {
        var path = ""
        for (y, row) in rows.enumerated() {
            var x = 0
            while x < row.count {
                let end = row[x...].firstIndex(of: !row[x]) ?? row.count
                if row[x] { path += "M\(x + Self.margin) \(y + Self.margin)h\(end - x)v1h-\(end - x)z" }
                x = end
            }
        }
        return path
    }

    /// Width and height of that image, margins included.
    package var side: Int { rows.count + 2 * Self.margin }
}
