import Ledger

extension Index {
    /// The files that the entries shown were imported from, numbered in the order of their first entry.
    static func sources(_ standing: [StandingEntry], _ opened: [Int: OpenedEntry]) -> [Report.Source] {
        var numbers: [[UInt8]: Int] = [:]
        var files: [(locator: Locator, places: [Report.Source.Place])] = []
        for number in standing.flatMap(\.versions).sorted() {
            guard let locator = opened[number]?.event.locator else { continue }
            let file = numbers[locator.fileSHA256] ?? files.count
            if file == files.count {
                numbers[locator.fileSHA256] = file
                files.append((locator, []))
            }
            files[file].places.append(
                .init(
                    entry: number, byteOffset: locator.byteOffset, byteCount: locator.byteCount,
                    rawTime: locator.rawTime))
        }
        return files.enumerated().map { index, file in
            Report.Source(
                number: index + 1, format: file.locator.format, sha256: Hex.encode(file.locator.fileSHA256),
                places: file.places)
        }
    }

    func sourceFiles() -> [Report.Passage] {
        guard !sources.isEmpty else { return [] }
        let lines = sources.map {
            say(.sourceLine, ["number": "\($0.number)", "format": $0.format, "hash": $0.sha256])
        }
        return [.init(title: say(.sourceFiles), paragraphs: lines + [say(.sourceFilesText)])]
    }
}
