import Casework
import Foundation
import Intake
import Ledger
import Rules
import Vault

/// One piece of work in a process of its own; prints what it took, a name and a number a line.
enum Child {
    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else { throw Floors.Failed(code: 64) }
        // As the program does.
        LargeBlocks.giveBack()
        let path = arguments[1]
        switch arguments[0] {
        case "import": try importFile(path, arguments[2])
        case "verify": try verify(path, isOpening: false)
        case "open": try verify(path, isOpening: true)
        case "list": try list(path, limit: 50)
        case "list-all": try list(path, limit: nil)
        case "head": try head(path)
        case "search": try search(path)
        case "check": try check(path)
        case "bundle": try bundle(path, arguments[2])
        #if Pages
            case "bundle-pdf": try bundleWithPDF(path, arguments[2])
        #endif
        case "bundle-check": try checkBundle(path)
        case "prove": try prove(path)
        case "html": try page(path)
        #if Pages
            case "pdf": try pdf(path)
        #endif
        case "age-seal": try timed("seconds") { try AgeWork.seal(path, key: arguments[2]) }
        case "age-open": try timed("seconds") { try AgeWork.open(path, key: arguments[2]) }
        case "rules": try rules(Int(path) ?? 0, only: arguments.dropFirst(2).first)
        case "floor-read":
            let floor = try Floors.read(path)
            report("hashing", floor.hashing)
            report("opening", floor.opening)
            report("bytes", Double(floor.byteCount))
        #if Expat
            case "floor-expat": report("seconds", try Floors.expat(path))
        #endif
        default: throw Floors.Failed(code: 64)
        }
        report("cpu", cpuSeconds())
        report("megabytes", peakMegabytes())
    }

    static func report(_ name: String, _ value: Double) { print(name, value) }

    static func timed<Result>(_ name: String, _ work: () throws -> Result) rethrows -> Result {
        let (start, cpu) = (now(), cpuSeconds())
        let result = try work()
        report(name, now() - start)
        report(name + ".cpu", cpuSeconds() - cpu)
        return result
    }

    private static func importFile(_ vault: String, _ file: String) throws {
        let book = try Workshop.open(vault)
        guard let importer = Importers.all.first(where: { $0.name == "sms-backup-restore" }) else {
            throw Floors.Failed(code: 1)
        }
        try timed("seconds") {
            let answer = try book.importFile(
                ImportRequest(format: importer.name, path: file), with: importer, review: book.review())
            report("taken", Double(answer.account.taken))
            book.locked.close()
        }
    }

    private static func verify(_ vault: String, isOpening: Bool) throws {
        let book = try Workshop.open(vault)
        let answer = try timed("seconds") { try book.locked.verify(with: isOpening ? book : nil) }
        guard answer.isUnchanged else { throw Floors.Failed(code: 20) }
        report("entries", Double(answer.entries))
    }

    private static func list(_ vault: String, limit: Int?) throws {
        let book = try Workshop.open(vault)
        try timed("seconds") {
            var request = ListRequest()
            request.limit = limit
            let review = try limit.map { try book.newest($0, for: request) } ?? book.review()
            let listed = review.list(request)
            report("listed", Double(listed.count))
        }
    }

    private static func head(_ vault: String) throws {
        let locked = try LockedBook(at: vault, environment: Workshop.environment(beside: vault))
        try timed("seconds") { report("size", Double(try locked.checkpoint().head.size)) }
    }

    private static func search(_ vault: String) throws {
        let book = try Workshop.open(vault)
        try timed("whole") {
            let review = try timed("review") { try book.review() }
            let found = timed("seconds") { review.search(["dentist", "THURSDAY"]) }
            report("found", Double(found.count))
        }
    }

    private static func check(_ vault: String) throws {
        let review = try Workshop.open(vault).review()
        let answer = try timed("seconds") { try review.check(CheckRequest()) }
        report("findings", Double(answer.findings.count))
    }

    /// - Parameter only: The id of the one rule to judge by; nil for all twenty.
    private static func rules(_ count: Int, only: String?) throws {
        guard let zone = Zone("America/New_York") else { throw Floors.Failed(code: 1) }
        let (events, book) = (events(count), try RuleBook(toml: twentyRules(only: only)))
        let (findings, counts) = timed("seconds") {
            let adopted = AdoptedBook(number: 0, book: book, from: Instant(milliseconds: 0))
            let findings = Checker(books: [adopted], homeZone: zone, people: []).findings(in: events)
            return (findings, FindingCount.counts(of: findings))
        }
        guard counts.reduce(0, { $0 + $1.checked }) == findings.count else { throw Floors.Failed(code: 1) }
        report("findings", Double(findings.count))
    }
}
