/// An open file, closed when the value ends: who uses `number` keeps the value alive meanwhile.
final class FileDescriptor: Sendable {
    let number: Int32

    /// Takes over `number`.
    init(owning number: Int32) { self.number = number }

    /// Opens `path`; it is not handed to programs that this one starts.
    convenience init(opening path: String, _ flags: Int32) throws(SystemError) {
        let number = open(path, flags | O_CLOEXEC)
        guard number >= 0 else { throw SystemError() }
        self.init(owning: number)
    }

    deinit { close(number) }
}

/// Reads and writes that go on after an interruption.
enum Descriptor {
    /// Returns how many bytes were read, 0 at the end.
    static func read(_ number: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        while true {
            let count = systemRead(number, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw SystemError() }
        }
    }

    /// Writes all of `bytes`, or throws with some of them written.
    static func write(_ number: Int32, _ bytes: [UInt8]) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { systemWrite(number, $0.baseAddress! + done, $0.count - done) }
            if count >= 0 {
                done += count
            } else if errno != EINTR {
                throw SystemError()
            }
        }
    }
}

private func systemRead(_ number: Int32, _ base: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(number, base, count)
}

private func systemWrite(_ number: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
    write(number, base, count)
}
