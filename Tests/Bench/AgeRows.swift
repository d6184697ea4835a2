import Evidence
import Foundation
import Ledger

extension Bench {
    /// 100 MB sealed and opened, against the stock program on the same file.
    static func ageRows(_ workshop: Workshop) throws {
        guard run("age", ["--version"]) != nil else { return Table.row("age, 100 MB", "no stock age here") }
        let (plain, key) = (workshop.path("age-plain"), workshop.path("age-key"))
        try Data(RandomSource.system.bytes(100_000_000)).write(to: URL(fileURLWithPath: plain))
        let identity = AgeIdentity.random(.system)
        guard let text = identity.text, let recipient = identity.recipient?.text else { throw Floors.Failed(code: 1) }
        try Data(text.utf8).write(to: URL(fileURLWithPath: key))
        let (sealed, opened) = (plain + ".age", plain + ".out")
        for (work, arguments) in [
            ("age-seal", ["-r", recipient, "-o", sealed, plain]),
            ("age-open", ["-d", "-i", key, "-o", opened, sealed]),
        ] {
            var (ours, floor) = ([Double](), [Double]())
            for _ in 0..<5 {
                guard let stock = run("age", arguments) else { throw Floors.Failed(code: 1) }
                floor.append(stock)
                ours.append(try Measured.child(work, work == "age-seal" ? plain : sealed, key)["seconds"])
            }
            let speed = floor.median / ours.median
            Table.row(
                "\(work), 100 MB", Table.time(ours.median), floor: Table.time(floor.median), ratio: speed,
                bound: "≥ 0.7× stock age", isMet: speed >= 0.7)
        }
        for file in [plain, key, sealed, opened] { try? FileManager.default.removeItem(atPath: file) }
    }

    /// The seconds that a program took; nil if it failed or is not there.
    private static func run(_ program: String, _ arguments: [String]) -> Double? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
        let start = now()
        guard (try? process.run()) != nil else { return nil }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? now() - start : nil
    }
}

/// The work of those rows, file to file.
enum AgeWork {
    static func seal(_ path: String, key: String) throws {
        guard let recipient = try identity(key).recipient else { throw Floors.Failed(code: 1) }
        var encryptor = try AgeEncryptor(to: [recipient], random: .system)
        try through(path, to: path + ".ours") { bytes, sink in
            if let bytes { try encryptor.update(bytes, into: sink) } else { try encryptor.finish(into: sink) }
        }
    }

    static func open(_ path: String, key: String) throws {
        var decryptor = AgeDecryptor(identities: [try identity(key)])
        try through(path, to: path + ".ours") { bytes, sink in
            if let bytes { try decryptor.update(bytes, into: sink) } else { try decryptor.finish(into: sink) }
        }
    }

    private static func identity(_ path: String) throws -> AgeIdentity {
        try AgeIdentity.x25519(text: String(contentsOfFile: path, encoding: .utf8))
    }

    /// Hands out a file in pieces, nil at its end, and writes what comes of it.
    private static func through(
        _ source: String, to target: String,
        _ step: (UnsafeRawBufferPointer?, AgeEncryptor.Sink) throws -> Void
    ) throws {
        guard let from = fopen(source, "r"), let to = fopen(target, "w") else { throw Floors.Failed(code: 1) }
        defer {
            fclose(from)
            fclose(to)
            remove(target)
        }
        let sink: AgeEncryptor.Sink = { bytes in
            guard fwrite(bytes.baseAddress, 1, bytes.count, to) == bytes.count else { throw Floors.Failed(code: 1) }
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while case let count = fread(buffer.baseAddress, 1, buffer.count, from), count > 0 {
            try step(UnsafeRawBufferPointer(rebasing: buffer[..<count]), sink)
        }
        try step(nil, sink)
    }
}
