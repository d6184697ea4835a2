/// What the book-keeping kinds carry, as JSON and back. Format.md, "Details".

extension Details {
    var value: JSONValue {
        var fields = FieldWriter()
        switch self {
        case .setup(let setup):
            fields.put("homeZone", setup.homeZone)
            fields.put("program", setup.program)
        case .person(let person):
            fields.put("name", person.name)
            fields.put("role", person.role.rawValue)
            fields.put("addresses", person.addresses)
        case .rules(let adoption):
            fields.put("effectiveFrom", adoption.effectiveFrom?.text)
            fields.put("sha256", digest: adoption.sha256)
        case .decision(let decision):
            fields.put("finding", decision.finding)
            fields.put("answer", decision.answer.rawValue)
            fields.put("topics", decision.topics)
            fields.put("entries", decision.entries.map(JSONValue.integer))
        case .import(let account):
            fields.put("format", account.format)
            fields.put("file", digest: account.fileSHA256)
            fields.put("fileByteCount", account.fileByteCount)
            fields.put("declared", account.declared)
            fields.put("found", account.found)
            fields.put("taken", account.taken)
            fields.put("alreadyThere", account.alreadyThere)
            fields.put("leftOut", account.leftOut)
            fields.put("truncated", account.truncated)
            fields.put("notUnderstoodBytes", account.notUnderstoodBytes)
            fields.put("sourceKept", account.sourceKept)
        case .restore(let restoration):
            fields.put("restoredSize", restoration.restoredSize)
            fields.put("restoredRoot", digest: restoration.restoredRoot)
            fields.put("lostSize", restoration.lostSize)
            fields.put("lostRoot", digest: restoration.lostRoot)
        case .export(let export):
            fields.put("what", export.what)
            fields.put("shown", export.shown)
            fields.put("withheld", export.withheld)
            fields.put(
                "files",
                export.files.sorted { $0.key < $1.key }.map {
                    ["name": .string($0.key), "sha256": .string(Base64URL.encode($0.value))]
                })
        case .anchor(let anchor):
            fields.put("format", anchor.format.rawValue)
            fields.put("note", anchor.note)
            fields.put("by", anchor.by)
            fields.put("time", anchor.time?.text)
        }
        return fields.value
    }

    init(_ value: JSONValue, kind: Event.Kind) throws(OpenError) {
        var reader = try FieldReader(value, part: "details")
        switch kind {
        case .setup: self = .setup(try Setup(&reader))
        case .person: self = .person(try Person(&reader))
        case .rules: self = .rules(try RuleBookAdoption(&reader))
        case .decision: self = .decision(try Decision(&reader))
        case .import: self = .import(try ImportAccount(&reader))
        case .restore: self = .restore(try Restoration(&reader))
        case .export: self = .export(try Export(&reader))
        case .anchor: self = .anchor(try Anchor(&reader))
        default: throw .malformed(part: "details")
        }
        try reader.finish()
    }
}

extension Setup {
    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        self.init(
            homeZone: try reader.need(reader.string("homeZone"), "homeZone"),
            program: try reader.need(reader.string("program"), "program"))
    }
}

extension Person {
    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        self.init(
            name: try reader.need(reader.string("name"), "name"),
            role: try reader.need(reader.word("role", Role.self), "role"), addresses: try reader.strings("addresses"))
    }
}

extension RuleBookAdoption {
    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        var day: CivilDate?
        if let text = try reader.string("effectiveFrom") {
            day = try reader.need(CivilDate(text: text), "effectiveFrom")
        }
        self.init(effectiveFrom: day, sha256: try reader.need(reader.digest("sha256"), "sha256"))
    }
}

extension Decision {
    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        self.init(
            finding: try reader.need(reader.string("finding"), "finding"),
            answer: try reader.need(reader.word("answer", Answer.self), "answer"),
            topics: try reader.strings("topics"), entries: try reader.integers("entries"))
    }
}

extension ImportAccount {
    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        self.init(
            format: try reader.need(reader.string("format"), "format"),
            fileSHA256: try reader.need(reader.digest("file"), "file"),
            fileByteCount: try reader.need(reader.integer("fileByteCount"), "fileByteCount"),
            declared: try reader.integer("declared"),
            found: try reader.need(reader.integer("found"), "found"),
            taken: try reader.need(reader.integer("taken"), "taken"),
            alreadyThere: try reader.need(reader.integer("alreadyThere"), "alreadyThere"),
            leftOut: try reader.need(reader.integer("leftOut"), "leftOut"),
            truncated: try reader.need(reader.yesNo("truncated"), "truncated"),
            notUnderstoodBytes: try reader.need(reader.integer("notUnderstoodBytes"), "notUnderstoodBytes"),
            sourceKept: try reader.need(reader.yesNo("sourceKept"), "sourceKept"))
    }
}

extension Restoration {
    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        self.init(
            restoredSize: try reader.need(reader.integer("restoredSize"), "restoredSize"),
            restoredRoot: try reader.need(reader.digest("restoredRoot"), "restoredRoot"),
            lostSize: try reader.integer("lostSize"), lostRoot: try reader.digest("lostRoot"))
    }
}

extension Export {
    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        let what = try reader.need(reader.string("what"), "what")
        let shown = try reader.need(reader.integer("shown"), "shown")
        let withheld = try reader.need(reader.integer("withheld"), "withheld")
        let files = try reader.list("files") { value -> (String, [UInt8]) in
            var file = try FieldReader(value, part: "details.files")
            let name = try file.need(file.string("name"), "name")
            let digest = try file.need(file.digest("sha256"), "sha256")
            try file.finish()
            return (name, digest)
        }
        guard Set(files.map(\.0)).count == files.count else { throw .malformed(part: "details.files") }
        self.init(what: what, shown: shown, withheld: withheld, files: Dictionary(uniqueKeysWithValues: files))
    }
}

extension Anchor {
    fileprivate init(_ reader: inout FieldReader) throws(OpenError) {
        var time: Instant?
        if let text = try reader.string("time") { time = try reader.need(Instant(text: text), "time") }
        self.init(
            format: try reader.need(reader.word("format", Format.self), "format"),
            note: try reader.need(reader.string("note"), "note"), by: try reader.need(reader.string("by"), "by"),
            time: time)
    }
}
