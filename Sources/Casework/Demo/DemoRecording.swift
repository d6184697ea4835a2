import Foundation
import Ledger

/// The demo's first half: beginning the book, rules, import, and what is logged by hand.
extension Demo {
    func begin(_ month: SampleMonth) throws -> Book {
        heading("A new book")
        let phrase = GeneratedPassphrase.make(from: environment.random)
        let passphrase = SecretKey(copying: phrase)
        try folder.write(
            String(decoding: phrase, as: UTF8.self) + "\nThis is a sample. It opens the sample book in this folder.\n",
            to: DemoFolder.passphrase)
        let recovery = Book.newRecoveryNumber(environment)
        try folder.write(recovery.text + "\n", to: DemoFolder.recovery)
        var request = BeginRequest(zone: month.zone)
        request.me = SamplePerson.me.rawValue
        request.them = SamplePerson.them.rawValue
        request.cost = cost
        command(
            "init --me \"Alex Morgan\" --them \"Jamie Reed\" --zone \(month.zone.name) "
                + "--recovery-out \(DemoFolder.recovery)")
        let path = folder.absolute(DemoFolder.vault)
        let book = try Book.begin(
            at: path, request, passphrase: passphrase, recovery: recovery, environment: environment)
        output("Begun: \(path)")
        for person in SamplePerson.allCases {
            guard let role = person.role else { continue }
            command("people add \"\(person.rawValue)\" --role \(role.rawValue) --address \(person.number)")
            let number = try book.add(
                Person(name: person.rawValue, role: role, addresses: [person.number]), to: try book.review().people)
            output("Saved as entry \(number).")
        }
        return book
    }

    func adopt(_ month: SampleMonth, in book: Book) throws {
        heading("The rules that apply")
        let file = "sample/rules.toml"
        let text = SampleRules.text(month)
        try folder.write(text, to: file)
        command("rules adopt \(file) --effective-from \(month.date(0).text)")
        let (number, rules) = try book.adopt(Array(text.utf8), effectiveFrom: month.date(0))
        output("Adopted as entry \(number): \(rules.rules.count.counted("rule")).")
        for rule in rules.rules { output("    \(rule.terms.id): “\(rule.terms.clause)”") }
    }

    func importPhone(_ month: SampleMonth, into book: Book, _ answer: inout DemoAnswer) throws {
        heading("What is on the phone")
        say("Texts, pictures and calls, as the Android app SMS Backup & Restore writes them.")
        let backup = SampleBackup(month: month)
        let files = ["sample/texts.xml", "sample/calls.xml"]
        try folder.write(backup.texts(), to: files[0])
        try folder.write(backup.calls(), to: files[1])
        for file in files { answer.taken += try importFile(file, into: book).account.taken }
        say("The dentist and the school office are nobody in the book: counted, said, and not taken.")
        say("The same file again adds nothing:")
        let again = try importFile(files[0], into: book)
        answer.takenAgain = again.account.taken
        try expect(answer.taken > 100, "too little was imported")
        try expect(answer.takenAgain == 0 && again.account.alreadyThere > 0, "the same file was taken twice")
    }

    private func importFile(_ file: String, into book: Book) throws -> ImportAnswer {
        command("import \(importer.name) \(file)")
        let answer = try book.importFile(
            ImportRequest(format: importer.name, path: folder.absolute(file)), with: importer, review: book.review())
        let account = answer.account
        output(
            "Declared: \(account.declared ?? 0)   Found: \(account.found)   Taken: \(account.taken)   "
                + "Already there: \(account.alreadyThere)   Left out: \(account.leftOut)")
        for left in answer.leftOut { output("    \(left.count)  \(left.address)  \(left.reason.rawValue)") }
        try expect(account.declared == account.found, "the import did not find what the file declares")
        try expect(account.notUnderstoodBytes == 0 && !account.truncated, "the sample was not understood whole")
        return answer
    }

    /// What later steps refer to.
    struct Logged {
        /// A handover whose time is corrected.
        var handover = 0
        /// A meeting that was logged twice.
        var twice = 0
    }

