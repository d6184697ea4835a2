import Ledger

/// Places that a rule names, and whether an entry's place is one of them.
struct ListedPlaces: Sendable {
    private let listed: [(name: String, place: BookPlace?)]
    /// By every name in lower case.
    private let known: [String: BookPlace]
    private let names: [String]

    enum Answer {
        case there, elsewhere
        case open(OpenQuestion)
    }

    init(_ names: [String], known: [String: BookPlace]) {
        self.known = known
        listed = names.map { ($0, known[$0.lowercased()]) }
        self.names = listed.flatMap { [$0.name] + ($0.place.map { [$0.name] + $0.otherNames } ?? []) }
    }

    /// Nil if the entry tells neither a name nor coordinates.
    ///
    /// What it names and where it measured may both be given: an unknown name yields to the measurement, a known one does
    /// not.
    func answer(_ place: Ledger.Place) -> Answer? {
        let point = byPoint(place)
        guard let name = place.name else { return point }
        let isKnown = known[name.lowercased()] != nil
        switch (byName(name, isKnown: isKnown), point) {
        case (.there, .elsewhere?): return .open(.placesDisagree)
        case (.elsewhere, .there?): return isKnown ? .open(.placesDisagree) : .there
        case (.elsewhere, .open(let question)?): return .open(question)
        case (.open, let point?),
            (.elsewhere, let point?) where !isKnown:
            return point
        case (let answer, _): return answer
        }
    }

    private func byName(_ name: String, isKnown: Bool) -> Answer {
        let own = (known[name.lowercased()]?.name ?? name).lowercased()
        if listed.contains(where: { ($0.place?.name ?? $0.name).lowercased() == own }) { return .there }
        return !isKnown && names.contains(where: { OneThing.mayBe(name, $0) }) ? .open(.samePlace) : .elsewhere
    }

    /// Nil if there are no coordinates, or not for every place of the list.
    private func byPoint(_ place: Ledger.Place) -> Answer? {
        guard let point = Point(place, [:]) else { return nil }
        var isElsewhere = true
        var open: OpenQuestion?
        for item in listed {
            guard let place = item.place, let measured = Measured(from: point, to: place) else {
                isElsewhere = false
                continue
            }
            guard let error = measured.errorMetres else {
                open = .measurementError
                continue
            }
            let reach = Double(place.errorMetres)
            if measured.metres + error - reach <= reach { return .there }
            if measured.metres <= error { open = .nearTheLimit }
        }
        return open.map { .open($0) } ?? (isElsewhere ? .elsewhere : nil)
    }

    /// How far the entry's coordinates are from the nearest place of the list; nil if either is not known.
    func measured(_ place: Ledger.Place) -> Measured? {
        guard let point = Point(place, [:]) else { return nil }
        return listed.compactMap { $0.place.flatMap { Measured(from: point, to: $0) } }.min { $0.metres < $1.metres }
    }
}
