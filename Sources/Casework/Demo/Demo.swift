import Intake
import Ledger

/// The main job on sample data: an invented family's month is imported, logged, checked, reported and
/// verified, each step told as the command that a person would type.
///
/// Everything is written below one folder; vault, passphrase and the mark of the last checkpoint seen are
/// its own, and no other book is opened.
package struct Demo {
    let folder: DemoFolder
    let environment: Environment
    let importer: any Importer
    let pages: PagesWriter?
    let cost: PassphraseCost
    let tell: (DemoLine) -> Void

    /// - Parameters:
    ///   - path: The folder, absolute. It is made; one that an earlier demo made is emptied of what that wrote.
    ///   - tell: Told each line as the work goes on.
    /// - Throws: `CaseError` if this build cannot import the sample.
    package init(
        below path: String, environment: Environment, importers: [any Importer], pages: PagesWriter?,
        cost: PassphraseCost = .standard, tell: @escaping (DemoLine) -> Void
    ) throws {
        guard let importer = importers.first(where: { $0.name == "sms-backup-restore" }) else {
            throw CaseError.failed(
                "This build of daybook has no importer for sms-backup-restore, and the demo needs it. Nothing was "
                    + "written. Build it with: make build")
        }
        folder = DemoFolder(path: path)
        self.environment = folder.environment(environment)
        self.importer = importer
        self.pages = pages
        self.cost = cost
        self.tell = tell
    }

    /// Does it all.
    ///
    /// - Throws: `CaseError.usage` for a folder that no demo made; `failed` where anything went otherwise than it
    ///   should, such as an alteration that was not found.
    package func run() throws -> DemoAnswer {
        guard let zone = Zone("Europe/London") else { throw CaseError.demo("the zone Europe/London is not known") }
        let month = SampleMonth(before: environment.now(), in: zone)
        try folder.make()
        var answer = DemoAnswer(folder: folder.path)
        say(
            "An invented family, Alex Morgan, Jamie Reed and their daughter Mia: four weeks from "
                + "\(WhenText.day(month.date(0))) on. Alex keeps the book.")
        say("Everything is below \(folder.path); your own book is not touched.")
        say("Each step shows the command that does the same in that folder, with this before it:")
        output("export XDG_STATE_HOME=\(folder.absolute("state")) DAYBOOK_VAULT=\(folder.absolute(DemoFolder.vault))")
        say("and with --passphrase-file \(DemoFolder.passphrase) where a passphrase is asked for.")

        let book = try begin(month)
        defer { book.locked.close() }
        try adopt(month, in: book)
        try importPhone(month, into: book, &answer)
        let logged = try logByHand(month, in: book)
        try correct(logged, month, in: book)
        heading("A first copy")
        let early = try backUp(book, to: "copies/early")
        try check(book, &answer)
        try decide(month, in: book)
        try report(book, &answer)
        try bundle(book, &answer)
        try verify(book, &answer)
        heading("An altered copy")
        try alter(try backUp(book, to: "copies/altered"), entry: logged.handover, &answer)
        try putBack(early, &answer)
        return answer
    }

    func say(_ text: String) { tell(.said(text)) }
    func heading(_ text: String) { tell(.heading(text)) }
    func command(_ text: String) { tell(.command("daybook " + text)) }
    func output(_ text: String) { tell(.output(text)) }

    /// Throws unless the demo went here as it should.
    func expect(_ isSo: Bool, _ what: String) throws {
        if !isSo { throw CaseError.demo(what) }
    }
}

/// A line of the demo.
package enum DemoLine: Equatable, Sendable {
    case heading(String)
    /// What is being done and why.
    case said(String)
    /// What a person would type.
    case command(String)
    /// What the program answers, in brief.
    case output(String)
}

/// How the demo went.
package struct DemoAnswer: Equatable, Sendable {
    package let folder: String
    /// Contacts taken from the sample's files, and from the same files again.
    package var taken = 0
    package var takenAgain = 0
    /// Apparent breaches by person, before any decision: `me`, `them`.
    package var breaches: [String: Int] = [:]
    package var entries = 0
    /// The report's files, absolute.
    package var files: [String] = []
    /// The evidence bundle, absolute, and what a check said of a copy with one word changed.
    package var bundle = ""
    package var alteredBundleLayers: [String] = []
    /// The entry of which one bit was changed in a copy, and what the check of that copy said.
    package var alteredEntry = 0
    package var alteredResult = ""
    package var olderResult = ""

    init(folder: String) { self.folder = folder }

    package var value: JSONValue {
        [
            "schema": "daybook.demo/1", "folder": .string(folder), "taken": .integer(taken),
            "takenAgain": .integer(takenAgain), "breaches": .object(breaches.mapValues(JSONValue.integer)),
            "entries": .integer(entries), "files": .array(files.map(JSONValue.string)),
            "bundle": .string(bundle), "alteredBundleLayers": .array(alteredBundleLayers.map(JSONValue.string)),
            "alteredEntry": .integer(alteredEntry), "alteredResult": .string(alteredResult),
            "olderResult": .string(olderResult),
        ]
    }
}

extension CaseError {
    /// The demo did not go as it should.
    static func demo(_ what: String) -> CaseError {
        .failed("The demo did not go as it should: \(what). What it wrote so far is left there to look at.")
    }
}
