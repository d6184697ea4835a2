/// A JSON value as Daybook uses it: no floating point numbers anywhere.
///
/// `CanonicalJSON` writes and reads the one form that is hashed; `JSONText` reads and writes the
/// looser JSON that crosses our edge. Comparing two strings with `==` follows Unicode's canonical
/// equivalence; where bytes matter, compare what `CanonicalJSON` writes.
package enum JSONValue: Hashable, Sendable {
    case null
    /// Only in JSON at our edge; never in hashed bytes.
    case bool(Bool)
    /// Magnitude at most 2^53 − 1.
    case integer(Int)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(uniqueKeysWithValues: elements))
    }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue {
    package var string: String? { if case .string(let value) = self { value } else { nil } }
    package var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    package var object: [String: JSONValue]? { if case .object(let value) = self { value } else { nil } }

    package subscript(key: String) -> JSONValue? { object?[key] }
}
