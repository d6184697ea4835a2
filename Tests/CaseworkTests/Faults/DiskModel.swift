import Foundation
import Seeds

/// A disk that loses its power: what was synced apart from what was only written.
///
/// After a cut, of what was not synced any part may be there. Of a file: each 512-byte sector of each write, and
/// each truncation, by itself; a length that was reached may stand over zeros. Of a folder: each name given,
/// taken or changed. A sector is old or new, never a mixture, and a sync of a file says nothing about its
/// name: that is what POSIX and the drives promise, and no more. The calls are those of `DiskCall`.
struct DiskModel: Sendable {
    /// A class of syncs that a program could forget.
    enum Forgotten: String, CaseIterable, Sendable {
        case log = "SQLite's sync of the log"
        case database = "SQLite's sync of the file when the log is folded in"
        case logFolder = "SQLite's sync of the log's folder"
        case newFile = "our sync of a new file"
        case newName = "our sync of a new file's folder"

        fileprivate func isThis(_ call: DiskCall) -> Bool {
            switch self {
            case .log: call.kind == .sync && call.isBySQLite && call.path.hasSuffix("-wal")
            case .database: call.kind == .sync && call.isBySQLite && !call.path.hasSuffix("-wal")
            case .logFolder: call.kind == .syncFolder && call.isBySQLite
            case .newFile: call.kind == .sync && !call.isBySQLite
            case .newName: call.kind == .syncFolder && !call.isBySQLite
            }
        }
    }

    /// What lies below the folder after a cut; paths begin at the folder.
    struct Remains: Sendable {
        var folders: Set<String> = []
        var files: [String: [UInt8]] = [:]
    }

    static let sectorByteCount = 512

    private let root: String
    private let forgotten: Forgotten?
    private var time = 0
    private var contents: [Content] = []
    private var names: [String: Node] = [:]
    private var syncedNames: [String: Node] = [:]
    /// By the folder that must be synced for them.
    private var nameChanges: [String: [(time: Int, change: NameChange)]] = [:]

    private enum Node: Sendable {
        case folder
        case file(Int)
    }
    private enum NameChange: Sendable {
        case give(String, Node)
        case take(String)
        case move(String, to: String, Node)
    }
    fileprivate struct Content: Sendable {
        enum Change: Sendable {
            case write(Int, [UInt8])
            case truncate(Int)
        }
        var synced: [UInt8] = []
        var changes: [(time: Int, change: Change)] = []
    }

    /// - Parameters:
    ///   - root: The folder that is watched.
    ///   - remains: What is on the disk at first.
    ///   - forgotten: Syncs that are taken for not made.
    init(root: String, remains: Remains = Remains(), forgetting forgotten: Forgotten? = nil) {
        self.root = root
        self.forgotten = forgotten
        for folder in remains.folders { names[folder] = .folder }
        for (path, bytes) in remains.files {
            names[path] = .file(contents.count)
            contents.append(Content(synced: bytes))
        }
        syncedNames = names
    }

    mutating func apply(_ call: DiskCall) {
        time += 1
        if let forgotten, forgotten.isThis(call) { return }
        let path = local(call.path)
        switch call.kind {
        case .open, .read: return
        case .write: contents[file(path)].changes.append((time, .write(call.offset, call.bytes)))
        case .truncate: contents[file(path)].changes.append((time, .truncate(call.offset)))
        case .create: _ = file(path)
        case .makeFolder: if names[path] == nil { change(.give(path, .folder), in: path) }
        case .delete: if names[path] != nil { change(.take(path), in: path) }
        case .rename:
            if let node = names[path] { change(.move(path, to: local(call.other), node), in: path) }
        case .link: if let node = names[path] { change(.give(local(call.other), node), in: local(call.other)) }
        case .sync:
            guard case .file(let index)? = names[path] else { return }
            for (_, change) in contents[index].changes { Self.apply(change, to: &contents[index].synced) }
            contents[index].changes = []
        case .syncFolder:
            for (_, change) in nameChanges.removeValue(forKey: path) ?? [] { Self.apply(change, to: &syncedNames) }
        }
    }

    /// What is there if the power fails now.
    func cut(_ chance: Chance) -> Remains { remains(Fate(chance, now: time), chance) }

    /// What is there if it does not.
    func uncut(_ chance: Chance) -> Remains { remains(.all(chance), chance) }

