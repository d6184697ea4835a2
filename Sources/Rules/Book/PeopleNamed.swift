/// Whom a rule book names.
extension KeyReader {
    /// `me`, `them`, `both` or a name. Words that stand for one of the three, and are nobody's name, are refused: a rule
    /// that binds a person called “everyone” would find nothing, and say nothing of it.
    func person(_ key: String) throws(RuleBookError) -> String? {
        guard let name = try text(key, limit: 200) else { return nil }
        let word = name.lowercased()
        let plain = word.hasPrefix("the ") ? String(word.dropFirst(4)) : word
        if let meant = Self.standsFor[plain] ?? Self.standsFor[word], meant != name {
            throw .nobodysName(place.naming(key), meant: meant)
        }
        return name
    }

    private static let standsFor: [String: String] = {
        let words = [
            "both": [
                "both", "all", "any", "anybody", "anyone", "all parties", "both parents", "both parties", "both people",
                "both of them", "both of us", "each", "each of them", "each parent", "each party", "either",
                "either parent",
                "either party", "everybody", "everyone", "neither", "neither parent", "neither party", "parents",
                "parties",
                "us", "we",
            ],
            "me": ["i", "me", "my", "myself", "self"],
            "them": [
                "ex", "he", "her", "him", "other", "other parent", "other party", "other person", "other-person", "she",
                "them", "they",
            ],
        ]
        return Dictionary(uniqueKeysWithValues: words.flatMap { meant, words in words.map { ($0, meant) } })
    }()
}

/// A name by which a rule of a book calls somebody, and that nobody is known to have.
package struct UnknownName: Sendable, Hashable {
    /// The rule's id, and the key that holds the name.
    package let rule: String
    package let key: String
    package let name: String
}

extension RuleBook {
    /// Names of people whom rules bind, or at whose word or by whom something is to be, and that are not among `known`:
    /// for such a name no breach is found. In the order of the book.
    ///
    /// - Parameter known: The names in the list of people; `me`, `them` and `both` are known without it.
    package func unknownNames(_ known: some Sequence<String>) -> [UnknownName] {
        let known = Set(known)
        var seen: Set<UnknownName> = []
        var unknown: [UnknownName] = []
        for rule in rules {
            var named: [(key: String, bound: Terms.Bound?)] = [("binds", rule.terms.binds)]
            for exception in rule.terms.exceptions {
                named += [("at-word-of", exception.atWordOf), ("shown-by", exception.shownBy)]
            }
            for item in rule.kind.schedule?.items ?? [] { named.append(("by", item.by.map { Terms.Bound($0) })) }
            for (key, bound) in named {
                guard case .named(let name)? = bound, !known.contains(name) else { continue }
                let found = UnknownName(rule: rule.terms.id, key: key, name: name)
                if seen.insert(found).inserted { unknown.append(found) }
            }
        }
        return unknown
    }
}
