import Ledger

/// Where something was, and how far that may be off.
struct Point {
    let position: Position
    /// In metres; nil if the entry does not say.
    let errorMetres: Double?
    /// The book's place, if the entry only names it.
    let named: BookPlace?

    /// From coordinates, or from a name that the book knows; nil if neither helps.
    init?(_ place: Ledger.Place, _ known: [String: BookPlace]) {
        if let latitude = place.latitude, let longitude = place.longitude,
            let position = Position(latitude: latitude, longitude: longitude)
        {
            self.position = position
            errorMetres = place.errorMetres.map { Double(max($0, 0)) + position.roundingMetres }
            named = nil
        } else if let name = place.name, let place = known[name.lowercased()], let position = place.position {
            self.position = position
            errorMetres = Double(place.errorMetres) + position.roundingMetres
            named = place
        } else {
            return nil
        }
    }
}

/// How far a point was from one of the book's places.
struct Measured: Sendable {
    let place: String
    let metres: Double
    /// To either side; nil if the entry does not say how exact it is.
    let errorMetres: Double?

    /// Nil if the book does not say where `place` is.
    init?(from point: Point, to place: BookPlace) {
        guard let position = place.position else { return nil }
        self.place = place.name
        metres = point.position.metres(to: position)
        if point.named == place {
            errorMetres = 0
        } else {
            let error = Double(place.errorMetres) + position.roundingMetres + metres * Position.sphereError
            errorMetres = point.errorMetres.map { $0 + error }
        }
    }

    /// `120 metres (give or take 16 metres) from home`.
    var text: Sentence {
        guard errorMetres != 0 else { return "at \(verbatim: place)" }
        let metres = Phrases.count(Int(metres.rounded()), "metre")
        let error: Sentence =
            errorMetres.map { " (give or take \(Phrases.count(Int($0.rounded(.up)), "metre")))" } ?? ""
        return "\(metres)\(error) from \(verbatim: place)"
    }
}
