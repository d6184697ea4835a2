import Foundation
import Ledger
import Seeds
import Testing

@testable import Intake

@Suite struct JSONLRefusalTests {
    struct Case: Sendable {
        /// Members added to the shortest contact; a key given twice replaces.
        var members: String
        var key: String
        var problem: DraftFault.Problem
    }

    @Test(
        "A bad value is refused by its key, never by what it says",
        arguments: [
            Case(members: #""wrods":"secret""#, key: "", problem: .unknownKey(nearest: "words")),
            Case(members: #""recorded":"secret""#, key: "", problem: .unknownKey(nearest: nil)),
            Case(members: #""place":{"latitud":"1"}"#, key: "place", problem: .unknownKey(nearest: "latitude")),
            Case(members: #""channel":"secret""#, key: "channel", problem: .notOneOf(Channel.allCases.map(\.rawValue))),
            Case(
                members: #""kind":"note""#, key: "kind",
                problem: .notOneOf(["contact", "checkin", "handover", "missed", "incident"])),
            Case(members: #""from":"Secret Name""#, key: "from", problem: .unknownPerson),
            Case(members: #""to":["me","Secret"]"#, key: "to[1]", problem: .unknownPerson),
            Case(members: #""to":[]"#, key: "to", problem: .missing),
            Case(members: #""from":null"#, key: "from", problem: .missing),
            Case(members: #""channel":null"#, key: "channel", problem: .missing),
            Case(members: #""occurred":null"#, key: "occurred", problem: .missing),
            Case(members: #""occurred":{}"#, key: "occurred.start", problem: .missing),
            Case(members: #""occurred":"now""#, key: "occurred", problem: .notA("an object")),
            Case(members: #""occurred":{"start":"03/04/2026"}"#, key: "occurred.start", problem: .notATime),
            Case(members: #""occurred":{"start":"2026-03-08T02:30"}"#, key: "occurred.start", problem: .noSuchTime),
            Case(members: #""occurred":{"start":"2025-11-02T01:30"}"#, key: "occurred.start", problem: .doubledTime),
            Case(
                members: #""occurred":{"start":"2026-03-04T21:00","fold":"first"}"#, key: "occurred.fold",
                problem: .foldNotNeeded),
            Case(
                members: #""occurred":{"start":"2026-03-04T21:00","offsetMinutes":60}"#, key: "occurred.start",
                problem: .offsetDisagrees),
            Case(
                members: #""occurred":{"start":"2026-03-04T21:00","zone":"EST"}"#, key: "occurred.zone",
                problem: .unknownZone),
            Case(
                members: #""occurred":{"start":"2026-03-04T21:00","end":"2026-03-04T20:00"}"#, key: "occurred.end",
                problem: .beforeStart),
            Case(
                members: #""occurred":{"start":"2026-03-04","precision":"minute"}"#, key: "occurred.start",
                problem: .notATime),
            Case(members: #""occurred":{"start":"2026-03-10T12:10:01Z"}"#, key: "occurred.start", problem: .future),
            Case(members: #""received":"2026-03-10T12:10:01Z""#, key: "received", problem: .future),
            Case(members: #""durationSeconds":-1"#, key: "durationSeconds", problem: .outOfRange(0, 31_622_400)),
            Case(members: #""answered":"yes""#, key: "answered", problem: .notA("true or false")),
            Case(members: #""topics":["a","b\u0007"]"#, key: "topics[1]", problem: .controlCharacter),
            Case(members: #""topics":[" "]"#, key: "topics[0]", problem: .empty),
            Case(members: #""witnesses":"A""#, key: "witnesses", problem: .notA("an array")),
            Case(members: #""exceptions":[{"by":"me"}]"#, key: "exceptions[0].name", problem: .missing),
            Case(members: #""exceptions":[{"name":"a","by":"X"}]"#, key: "exceptions[0].by", problem: .unknownPerson),
            Case(members: #""place":{"latitude":"51.5"}"#, key: "place.latitude", problem: .needs("longitude")),
            Case(
                members: #""place":{"latitude":"91","longitude":"0"}"#, key: "place.latitude",
                problem: .notADecimal(limit: 90)),
            Case(members: #""replyTo":100"#, key: "replyTo", problem: .unknownEntry),
            Case(members: #""replyTo":"nothing""#, key: "replyTo", problem: .unknownID),
            Case(members: #""corrects":3"#, key: "corrects", problem: .needs("reason")),
            Case(members: #""reason":"x""#, key: "reason", problem: .needs("corrects")),
            Case(members: #""agreement":-1"#, key: "agreement", problem: .outOfRange(0, 9_007_199_254_740_991)),
            Case(
                members: #""attachments":[{"path":"/etc/passwd"}]"#, key: "attachments[0].path", problem: .pathOutside),
            Case(members: #""attachments":[{"name":"a"}]"#, key: "attachments[0].path", problem: .missing),
            Case(
                members: #""addresses":[{"role":"cc","value":"a"}]"#, key: "addresses[0].role",
                problem: .notOneOf(["from", "to"])),
        ])
    func refusals(bad: Case) throws {
        let fault = try #require(try fault(in: line(bad.members)))
        #expect(fault.fault == DraftFault(key: bad.key, problem: bad.problem))
        #expect(fault.line == 1)
        #expect(!fault.description.lowercased().contains("secret"))
        #expect(fault.description.hasPrefix(bad.key.isEmpty ? "line 1: " : "line 1, \(bad.key): "))
    }

    @Test("What is no JSON object of UTF-8 is refused by its byte")
    func notJSON() throws {
        #expect(try fault(in: "[]")?.fault.problem == .notA("an object"))
        #expect(try fault(in: "{\"a\":1")?.fault.problem == .notJSON(byte: 6))
        #expect(try fault(in: "{\"words\":1,\"words\":2}")?.fault.problem == .duplicateKey(byte: 11))
        #expect(try fault(in: "{\"words\":1.5}")?.fault.problem == .notAnInteger(byte: 9))
        #expect(try fault(in: #"{"words":"\ud83d"}"#)?.fault.problem == .notJSON(byte: 10))
        let bytes = Array("{\"words\":\"".utf8) + [0xFF] + Array("\"}".utf8)
        #expect(try fault(inBytes: bytes)?.fault.problem == .notUTF8(byte: 9))
        #expect(throws: ImportError.empty) { try Imported(jsonl: "") }
    }

    @Test("Words of 1 MiB are taken, one byte more is refused, and so is a line over 4 MiB")
    func limits() throws {
        let most = String(repeating: "x", count: Draft.textLimit)
        #expect(try fault(in: line("\"words\":\"\(most)\"")) == nil)
        let tooLong = try fault(in: line("\"words\":\"\(most)x\""))?.fault
        #expect(tooLong == DraftFault(key: "words", problem: .tooLong(limit: Draft.textLimit)))
        let long = String(repeating: " ", count: SourceLines.longest) + "{}"
        #expect(try fault(in: "\n" + long + "\n{}")?.fault.problem == .lineTooLong(limit: SourceLines.longest))
    }

    @Test("One bad line refuses the file; twenty of many are listed")
    func allOrNothing() throws {
        var handedOut = 0
        let text = (0..<30).map { $0 < 5 ? "{\(JSONLTests.least)}" : "{}" }.joined(separator: "\n")
        do {
            _ = try JSONL().read(SourceFile(bytes: Array(text.utf8)), context: Family.context()) { _ in handedOut += 1 }
            Issue.record("was taken")
        } catch ImportError.badLines(let faults, let count) {
            #expect(count == 25)
            #expect(faults.map(\.line) == Array(6...25))
        }
        #expect(handedOut == 0)
    }

    @Test("An id twice, or one that comes later, is refused")
    func ids() throws {
        let first = "{\(JSONLTests.least),\"id\":\"a\"}"
        #expect(
            try fault(in: "\(first)\n\(first)")
                == LineFault(line: 2, fault: DraftFault(key: "id", problem: .duplicateID)))
        let early = "{\(JSONLTests.least),\"replyTo\":\"a\"}"
        #expect(try fault(in: "\(early)\n\(first)")?.fault == DraftFault(key: "replyTo", problem: .unknownID))
        #expect(try fault(in: "\(first)\n\(early)") == nil)
    }

    @Test(
        "Attachments stay below the folder of the file",
        arguments: [
            ("in/a.txt", nil), ("./in/../in/a.txt", .pathOutside), ("../a.txt", .pathOutside), ("out", .pathOutside),
            ("outfolder/a.txt", .pathOutside), ("in", .noSuchFile), ("none", .noSuchFile), ("in/", .pathOutside),
            ("inner", nil),
        ] as [(String, DraftFault.Problem?)])
    func attachments(path: String, problem: DraftFault.Problem?) throws {
        try withTemporaryFolder { outside in
            let folder = outside.appendingPathComponent("drafts")
            let files = FileManager.default
            try files.createDirectory(at: folder.appendingPathComponent("in"), withIntermediateDirectories: true)
            try Data("a".utf8).write(to: folder.appendingPathComponent("in/a.txt"))
            try Data("a".utf8).write(to: outside.appendingPathComponent("a.txt"))
            func link(_ name: String, _ target: String) throws {
                try files.createSymbolicLink(
                    atPath: folder.appendingPathComponent(name).path, withDestinationPath: target)
            }
            try link("out", "../a.txt")
            try link("outfolder", outside.path)
            try link("inner", "in/a.txt")
            let file = folder.appendingPathComponent("d.jsonl")
            try Data("{\(JSONLTests.least),\"attachments\":[{\"path\":\"\(path)\"}]}".utf8).write(to: file)
            let fault = try fault(in: SourceFile(path: file.path))
            #expect(fault?.fault.problem == problem)
        }
    }

    @Test("Random damage never crashes, and gives a refusal or as many drafts as lines")
    func mutations() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = SeededRandom(seed: seed)
        let bytes = Array("{\(JSONLTests.least),\"id\":\"first\"}\n\(JSONLTests.full)\n".utf8)
        let letters = Array("{}[]\",:0-\\u \n".utf8)
        for _ in 0..<400 {
            var mutated = bytes
            let place = Int.random(in: 0..<mutated.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: mutated[place] = UInt8.random(in: 0...255, using: &random)
            case 1: mutated[place] = letters.randomElement(using: &random)!
            case 2: mutated.remove(at: place)
            default: mutated.insert(letters.randomElement(using: &random)!, at: place)
            }
            _ = try fault(inBytes: mutated)
        }
    }

    private func line(_ members: String) -> String {
        let given = (try? JSONText.read(Array("{\(members)}".utf8)))?.object ?? [:]
        let least = (try? JSONText.read(Array("{\(JSONLTests.least)}".utf8)))?.object ?? [:]
        return JSONText.write(.object(least.merging(given) { $1 }), pretty: false)
    }

    private func fault(in text: String) throws -> LineFault? { try fault(inBytes: Array(text.utf8)) }

    private func fault(inBytes bytes: [UInt8]) throws -> LineFault? { try fault(in: SourceFile(bytes: bytes)) }

    /// The first fault; nil if the file is taken.
    private func fault(in file: SourceFile) throws -> LineFault? {
        do {
            let imported = try Imported(file, with: JSONL(), context: Family.context(entryCount: 100))
            #expect(imported.reading.found == imported.contacts.count)
            return nil
        } catch ImportError.badLines(let faults, _) {
            return faults.first
        }
    }
}