    private func remains(_ fate: Fate, _ chance: Chance) -> Remains {
        var names = syncedNames
        let pending = nameChanges.values.joined().sorted { $0.time < $1.time }
        for (time, change) in pending where fate.keeps(time) { Self.apply(change, to: &names) }
        var remains = Remains()
        // In one order: each file takes its share of the seeded chance.
        for (path, node) in names.sorted(by: { $0.key < $1.key }) {
            guard Self.folders(above: path).allSatisfy({ if case .folder? = names[$0] { true } else { false } })
            else { continue }
            switch node {
            case .folder: remains.folders.insert(path)
            case .file(let index): remains.files[path] = contents[index].cut(fate, chance)
            }
        }
        return remains
    }

    private mutating func file(_ path: String) -> Int {
        if case .file(let index)? = names[path] { return index }
        contents.append(Content())
        change(.give(path, .file(contents.count - 1)), in: path)
        return contents.count - 1
    }

    private mutating func change(_ change: NameChange, in path: String) {
        Self.apply(change, to: &names)
        nameChanges[(path as NSString).deletingLastPathComponent, default: []].append((time, change))
    }

    private func local(_ path: String) -> String {
        String(path.dropFirst(root.count).drop { $0 == "/" })
    }

    private static func folders(above path: String) -> [String] {
        let parent = (path as NSString).deletingLastPathComponent
        return parent.isEmpty ? [] : folders(above: parent) + [parent]
    }

    private static func apply(_ change: NameChange, to names: inout [String: Node]) {
        switch change {
        case .give(let path, let node): names[path] = node
        case .take(let path): names[path] = nil
        case .move(let path, let other, let node):
            names[path] = nil
            names[other] = node
        }
    }

    private static func apply(_ change: Content.Change, to bytes: inout [UInt8]) {
        switch change {
        case .write(let offset, let new): bytes.put(new[...], at: offset)
        case .truncate(let length): bytes.setLength(length)
        }
    }
}

/// Which of the changes that were not synced a cut leaves: none, all, those up to a moment, or any.
private struct Fate {
    private let chance: Chance
    private let last: Int?
    private let percent: Int

    static func all(_ chance: Chance) -> Fate { Fate(chance: chance, last: nil, percent: 100) }

    private init(chance: Chance, last: Int?, percent: Int) {
        self.chance = chance
        self.last = last
        self.percent = percent
    }

    init(_ chance: Chance, now: Int) {
        self.chance = chance
        switch chance.below(6) {
        case 0: (last, percent) = (nil, 0)
        case 1: (last, percent) = (nil, 100)
        case 2: (last, percent) = (chance.below(now + 1), 0)
        default: (last, percent) = (nil, [5, 50, 95][chance.below(3)])
        }
    }

    func keeps(_ time: Int) -> Bool {
        if let last { return time <= last }
        return percent == 100 || percent > 0 && chance.below(100) < percent
    }
}

extension DiskModel.Content {
    fileprivate func cut(_ fate: Fate, _ chance: Chance) -> [UInt8] {
        var bytes = synced
        var length = synced.count
        for (time, change) in changes {
            switch change {
            case .truncate(let new):
                length = new
                if fate.keeps(time) { bytes.setLength(new) }
            case .write(let offset, let new):
                length = max(length, offset + new.count)
                var start = 0
                while start < new.count {
                    let sector = DiskModel.sectorByteCount
                    let end = min(new.count, (offset + start) / sector * sector + sector - offset)
                    if fate.keeps(time) { bytes.put(new[start..<end], at: offset + start) }
                    start = end
                }
            }
        }
        if length > bytes.count, chance.below(4) == 0 { bytes.setLength(length) }
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func put(_ new: ArraySlice<UInt8>, at offset: Int) {
        if count < offset + new.count { setLength(offset + new.count) }
        replaceSubrange(offset..<offset + new.count, with: new)
    }

    /// Cuts off, or puts zeros behind.
    fileprivate mutating func setLength(_ length: Int) {
        if length < count { removeLast(count - length) } else { self += [UInt8](repeating: 0, count: length - count) }
    }
}

extension DiskModel.Remains {
    func write(to folder: String) throws {
        let manager = FileManager.default
        try? manager.removeItem(atPath: folder)
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: false)
        for path in folders.sorted() {
            try manager.createDirectory(atPath: folder + "/" + path, withIntermediateDirectories: false)
        }
        for (path, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + path)) }
    }
}
