// The C library under its two names; `SystemError` says what it answered.
#if canImport(Glibc)
    @_exported import Glibc
#elseif canImport(Musl)
    @_exported import Musl
#else
    @_exported import Darwin
#endif

/// A system call's error number with the system's own words for it.
struct SystemError: Error, Equatable {
    let number: Int32

    init(_ number: Int32 = errno) { self.number = number }

    var text: String { String(cString: strerror(number)) }
}
