import Foundation

/// The folder of a demo. It is known by a marker file: only what a demo made is ever replaced.
struct DemoFolder {
    let path: String

    static let marker = "made-by-daybook-demo.txt"
    static let vault = "vault/book"
    static let passphrase = "passphrase"
    static let recovery = "recovery"
    static let bundle = "bundle.zip"
    /// All that a demo writes.
    private static let contents = ["sample", "vault", "state", "copies", "report", bundle, passphrase, recovery]

    /// `environment` with its folders in here.
    func environment(_ environment: Environment) -> Environment {
        var environment = environment
        environment.dataFolder = absolute("vault")
        environment.stateFolder = absolute("state/daybook")
        return environment
    }

    func absolute(_ name: String) -> String { path + "/" + name }

    /// Makes the folder, or takes away what an earlier demo wrote in it.
    func make() throws {
        let files = FileManager.default
        do {
            if let there = try? files.contentsOfDirectory(atPath: path), !there.isEmpty {
                guard there.contains(Self.marker) else { throw Self.notOurs }
                for name in Self.contents where there.contains(name) { try files.removeItem(atPath: absolute(name)) }
            } else if !isFolder, files.fileExists(atPath: path) {
                throw Self.notOurs
            }
            for name in ["", "sample/typed", "vault", "state/daybook", "copies"] {
                try files.createDirectory(
                    atPath: absolute(name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
        } catch let error as CaseError {
            throw error
        } catch {
            throw CaseError.failed(
                "The demo's folder could not be written. Choose another with: daybook demo --out DIR")
        }
        try write(Self.markerText, to: Self.marker)
    }

    /// Writes `text` to a file of mode 0600.
    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    func write(_ data: Data, to name: String) throws {
        let file = absolute(name)
        guard FileManager.default.createFile(atPath: file, contents: data, attributes: [.posixPermissions: 0o600])
        else { throw CaseError.failed("The demo could not write \(file). Check the room on its disk.") }
    }

    private var isFolder: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static let notOurs = CaseError.usage(
        "That is there already and no demo made it. Nothing was changed. Choose a new folder with: "
            + "daybook demo --out DIR")

    private static let markerText = """
        daybook demo made this folder. All of it is a sample about an invented family, and the passphrase here opens
        nothing else. While this file is here, the next demo with the same folder replaces sample, vault, state,
        copies, report, bundle.zip, passphrase and recovery.

        """
}
