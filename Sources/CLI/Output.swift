import Ledger

extension Terminal {
    /// Prints one JSON object for `--json`: `{"schema":"daybook.list/1", …}`.
    ///
    /// - Parameters:
    ///   - schema: The schema's name without `daybook.`, such as `list`.
    ///   - version: Goes up when a field changes its meaning or goes away; new fields do not count.
    func json(schema: String, version: Int = 1, _ fields: [String: JSONValue]) {
        var object = fields
        object["schema"] = .string("daybook.\(schema)/\(version)")
        data(raw: JSONText.write(.object(object), pretty: isTerminal[.out] == true) + "\n")
    }
}
