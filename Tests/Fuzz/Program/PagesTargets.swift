import Pages

extension FuzzTarget {
    static let pages: [FuzzTarget] = {
        #if Pages
            [FuzzTarget("picture", read: readPicture)]
        #else
            []
        #endif
    }()

    #if Pages
        private static func readPicture(_ bytes: [UInt8]) {
            guard let picture = ShownPicture(bytes) else { return }
            promise(picture.width > 0 && picture.height > 0, "a picture that is shown has a size")
        }
    #endif
}
