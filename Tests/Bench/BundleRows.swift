import Casework
import Evidence
import Foundation
import Ledger
import Pages

extension Bench {
    /// 10,000 entries shown of a log of 100,000, the headings of the rest opened.
    static func bundleRows(_ workshop: Workshop) throws {
        let vault = try workshop.vault(100_000, byteCount: 300)
        let file = workshop.path("bundle.zip")
        let written = try Measured.child("bundle", vault, file)
        let size = Table.text(Double(workshop.byteCount(file)) / 1e6, 0) + " MB"
        row("bundle of 10,000 in 100,000 (\(size))", written, secondsBound: 15)
        row("bundle verified", try Measured.child("bundle-check", file), secondsBound: 5)
        #if Pages
            row("bundle with report.pdf", try Measured.child("bundle-pdf", vault, file), secondsBound: 15)
        #endif
        try FileManager.default.removeItem(atPath: file)
    }

    /// One entry's proof, in a log of a million.
    static func proofRows(_ workshop: Workshop) throws {
        let proof = try Measured.child("prove", try workshop.vault(1_000_000, byteCount: 300), runs: 3)
        Table.row(
            "proof in a million", "\(Table.text(proof["bytes"], 0)) B", bound: "≤ 1300 B", isMet: proof["bytes"] <= 1300
        )
        Table.row(
            "proof in a million, checked", Table.time(proof["check"]), bound: "≤ 1 ms", isMet: proof["check"] <= 0.001)
    }

    private static func row(_ work: String, _ measured: Measured, secondsBound: Double) {
        let (seconds, megabytes) = (measured["seconds"], measured["megabytes"])
        Table.row(
            work, Table.time(seconds), bound: "≤ \(Table.text(secondsBound, 0)) s", isMet: seconds <= secondsBound)
        Table.row(work + ", memory", Table.text(megabytes, 0) + " MB", bound: "≤ 200 MB", isMet: megabytes <= 200)
    }
}

extension Child {
    #if Pages
        static func bundleWithPDF(_ vault: String, _ file: String) throws {
            try bundle(
                vault, file,
                pages: PagesWriter(
                    pieces: { PDFReport.pieces($0, json: $1) }, missing: { PDFReport.missing(among: $0, language: $1) })
            )
        }
    #endif

    static func bundle(_ vault: String, _ file: String, pages: PagesWriter? = nil) throws {
        let book = try Workshop.open(vault)
        try timed("seconds") {
            var request = BundleRequest()
            request.entries = Set(50_000..<60_000)
            request.pages = pages
            let proposal = try book.proposeBundle(request)
            try? FileManager.default.removeItem(atPath: file)
            _ = try book.write(proposal, to: file, for: nil)
        }
    }

    static func checkBundle(_ file: String) throws {
        try timed("seconds") {
            let answer = try BundleCheck().check(ByteSource(path: file))
            guard answer.exitCode == 0 else { throw Floors.Failed(code: Int(answer.exitCode)) }
        }
    }

    static func prove(_ vault: String) throws {
        let locked = try LockedBook(at: vault, environment: Workshop.environment(beside: vault))
        let (leafHash, bytes) = try locked.proof(of: 77_777)
        report("bytes", Double(bytes.count))
        try timed("check") {
            _ = try TlogProof(bytes: bytes).checkpoint(holding: leafHash, key: locked.verifierKey)
        }
    }
}
