#if Pages
    import Reports

    /// Pictures as objects of the file.
    enum Images {
        static func write(_ pixels: PackedPixels, _ file: inout PDFFile) -> PDFFile.Reference {
            var entries = PDFText("/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8")
            entries.add("/Width \(pixels.width)/Height \(pixels.height)")
            if let opacity = pixels.opacity {
                var mask = PDFText("/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8")
                mask.add("/Width \(pixels.width)/Height \(pixels.height)")
                entries.add("/SMask ")
                entries.add(file.stream(deflated: opacity, mask))
            }
            return file.stream(deflated: pixels.colours, entries)
        }

        /// The file as it is: a reader unpacks JPEG itself.
        static func write(_ header: JPEGHeader, _ bytes: [UInt8], _ file: inout PDFFile) -> PDFFile.Reference {
            var entries = PDFText("/Type/XObject/Subtype/Image/BitsPerComponent 8/Filter/DCTDecode")
            entries.add("/Width \(header.width)/Height \(header.height)")
            switch header.componentCount {
            case 1: entries.add("/ColorSpace/DeviceGray")
            case 3: entries.add("/ColorSpace/DeviceRGB")
            default:
                entries.add("/ColorSpace/DeviceCMYK")
                // Adobe's programs write the inks upside down.
                if header.isAdobe { entries.add("/Decode[1 0 1 0 1 0 1 0]") }
            }
            return file.stream(bytes, entries, isPacked: false)
        }
    }

    /// Pixels as they stand in the file: a picture that waits for its page takes little room.
    struct PackedPixels: Sendable {
        let width: Int
        let height: Int
        let colours: [UInt8]
        let opacity: [UInt8]?

        init(_ pixels: PNGPixels) {
            (width, height) = (pixels.width, pixels.height)
            colours = Deflate.bytes(pixels.colours)
            opacity = pixels.opacity.map(Deflate.bytes)
        }
    }

    /// A picture that can be shown, and how.
    package struct ShownPicture: Sendable {
        enum Kind: Sendable {
            case png(PackedPixels)
            case jpeg(JPEGHeader, [UInt8])
        }

        let kind: Kind
        /// In pixels, as it is to be seen.
        package let width: Int
        package let height: Int
        /// The matrix from the unit square to the unit square that turns it upright.
        let turn: [Double]

        /// Nil if it is no PNG or JPEG, is broken, or too large to unpack.
        package init?(_ bytes: [UInt8]) {
            if let header = JPEGHeader(bytes) {
                guard header.isCommon else { return nil }
                kind = .jpeg(header, bytes)
                (width, height) = header.isTurned ? (header.height, header.width) : (header.width, header.height)
                turn = header.turn
            } else if let pixels = PNGPixels(bytes) {
                kind = .png(PackedPixels(pixels))
                (width, height) = (pixels.width, pixels.height)
                turn = [1, 0, 0, 1, 0, 0]
            } else {
                return nil
            }
        }

        func write(_ file: inout PDFFile) -> PDFFile.Reference {
            switch kind {
            case .png(let pixels): Images.write(pixels, &file)
            case .jpeg(let header, let bytes): Images.write(header, bytes, &file)
            }
        }
    }
#endif
