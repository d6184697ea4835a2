import Foundation

/// New files for what leaves the vault: mode 0600, never over a file that is there.
package enum PrivateFile {
    /// Writes a new file at `path` through `write`; it is on the disk when this returns, and gone if it throws.
    ///
    /// - Throws: `refusal` if the file cannot be made (it is there already, or its folder is not); what
    ///   `write` throws.
    package static func create(
        at path: String, orThrow refusal: @autoclosure () -> CaseError, _ write: (FileHandle) throws -> Void
    ) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw refusal() }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try write(handle)
            try handle.synchronize()
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Writes `bytes` as a new file at `path`.
    ///
    /// - Throws: `refusal` if the file cannot be made; a `CaseError` of its own if the disk has no room.
    package static func write(
        _ bytes: [UInt8], to path: String, orThrow refusal: @autoclosure () -> CaseError
    ) throws(CaseError) {
        do {
            try create(at: path, orThrow: refusal()) { try $0.write(contentsOf: Data(bytes)) }
        } catch let error as CaseError {
            throw error
        } catch {
            throw .failed("A file could not be written, and none was left behind. Check the room on its disk.")
        }
    }
}