    func logByHand(_ month: SampleMonth, in book: Book) throws -> Logged {
        heading("What no phone knows")
        say("Handovers, check-ins and meetings, logged by hand.")
        var logged = Logged()
        for (index, item) in SampleLog.all.enumerated() {
            var request = item.request(month)
            var line = "log " + item.options(month)
            if let account = item.account {
                line += " --account-file " + (try typed(account, "account-\(index + 1)"))
                request.account = account
            }
            if let words = item.words {
                line += " --file " + (try typed(words, "words-\(index + 1)"))
                request.words = words
            }
            let proposal = try book.review().propose(request, environment: environment)
            let number = try book.record([proposal.recordable])[0]
            if index == SampleLog.corrected { logged.handover = number }
            if index == SampleLog.second { logged.twice = number }
            guard index < 2 || proposal.likelyDuplicate != nil else { continue }
            command(line)
            output(proposal.resolved ?? "")
            if let duplicate = proposal.likelyDuplicate {
                output("Warning: entry \(duplicate) is by the same channel and sender within five minutes.")
            }
            output("Saved as entry \(number).")
            if index == 1 { say("… and \(SampleLog.all.count - 3) more in the same way. One meeting is logged twice:") }
        }
        try expect(logged.twice > 0, "the second log of the same meeting was not noticed")
        say("A private note, which no report ever shows:")
        command("note --file " + (try typed(SampleLog.privateNote, "note")))
        let number = try book.record(
            Draft(heading: Heading(.private), event: Event(.note), account: SampleLog.privateNote))
        output("Saved as private entry \(number).")
        try release(in: book)
        return logged
    }

    private func release(in book: Book) throws {
        say("Another one, which Alex shows after all. It becomes evidence under its old number and time:")
        command("note --file " + (try typed(SampleLog.releasedNote, "note-2")))
        let number = try book.record(
            Draft(heading: Heading(.private), event: Event(.note), account: SampleLog.releasedNote))
        output("Saved as private entry \(number).")
        command("release \(number)")
        for done in try book.release(book.review().proposeRelease(of: number)) {
            output("Saved as entry \(done.release): entry \(done.entry) is evidence from here on.")
        }
    }

    func correct(_ logged: Logged, _ month: SampleMonth, in book: Book) throws {
        heading("Corrections")
        say("Nothing is edited or deleted: a correction is a new entry, and both are shown.")
        let actual = month.typed(SampleLog.correctedTime)
        var request = LogRequest()
        request.actual = actual
        request.when = actual
        try amend(
            logged.handover, request, options: "--when \"\(actual)\" --actual \"\(actual)\"",
            because: "The parking ticket says 17:25.", in: book)

        var claim = LogRequest()
        claim.exceptions = ["emergency"]
        claim.exceptionBy = "me"
        let inhaler = try number(of: .text, at: SampleTime(20, 22, 5), month, in: book.review())
        try amend(
            inhaler, claim, options: "--exception emergency --exception-by me",
            because: "Mia had needed the inhaler that week; I could not wait until morning.", in: book)

        let reason = "The same meeting, logged twice."
        command("retract \(logged.twice) --reason-file " + (try typed(reason, "reason-\(logged.twice)")))
        let retraction = try book.record(book.review().proposeRetraction(of: logged.twice, reason: reason))
        output("Saved as entry \(retraction).")
    }

    private func amend(
        _ number: Int, _ request: LogRequest, options: String, because reason: String, in book: Book
    ) throws {
        var request = request
        request.reason = reason
        command("amend \(number) \(options) --reason-file " + (try typed(reason, "reason-\(number)")))
        let proposal = try book.review().proposeAmendment(of: number, request, environment: environment)
        output("Saved as entry \(try book.record([proposal.recordable])[0]).")
    }

    /// Keeps what a person would type at a prompt in a file, so that the command shown can be repeated.
    func typed(_ text: String, _ name: String) throws -> String {
        let file = "sample/typed/\(name).txt"
        try folder.write(text, to: file)
        return file
    }

    /// The entry that a text or call of the sample with Jamie became; `time` is to the minute.
    func number(of channel: Channel, at time: SampleTime, _ month: SampleMonth, in review: Review) throws -> Int {
        let minute = try month.moment(time)
        let entry = review.standing.first { entry in
            guard entry.event.channel == channel, [entry.event.from, entry.event.to.first].contains("them"),
                let start = entry.event.occurred?.start
            else { return false }
            return 0..<60 ~= start.instant.seconds(since: minute)
        }
        guard let entry else { throw CaseError.demo("a contact of the sample is not in the book") }
        return entry.number
    }
}
