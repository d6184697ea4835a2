import Crypto
import Ledger

/// Reads the tree of operations behind a digest, in bounded memory and time.
struct TimestampReader {
    private typealias Limits = Timestamp.Limits

    static let fork: UInt8 = 0xff
    private static let attestation: UInt8 = 0x00

    /// Operations by the byte that stands for each.
    enum Operation: UInt8 {
        case sha1 = 0x02
        case ripemd160 = 0x03
        case sha256 = 0x08
        case keccak256 = 0x67
        case append = 0xf0
        case prepend = 0xf1
        case reverse = 0xf2
        case hexlify = 0xf3

        var hasArgument: Bool { self == .append || self == .prepend }
    }

    private let all: ArraySlice<UInt8>
    private var rest: ArraySlice<UInt8>
    private var operationCount = 0

    init(_ bytes: ArraySlice<UInt8>) {
        all = bytes
        rest = bytes
    }

    /// The ends of a proof that fills the rest of the bytes.
    mutating func timestamp(of digest: [UInt8]) throws(TimestampError) -> [Timestamp.Attestation] {
        var found = [Timestamp.Attestation]()
        try branch(digest, depth: 0, into: &found)
        guard rest.isEmpty else { throw fault }
        return found
    }

    mutating func byte() throws(TimestampError) -> UInt8 {
        guard let byte = rest.popFirst() else { throw fault }
        return byte
    }

    mutating func bytes(_ count: Int) throws(TimestampError) -> [UInt8] {
        guard rest.count >= count else { throw fault }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// LEB128, at most 2^53 − 1.
    mutating func number() throws(TimestampError) -> Int {
        var (number, shift) = (0, 0)
        while true {
            let byte = try byte()
            guard shift < 53, Int(byte & 0x7f) <= JSONLimits.integer >> shift else { throw fault }
            number |= Int(byte & 0x7f) << shift
            shift += 7
            if byte & 0x80 == 0 { return number }
        }
    }

    private var fault: TimestampError { .malformed(at: rest.startIndex) }

    private mutating func branch(
        _ message: [UInt8]?, depth: Int, into found: inout [Timestamp.Attestation]
    ) throws(TimestampError) {
        guard depth <= Limits.depth else { throw .tooMany }
        while true {
            let tag = try byte()
            guard tag == Self.fork else { return try step(tag, message, depth: depth, into: &found) }
            try step(try byte(), message, depth: depth, into: &found)
        }
    }

    private mutating func step(
        _ tag: UInt8, _ message: [UInt8]?, depth: Int, into found: inout [Timestamp.Attestation]
    ) throws(TimestampError) {
        operationCount += 1
        guard operationCount <= Limits.operations else { throw .tooMany }
        if tag == Self.attestation {
            found.append(.init(kind: try attestationKind(), message: message))
            return
        }
        guard let operation = Operation(rawValue: tag) else { throw fault }
        let argument = operation.hasArgument ? try argument() : []
        var next: [UInt8]?
        if let message { next = try result(of: operation, argument, on: message) }
        try branch(next, depth: depth + 1, into: &found)
    }

    private mutating func argument() throws(TimestampError) -> [UInt8] {
        let count = try number()
        guard 1...Limits.message ~= count else { throw fault }
        return try bytes(count)
    }

    private func result(
        of operation: Operation, _ argument: [UInt8], on message: [UInt8]
    ) throws(TimestampError) -> [UInt8]? {
        let result: [UInt8]?
        switch operation {
        case .sha1: result = Array(Insecure.SHA1.hash(data: message))
        case .sha256: result = sha256(message)
        case .append: result = message + argument
        case .prepend: result = argument + message
        case .reverse: result = message.reversed()
        case .hexlify: result = Array(Hex.encode(message).utf8)
        case .ripemd160, .keccak256: result = nil
        }
        guard result?.count ?? 0 <= Limits.message else { throw fault }
        return result
    }

    private mutating func attestationKind() throws(TimestampError) -> Timestamp.Attestation.Kind {
        let tag = Hex.encode(try bytes(8))
        let count = try number()
        guard count <= Limits.payload else { throw fault }
        let payload = try bytes(count)
        var reader = TimestampReader(payload[...])
        switch tag {
        case "83dfe30d2ef90c8e":
            let length = try reader.number()
            guard length <= Limits.address else { throw fault }
            let address = try reader.bytes(length)
            guard reader.rest.isEmpty, address.allSatisfy(Self.isAddressLetter) else { throw fault }
            return .pending(calendar: String(decoding: address, as: UTF8.self))
        case "0588960d73d71901":
            let height = try reader.number()
            guard reader.rest.isEmpty else { throw fault }
            return .bitcoin(height: height)
        default: return .other(tag: tag)
        }
    }

    /// As the reference client has it: nothing that could trick a terminal.
    private static func isAddressLetter(_ letter: UInt8) -> Bool {
        Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/:".utf8).contains(letter)
    }
}
