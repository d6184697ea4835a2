import Intake

/// The composition root: the one file that knows which parts this build has.
enum Composition {
    static let importers: [any Importer] = Importers.all

    /// Known importers that are not in this build, with the package trait that each needs.
    static let missingImporters = Importers.missing
}
