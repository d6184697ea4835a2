/// What the book-keeping kinds carry, as JSON and back; members in ascending order. Format.md, "Details".

extension Details {
    func write(to json: inout CanonicalWriter) {
        switch self {
        case .setup(let setup): setup.write(to: &json)
        case .person(let person): person.write(to: &json)
        case .rules(let adoption): adoption.write(to: &json)
        case .decision(let decision): decision.write(to: &json)
        case .import(let account): account.write(to: &json)
        case .restore(let restoration): restoration.write(to: &json)
        case .export(let export): export.write(to: &json)
        case .anchor(let anchor): anchor.write(to: &json)
        case .rekey(let rekeying): rekeying.write(to: &json)
        case .release(let release): release.write(to: &json)
        }
    }

    init(_ reader: inout FieldReader, kind: Event.Kind) throws(OpenError) {
        switch kind {
        case .setup: self = .setup(try Setup(&reader))
        case .person: self = .person(try Person(&reader))
        case .rules: self = .rules(try RuleBookAdoption(&reader))
        case .decision: self = .decision(try Decision(&reader))
        case .import: self = .import(try ImportAccount(&reader))
        case .restore: self = .restore(try Restoration(&reader))
        case .export: self = .export(try Export(&reader))
        case .anchor: self = .anchor(try Anchor(&reader))
        case .rekey: self = .rekey(try Rekeying(&reader))
        case .release: self = .release(try Release(&reader))
        default: throw .malformed(part: "details")
        }
    }
}

extension Setup {
    fileprivate func write(to json: inout CanonicalWriter) {
        json.put("homeZone", homeZone)
        json.put("program", program)
    }

    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        self.init(
            homeZone: try reader.need(reader.string("homeZone"), "homeZone"),
            program: try reader.need(reader.string("program"), "program"))
    }
}

extension Person {
    fileprivate func write(to json: inout CanonicalWriter) {
        json.put("addresses", addresses)
        json.put("name", name)
        json.put("role", role.rawValue)
    }

    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        let addresses = try reader.strings("addresses")
        self.init(
            name: try reader.need(reader.string("name"), "name"),
            role: try reader.need(reader.word("role", Role.self), "role"), addresses: addresses)
    }
}

extension RuleBookAdoption {
    fileprivate func write(to json: inout CanonicalWriter) {
        json.put("effectiveFrom", effectiveFrom?.text)
        json.put("sha256", digest: sha256)
    }

    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        var day: CivilDate?
        if let text = try reader.string("effectiveFrom") {
            day = try reader.need(CivilDate(text: text), "effectiveFrom")
        }
        self.init(effectiveFrom: day, sha256: try reader.need(reader.digest("sha256"), "sha256"))
    }
}

extension Decision {
    fileprivate func write(to json: inout CanonicalWriter) {
        json.put("answer", answer.rawValue)
        json.put("entries", entries) { $0.value($1) }
        json.put("finding", finding)
        json.put("topics", topics)
    }

    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        let answer = try reader.need(reader.word("answer", Answer.self), "answer")
        let entries = try reader.integers("entries")
        let finding = try reader.need(reader.string("finding"), "finding")
        self.init(finding: finding, answer: answer, topics: try reader.strings("topics"), entries: entries)
    }
}

