import Foundation
import Testing

@testable import CLI

/// A disk that is full, and a folder that takes no writes, as the system itself makes them. Both are mounted in a
/// namespace of their own, for which one must be root; elsewhere the tests say that they were skipped, and
/// `FailingCallTests` stands for them.
@Suite("Faults: full and read-only disks", .serialized)
struct DiskTests {
    @Test("on a full disk a command is done or refused, whatever room is left, and all is well when there is room")
    func full() throws {
        guard let book = try MountedBook() else { return }
        let before = try #require(try book.book.unchangedCount("before"))
        let lines = try book.run(
            """
            mount -t tmpfs -o size=1M,mode=700 none disk; cp book disk/book; export XDG_STATE_HOME=$PWD/disk/state
            for free in 0 20 40 68 132 260; do
                db log --channel text --from them --when '2026-03-04 21:00' --file words; a=$?
                dd if=/dev/zero of=disk/filler bs=4k >/dev/null 2>&1
                truncate -s "$(($(stat -c %s disk/filler) - free * 1024))" disk/filler
                said=$(db log --channel text --from them --when '2026-03-04 21:00' --file words); b=$?
                [ $b = 0 ] || echo "$said" | grep -q 'disk is full' || b=unclear
                db backup disk/copy; c=$?; [ -e disk/copy.partial ] && c=partial
                rm disk/filler; [ $c = 1 ] || db verify --vault disk/copy; d=$?; rm -f disk/copy
                db verify --open; e=$?
                echo "ran $free $a $b $c $d $e $(db head | awk '/^Entries/ {print $2}')"
            done
            """)
        var expected = before
        var refused = 0
        for line in lines {
            // Room in KiB, codes of log with room, log without, backup, verify of the copy, verify; entries.
            let fields = line.split(separator: " ").map(String.init)
            try #require(fields.count == 7, "\(line)")
            #expect(fields[1] == "0" && ["0", "1"].contains(fields[2]) && ["0", "1"].contains(fields[3]), "\(line)")
            #expect(["0", "22"].contains(fields[4]) && fields[5] == "0", "\(line)")
            expected += fields[2] == "0" ? 2 : 1
            #expect(fields[6] == "\(expected)", "\(line)")
            if fields[2] == "1" { refused += 1 }
        }
        #expect(lines.count == 6 && refused > 0 && refused < 6)
        print("full disk: \(lines.count) amounts of room, \(refused) times refused, nothing lost or half")
    }

    @Test("what leaves the book is whole on its disk or not there, and the error says why")
    func leaving() throws {
        guard let book = try MountedBook() else { return }
        let lines = try book.run(
            """
            mount -t tmpfs -o size=64k none disk; dd if=/dev/zero of=disk/filler bs=4k >/dev/null 2>&1
            says() { echo "ran $? $(echo "$said" | tr '\\n' ' ' | grep -c "the room on its disk")" $(ls disk); }
            said=$(db report --vault book --out disk/report); says
            said=$(db init --vault other --cost least --zone UTC --recovery-out disk/number); says
            [ -e other ] && echo 'ran a book without its number'
            """)
        #expect(lines == ["1 1 filler", "1 1 filler"])
    }

    @Test("in a folder that takes no writes the book can be read, and what would write says so")
    func readOnly() throws {
        guard let book = try MountedBook() else { return }
        let before = try #require(try book.book.unchangedCount("before"))
        let lines = try book.run(
            """
            cp book disk/book; mount --bind disk disk; mount -o remount,ro,bind disk
            db list; a=$?; db verify; b=$?
            db log --channel text --from them --when '2026-03-04 21:00' --file words; c=$?
            db passphrase change --new-passphrase-file passphrase; d=$?
            db backup copy; e=$?; db backup disk/copy; f=$?
            mount -o remount,rw,bind disk
            db log --channel text --from them --when '2026-03-04 21:00' --file words; g=$?
            echo "ran $a $b $c $d $e $f $g $(db head | awk '/^Entries/ {print $2}')"
            """)
        #expect(lines == ["0 0 1 1 0 1 0 \(before + 1)"])
    }
}

/// A book with an empty folder `disk` beside it on which a script can mount.
private struct MountedBook {
    let book: RealBook

    /// Nil, after saying so, where nothing can be mounted.
    init?() throws {
        guard geteuid() == 0, FileManager.default.isExecutableFile(atPath: "/usr/bin/unshare") else {
            print("skipped: only root can mount")
            return nil
        }
        guard let book = try RealBook() else { return nil }
        self.book = book
        try FileManager.default.createDirectory(
            atPath: book.folder.path + "/disk", withIntermediateDirectories: false)
    }

    /// Runs `script` beside the book, in which `db` is the program with the vault `disk/book`.
    ///
    /// - Returns: What stands behind `ran ` in each of its lines that begins so.
    func run(_ script: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
        let start = """
            db() {
                '\(book.daybook)' --vault disk/book --passphrase-file passphrase --no-input --yes "$@" 2>&1
            }

            """
        process.arguments = ["-m", "sh", "-c", start + script]
        process.currentDirectoryURL = URL(fileURLWithPath: book.folder.path)
        process.environment = [
            "HOME": book.folder.path, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "TZ": "UTC",
            "SWIFT_BACKTRACE": "enable=no",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("ran ") }.map { String($0.dropFirst(4)) }
        if lines.isEmpty { print(text) }
        return lines
    }
}
