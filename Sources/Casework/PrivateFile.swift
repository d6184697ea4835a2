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
}
