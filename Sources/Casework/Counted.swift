extension Int {
    /// `1 entry`, `2 entries`: the number with its noun, which takes an s unless `many` is given.
    package func counted(_ one: String, _ many: String? = nil) -> String {
        "\(self) \(self == 1 ? one : many ?? one + "s")"
    }

    package var entries: String { counted("entry", "entries") }
}
