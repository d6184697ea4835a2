import Foundation
import Ledger
import Testing

@testable import Casework

struct NewestTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

    private func book() throws -> Book {
        let environment = Environment(
            now: { Instant(seconds: 1_772_658_000) }, random: .system, dataFolder: folder, stateFolder: folder,
            program: "test")
        var request = BeginRequest(zone: try #require(Zone("Europe/Lisbon")))
        (request.me, request.them, request.cost) = ("Robin", "Jamie", .least)
        return try Book.begin(
            at: folder + "/book", request, passphrase: SecretKey(copying: [1, 2, 3]),
            recovery: GroupedNumber(bytes: [UInt8](repeating: 1, count: 16)), environment: environment)
    }

    @Test("the newest entries are the end of the whole list, with corrections of and by entries far apart")
    func newest() throws {
        let book = try book()
        defer {
            book.locked.close()
            try? FileManager.default.removeItem(atPath: folder)
        }
        try book.append { recorder in
            for index in 3..<1200 {
                var draft = Draft(event: Event(index % 7 == 0 ? .note : .contact), words: "entry \(index)")
                if index % 7 == 0 { draft.heading.entryClass = .private }
                if index % 11 == 0 {  // corrects the first version or an amendment, near or far
                    let corrected = index % 2 == 0 ? index - 1 : index / 11 * 2 + 3
                    if (corrected % 7 == 0) == (index % 7 == 0) { draft.heading.corrects = corrected }
                    if index % 5 == 0, index % 7 != 0 { draft.event = Event(.retract) }
                }
                _ = try recorder.record(Book.Recordable(draft))
            }
        }
        let whole = try book.review()
        #expect(whole.faults.isEmpty)
        for count in [0, 1, 20, 200, 5000] {
            for showsAll in [false, true] {
                var request = ListRequest()
                (request.limit, request.showsAll) = (count, showsAll)
                let newest = try book.newest(count, for: request)
                #expect(newest.list(request).map(\.value) == whole.list(request).map(\.value), "the last \(count)")
                #expect(newest.people.name(of: "them") == "Jamie")
                #expect(newest.homeZone == whole.homeZone)
            }
        }
    }
}
