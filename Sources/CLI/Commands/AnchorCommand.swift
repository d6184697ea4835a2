import ArgumentParser
import Casework
import Evidence
import Foundation
import Ledger

struct AnchorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anchor", abstract: "Have outsiders stamp the book's state with their time.",
        discussion: """
            A stamp shows that everything recorded up to now existed no later than its time. Only a hash is sent, and only \
            by anchor send, to the addresses that you name.
            """,
        subcommands: [Request.self, Send.self, Add.self, List.self])

    struct Request: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Write a time-stamp query (RFC 3161) for the newest checkpoint.",
            discussion: "Send the file to an authority of your choice, and give its answer to: daybook anchor add")

        @OptionGroup var global: GlobalOptions

        @Option(help: ArgumentHelp("The query's file.", valueName: "file"))
        var out = "checkpoint.tsq"

        func run(in shell: Shell) throws -> Exit {
            guard let checker = TokenFormat.checker else { throw CaseError.noTokens }
            let locked = try shell.locked(global)
            defer { locked.close() }
            let target = try locked.anchorTarget()
            let query = checker.query(
                sha256: target.digest, nonce: shell.world.random.bytes(TokenFormat.nonceByteCount))
            let refusal = CaseError.failed("\(out) could not be written: it is there already, or its folder is not.")
            try PrivateFile.write(query, to: out, orThrow: refusal)
            let (size, digest) = (target.checkpoint.head.size, Hex.encode(target.digest))
            if global.json {
                shell.terminal.json(
                    schema: "anchor-request",
                    ["path": .string(out), "entries": .integer(size), "sha256": .string(digest)])
            } else {
                shell.terminal.data("Written: \(out), for the checkpoint of \(size.entries)")
                shell.terminal.data("SHA-256: \(digest)")
                shell.terminal.say("Next: have it stamped, then daybook anchor add ANSWER --query \(out)")
            }
            return .ok
        }
    }

    struct Send: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Send the newest checkpoint's hash to be stamped, and take the stamps in.",
            discussion: """
                Whoever runs the address, and the network between, see that this computer asked and when; they see nothing of \
                the book. There is no address of ours.
                """)

        @OptionGroup var global: GlobalOptions

        @Option(help: ArgumentHelp("A time-stamping authority (RFC 3161). May be given again.", valueName: "url"))
        var tsa: [String] = []

        @Option(help: ArgumentHelp("An OpenTimestamps calendar. May be given again.", valueName: "url"))
        var calendar: [String] = []

        @Option(help: ArgumentHelp("Certificates of the authorities' roots. Else this computer's.", valueName: "file"))
        var root: String?

        func run(in shell: Shell) throws -> Exit {
            guard !tsa.isEmpty || !calendar.isEmpty else {
                throw CaseError.usage("Say where to: --tsa URL or --calendar URL. Nothing was sent.")
            }
            let roots = try root.map { try shell.bytes(at: $0, limit: Stamp.byteLimit) }
            let book = try shell.book(global)
            let target = try book.locked.anchorTarget()
            var (answers, errors) = ([AnchorAnswer](), [CaseError]())
            func take(_ stamp: () throws -> AnchorAnswer) throws {
                do { answers.append(try stamp()) } catch let error as CaseError { errors.append(error) }
            }
            for address in tsa { try take { try book.stamp(target, by: address, roots: roots) } }
            if !calendar.isEmpty { try take { try book.stamp(target, calendars: calendar) } }
            shell.tell(answers, global)
            for error in errors { shell.terminal.error(error.message) }
            return errors.isEmpty ? .ok : .failed
        }
    }

    struct Add: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Take in a stamp: a time-stamp reply or an OpenTimestamps proof.",
            discussion: """
                An entry keeps it, with the certificates that were followed, so that it can be checked after they expire. \
                A proof may be added again when a calendar has completed it.
                """)

        @OptionGroup var global: GlobalOptions

        @Argument(help: ArgumentHelp("The stamp: .tsr or .ots.", valueName: "file"))
        var file: String

        @Option(help: ArgumentHelp("The query that it answers; compared with it.", valueName: "file"))
        var query: String?

        @Option(help: ArgumentHelp("Certificate of the authority's root. Else this computer's.", valueName: "file"))
        var root: String?

        @Option(
            help: ArgumentHelp(
                "The Bitcoin block's header: 160 hex digits, or a file of 80 bytes.", valueName: "header"))
        var header: String?

        func run(in shell: Shell) throws -> Exit {
            let read = { (path: String) in try shell.bytes(at: path, limit: Stamp.byteLimit) }
            let stamp = Stamp(
                file: try read(file), query: try query.map(read), roots: try root.map(read),
                header: try header.map { try Self.header($0, read) })
            shell.tell([try shell.book(global).addAnchor(stamp)], global)
            return .ok
        }

        private static func header(_ text: String, _ read: (String) throws -> [UInt8]) throws -> BlockHeader {
            if let header = BlockHeader(hex: text) { return header }
            if let header = BlockHeader(try read(text)) { return header }
            throw CaseError.usage("\(text) is no Bitcoin block header. Nothing was saved.")
        }
    }

    struct List: Verb {
        static let configuration = CommandConfiguration(
            abstract: "List the stamps, each checked again.",
            discussion: "Whether an authority is to be trusted is for the reader to say, not for this program.")

        @OptionGroup var global: GlobalOptions

        func run(in shell: Shell) throws -> Exit {
            let (book, review) = try shell.reviewed(global)
            let answers = try book.anchors(in: review)
            shell.tell(answers, global)
            if answers.isEmpty, !global.json { shell.terminal.say("No stamps yet. See: daybook help anchor") }
            return answers.contains { $0.check.state == .fails } ? .altered : .ok
        }
    }
}

extension Shell {
    fileprivate func tell(_ answers: [AnchorAnswer], _ global: GlobalOptions) {
        if global.json {
            return terminal.json(schema: "anchor", ["anchors": .array(answers.map(\.value))])
        }
        for answer in answers {
            terminal.data("Entry \(answer.number): \(answer.anchor.format.rawValue), by \(answer.anchor.by)")
            let size = answer.anchor.size ?? 0
            switch answer.check.state {
            case .holds:
                let time = answer.anchor.time?.text ?? ""
                terminal.data("    \(size.entries) existed no later than \(time): \(answer.check.detail)")
            case .pending: terminal.data("    \(size.entries): pending, \(answer.check.detail)")
            case .fails: terminal.data("    DOES NOT HOLD: \(answer.check.detail)")
            case .notChecked: terminal.data("    not checked: \(answer.check.detail)")
            }
            if answer.anchor.format == .opentimestamps, answer.check.state == .holds {
                terminal.data("    not checked: that this block is in the Bitcoin chain; compare its hash elsewhere")
            }
            if answer.isNonceChecked == false {
                terminal.data("    not checked: that it answers your own query (--query)")
            }
        }
    }
}
