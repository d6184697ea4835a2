import Foundation

/// Why a file was not imported; nothing of it may be recorded then.
package enum ImportError: Error, Equatable {
    /// The system's error number.
    case cannotOpen(code: Int32)
    case cannotRead(code: Int32, byteOffset: Int)
    /// A folder, a pipe or a device.
    case notAFile
    /// Another length, date or SHA-256 than when it was opened.
    case changedWhileReading
    case empty
    /// UTF-16, UTF-32 or a declared encoding other than UTF-8.
    case otherEncoding
    case notUTF8(byteOffset: Int)
    /// Not a file of this format at all.
    case notThisFormat(byteOffset: Int, line: Int)
    /// A document type or entity declaration, which a backup never has.
    case declaration(byteOffset: Int, line: Int)
    /// Lines that cannot become entries: the first twenty, and how many there are in all.
    case badLines([LineFault], count: Int)
}

extension ImportError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotOpen(let code): "the file could not be opened (\(Self.reason(code)))"
        case .cannotRead(let code, let offset): "reading stopped at byte \(offset) (\(Self.reason(code)))"
        case .notAFile: "this is not a regular file; give the path of an exported file"
        case .changedWhileReading: "the file changed while it was read; import a copy that nothing writes to"
        case .empty: "the file is empty; export it again"
        case .otherEncoding: "the file is not UTF-8; export it again as UTF-8"
        case .notUTF8(let offset): "byte \(offset) is not UTF-8; export the file again, or copy it again as binary"
        case .notThisFormat(let offset, let line):
            "line \(line), byte \(offset): this is not a file of the format named; check the path and the format"
        case .declaration(let offset, let line):
            "line \(line), byte \(offset): a document type declaration, which a backup never has; "
                + "export the file again from the app"
        case .badLines(let faults, let count):
            faults.map(\.description).joined(separator: "\n")
                + (count > faults.count ? "\nand \(count - faults.count) more lines" : "")
        }
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT: "there is none at this path"
        case EACCES: "reading it is not allowed"
        default: "system error \(code)"
        }
    }
}