extension ImportAccount {
    fileprivate func write(to json: inout CanonicalWriter) {
        json.put("alreadyThere", alreadyThere)
        json.put("declared", declared)
        json.put("file", digest: fileSHA256)
        json.put("fileByteCount", fileByteCount)
        json.put("format", format)
        json.put("found", found)
        json.put("leftOut", leftOut)
        json.put("notUnderstoodBytes", notUnderstoodBytes)
        json.put("sourceKept", sourceKept)
        json.put("taken", taken)
        json.put("truncated", truncated)
    }

    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        let alreadyThere = try reader.need(reader.integer("alreadyThere"), "alreadyThere")
        let declared = try reader.integer("declared")
        let file = try reader.need(reader.digest("file"), "file")
        let fileByteCount = try reader.need(reader.integer("fileByteCount"), "fileByteCount")
        let format = try reader.need(reader.string("format"), "format")
        let found = try reader.need(reader.integer("found"), "found")
        let leftOut = try reader.need(reader.integer("leftOut"), "leftOut")
        let notUnderstoodBytes = try reader.need(reader.integer("notUnderstoodBytes"), "notUnderstoodBytes")
        let sourceKept = try reader.need(reader.yesNo("sourceKept"), "sourceKept")
        let taken = try reader.need(reader.integer("taken"), "taken")
        self.init(
            format: format, fileSHA256: file, fileByteCount: fileByteCount, declared: declared, found: found,
            taken: taken, alreadyThere: alreadyThere, leftOut: leftOut,
            truncated: try reader.need(reader.yesNo("truncated"), "truncated"),
            notUnderstoodBytes: notUnderstoodBytes, sourceKept: sourceKept)
    }
}

extension Restoration {
    fileprivate func write(to json: inout CanonicalWriter) {
        json.put("lostRoot", digest: lostRoot)
        json.put("lostSize", lostSize)
        json.put("restoredRoot", digest: restoredRoot)
        json.put("restoredSize", restoredSize)
    }

    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        let lostRoot = try reader.digest("lostRoot")
        let lostSize = try reader.integer("lostSize")
        let restoredRoot = try reader.need(reader.digest("restoredRoot"), "restoredRoot")
        self.init(
            restoredSize: try reader.need(reader.integer("restoredSize"), "restoredSize"), restoredRoot: restoredRoot,
            lostSize: lostSize, lostRoot: lostRoot)
    }
}

extension Export {
    fileprivate func write(to json: inout CanonicalWriter) {
        json.put("files", files.sorted { $0.key < $1.key }) { json, file in
            json.object {
                $0.put("name", file.key)
                $0.put("sha256", digest: file.value)
            }
        }
        json.put("shown", shown)
        json.put("what", what)
        json.put("withheld", withheld)
    }

    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        let files = try reader.list("files") { (files) throws(OpenError) in
            try files.members(of: "details.files") { (file) throws(OpenError) -> (String, [UInt8]) in
                (
                    try file.need(file.string("name"), "name"), try file.need(file.digest("sha256"), "sha256")
                )
            }
        }
        guard Set(files.map(\.0)).count == files.count else { throw .malformed(part: "details.files") }
        let shown = try reader.need(reader.integer("shown"), "shown")
        let what = try reader.need(reader.string("what"), "what")
        self.init(
            what: what, shown: shown, withheld: try reader.need(reader.integer("withheld"), "withheld"),
            files: Dictionary(uniqueKeysWithValues: files))
    }
}

extension Anchor {
    fileprivate func write(to json: inout CanonicalWriter) {
        json.put("by", by)
        json.put("format", format.rawValue)
        json.put("note", note)
        json.put("time", time)
    }

    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        let by = try reader.need(reader.string("by"), "by")
        let format = try reader.need(reader.word("format", Format.self), "format")
        let note = try reader.need(reader.string("note"), "note")
        self.init(format: format, note: note, by: by, time: try reader.instant("time"))
    }
}

extension Rekeying {
    fileprivate func write(to json: inout CanonicalWriter) {
        json.put("rekeyedRoot", digest: rekeyedRoot)
        json.put("rekeyedSize", rekeyedSize)
    }

    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        let root = try reader.need(reader.digest("rekeyedRoot"), "rekeyedRoot")
        self.init(rekeyedSize: try reader.need(reader.integer("rekeyedSize"), "rekeyedSize"), rekeyedRoot: root)
    }
}

extension Release {
    fileprivate func write(to json: inout CanonicalWriter) { json.put("entry", entry) }

    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        self.init(entry: try reader.need(reader.integer("entry"), "entry"))
        guard entry >= 0 else { throw .malformed(part: "details.entry") }
    }
}
