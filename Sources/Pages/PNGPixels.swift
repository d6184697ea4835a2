#if Pages
    import CPNG

    /// A PNG's pixels, read by libpng: colour and, if not all of them are opaque, how opaque each is.
    struct PNGPixels {
        let width: Int
        let height: Int
        /// Three bytes a pixel, row by row.
        private(set) var colours: [UInt8]
        /// A byte a pixel; nil: all opaque.
        private(set) var opacity: [UInt8]?

        /// More pixels are not unpacked: a small file may hold very many.
        static let limit = 12_000_000

        /// Nil if libpng does not read it, or it is beyond the limit.
        init?(_ file: [UInt8]) {
            var image = png_image()
            image.version = UInt32(PNG_IMAGE_VERSION)
            defer { png_image_free(&image) }
            var pixels: [UInt8] = []
            let isRead = file.withUnsafeBytes { bytes in
                guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0,
                    Int(image.width) * Int(image.height) <= Self.limit
                else { return false }
                image.format = UInt32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
                pixels = [UInt8](repeating: 0, count: 4 * Int(image.width) * Int(image.height))
                return png_image_finish_read(&image, nil, &pixels, 0, nil) != 0
            }
            guard isRead else { return nil }
            width = Int(image.width)
            height = Int(image.height)
            colours = []
            colours.reserveCapacity(3 * width * height)
            var alphas: [UInt8] = []
            alphas.reserveCapacity(width * height)
            var isOpaque = true
            for at in stride(from: 0, to: pixels.count, by: 4) {
                colours.append(pixels[at])
                colours.append(pixels[at + 1])
                colours.append(pixels[at + 2])
                alphas.append(pixels[at + 3])
                if pixels[at + 3] != 255 { isOpaque = false }
            }
            opacity = isOpaque ? nil : alphas
        }
    }
#endif
