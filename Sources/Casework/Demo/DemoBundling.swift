import Evidence
import Foundation
import Ledger

/// The demo's bundle: written, checked as a stranger does, and one changed word found.
extension Demo {
    func bundle(_ book: Book, _ answer: inout DemoAnswer) throws {
        heading("A bundle that a stranger checks alone")
        say("One file holds the report, what opens the entries shown, and the hash of every entry of the book.")
        command("bundle --out \(DemoFolder.bundle) --withhold addresses")
        var request = BundleRequest()
        request.pages = pages
        request.withhold = [Withholding("addresses")].compactMap(\.self)
        let proposal = try book.proposeBundle(request)
        output("Goes out: \(proposal.shown.count) of \(proposal.inLog.entries)")
        output("Stays: \(proposal.privateCount.counted("private entry", "private entries"))")
        let path = folder.absolute(DemoFolder.bundle)
        let written = try book.write(proposal, to: path, for: nil)
        output("Written and checked: \(path)")
        answer.bundle = path
        tell(.command("daybook-verify \(DemoFolder.bundle)"))
        for line in BundleText.lines(written.answer) where !line.isEmpty { output(line) }
        try expect(written.answer.isUnchanged, "the bundle does not pass its check")
        try alterBundle(at: path, &answer)
    }

    /// Changes one word of the report's page in a copy that is packed again as it should be.
    private func alterBundle(at path: String, _ answer: inout DemoAnswer) throws {
        var copy: [UInt8] = []
        let file = try ByteSource(path: path)
        let members = try ZipFile.read(file)
        try withoutActuallyEscaping(
            { copy += $0 },
            do: { collect in
                var writer = ZipWriter(to: collect)
                for member in members {
                    let bytes = try file.bytes(member.range)
                    let isPage = member.name.hasSuffix("/" + BundleFile.html)
                    let text = isPage ? String(decoding: bytes, as: UTF8.self) : ""
                    let altered = text.replacingOccurrences(of: "Jamie", with: "James")
                    try expect(!isPage || altered != text, "the word to change is not in the report")
                    try writer.add(member.name, isPage ? Array(altered.utf8) : bytes)
                }
                try writer.finish()
            })
        try folder.write(Data(copy), to: "copies/altered.zip")
        say("Now one word of the report is changed in a copy.")
        tell(.command("daybook-verify copies/altered.zip"))
        let found = BundleCheck().check(copy)
        answer.alteredBundleLayers = found.layers.filter { $0.result == .fail }.map(\.name.rawValue)
        for line in BundleText.lines(found).prefix(2) { output(line) }
        try expect(found.exitCode == 20, "the altered bundle was not found")
        say("Found. Exit code 20.")
    }
}
