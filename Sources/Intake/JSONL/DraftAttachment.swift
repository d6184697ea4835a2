import Foundation
import Ledger

/// An attachment that a draft names by its path below the folder of the `jsonl` file.
struct DraftAttachment {
    var path: String
    var name: String?
    var mediaType: String
    var obtained: String?
    /// Where it stands in its line.
    var key: String

    static func read(_ fields: DraftFields) throws(DraftFault) -> [DraftAttachment] {
        var attachments: [DraftAttachment] = []
        for item in try fields.objects("attachments", keys: ["path", "name", "mediaType", "obtained"]) {
            guard let path = try item.name("path", limit: 1024) else { throw item.fault("path", .missing) }
            let name = try item.name("name", limit: AttachmentLimits.nameByteCount)
            if let name, AttachmentLimits.name(name) != name {
                throw item.fault("name", .notA("a name without folders"))
            }
            let type = try item.name("mediaType", limit: 127) ?? MediaType.guess(path)
            guard MediaType.isWellFormed(type) else {
                throw item.fault("mediaType", .notA("a media type as in image/png"))
            }
            attachments.append(
                DraftAttachment(
                    path: path, name: name, mediaType: type, obtained: try item.text("obtained", limit: 4096),
                    key: item.key("path")))
        }
        return attachments
    }

    /// Finds the file and, if asked, reads it for its hash.
    ///
    /// - Parameter folder: The folder of the `jsonl` file; nil if it has none.
    func open(in folder: String?, hashing: Bool) throws(DraftFault) -> (Attachment, AttachmentSource) {
        let found = try locate(in: folder)
        var status = stat()
        guard lstat(found, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(found, R_OK) == 0 else {
            throw DraftFault(key: key, problem: .noSuchFile)
        }
        guard status.st_size <= AttachmentLimits.byteCount else { throw DraftFault(key: key, problem: .fileTooLarge) }
        var attachment = Attachment(
            name: name ?? AttachmentLimits.name(path) ?? "attachment", mediaType: mediaType,
            byteCount: Int(status.st_size), sha256: [], obtained: obtained)
        if hashing {
            guard let file = try? SourceFile(path: found) else { throw DraftFault(key: key, problem: .noSuchFile) }
            attachment.byteCount = file.byteCount
            attachment.sha256 = file.sha256
        }
        return (attachment, .file(path: found))
    }

    /// The real path, below the real folder: no link leads out of it.
    private func locate(in folder: String?) throws(DraftFault) -> String {
        let steps = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let folder, let root = Self.realPath(folder), !path.hasPrefix("/"), !steps.contains(".."),
            steps.last != ""
        else { throw DraftFault(key: key, problem: .pathOutside) }
        guard let found = Self.realPath(root + "/" + path) else { throw DraftFault(key: key, problem: .noSuchFile) }
        guard found.utf8.starts(with: (root == "/" ? root : root + "/").utf8) else {
            throw DraftFault(key: key, problem: .pathOutside)
        }
        return found
    }

    private static func realPath(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }
}

/// Media types, as in `image/jpeg`.
enum MediaType {
    static let unknown = "application/octet-stream"

    /// By the end of a file's name; only what people attach.
    static func guess(_ path: String) -> String {
        switch path.split(separator: ".").last?.lowercased() {
        case "png": "image/png"
        case "jpg", "jpeg": "image/jpeg"
        case "gif": "image/gif"
        case "webp": "image/webp"
        case "heic": "image/heic"
        case "pdf": "application/pdf"
        case "txt": "text/plain"
        case "mp3": "audio/mpeg"
        case "m4a": "audio/mp4"
        case "amr": "audio/amr"
        case "ogg": "audio/ogg"
        case "wav": "audio/wav"
        case "mp4": "video/mp4"
        case "mov": "video/quicktime"
        case "3gp": "video/3gpp"
        default: unknown
        }
    }

    static func isWellFormed(_ type: String) -> Bool {
        let halves = type.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return halves.count == 2 && type.utf8.count <= 127
            && halves.allSatisfy { half in
                !half.isEmpty && half.allSatisfy { 0x21...0x7E ~= $0 && !#"()<>@,;:\"/[]?="#.utf8.contains($0) }
            }
    }
}
