#if Expat
    import Ledger
    import Testing

    @testable import Intake

    @Suite struct SMSBackupCallTests {
        struct Case: Sendable {
            var type: Int
            var duration: Int
            var from: String
            var answered: Bool
            var attempt: Bool?
        }

        @Test(
            "Each type of call says who called, whether it was taken and whether it was an attempt",
            arguments: [
                Case(type: 1, duration: 125, from: "them", answered: true),
                Case(type: 2, duration: 60, from: "me", answered: true),
                Case(type: 2, duration: 0, from: "me", answered: false, attempt: true),
                Case(type: 3, duration: 0, from: "them", answered: false, attempt: true),
                Case(type: 4, duration: 12, from: "them", answered: false),
                Case(type: 5, duration: 0, from: "them", answered: false, attempt: true),
                Case(type: 6, duration: 0, from: "them", answered: false, attempt: true),
                Case(type: 7, duration: 30, from: "them", answered: true),
            ])
        func types(call: Case) throws {
            let imported = try Imported(
                backup: Backup.calls(Backup.call("+15550100200", type: call.type, duration: call.duration)))
            let event = try #require(imported.drafts.first?.event)
            #expect(event.channel == .call)
            #expect(event.from == call.from)
            #expect(event.to == [call.from == "me" ? "them" : "me"])
            #expect(event.answered == call.answered)
            #expect(event.attempt == call.attempt)
            #expect(event.durationSeconds == call.duration)
            #expect(event.occurred?.source == .callLog)
            let length = event.occurred?.end?.instant.seconds(since: event.occurred!.start.instant)
            #expect(length == (call.answered ? call.duration : nil))
        }

        @Test("A withheld number is left out; a known number is taken whatever its presentation")
        func withheld() throws {
            let imported = try Imported(
                backup: Backup.calls(
                    Backup.call("", type: 3, duration: 0, presentation: 2), Backup.call("-1", type: 3, duration: 0),
                    Backup.call("null", type: 1, duration: 9, presentation: 4),
                    Backup.call("+15550100200", type: 1, duration: 9, presentation: 3),
                    Backup.call("+15550100200", type: 8, duration: 9)))
            #expect(imported.contacts.count == 1)
            #expect(imported.leftOut.filter { $0.reason == .noNumber }.count == 3)
            #expect(imported.leftOut.filter { $0.reason == .unknownType }.count == 1)
        }
    }
#endif
