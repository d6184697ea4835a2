import Foundation
import Ledger
import Testing

@testable import Rules

private func rule(_ keys: String, places: String = "home = \"51.50070, -0.12460\"") throws -> RuleBook {
    try RuleBook(
        toml:
            "[places]\n\(places)\n[[rule]]\nid = \"r\"\nclause = \"c\"\nkind = \"distance\"\nbinds = \"them\"\n\(keys)")
}

private func at(
    _ latitude: String?, _ longitude: String?, error: Int? = nil, name: String? = nil, kind: Event.Kind = .incident,
    channel: Channel? = nil
) -> StandingEntry {
    entry(5, "2026-03-04 12:00", channel: channel) {
        $0.kind = kind
        $0.place = Place(name: name, latitude: latitude, longitude: longitude, errorMetres: error)
    }
}

private let within200 = "within = 200\nof = [\"home\"]"

@Test("Great-circle distances are right to a thousandth where they are known")
func distances() throws {
    // One degree of a meridian of the mean earth; and London to Paris, published as 343.5 km on a sphere.
    let degree = try #require(Position("0, 0")).metres(to: try #require(Position("1, 0")))
    #expect(abs(degree - 111_195) < 1)
    let paris = try #require(Position("48.8566, 2.3522")).metres(to: try #require(Position("51.5074, -0.1278")))
    #expect(abs(paris - 343_556) < 400)
    let antipodes = try #require(Position("0, 0")).metres(to: try #require(Position("0, 180")))
    #expect(abs(antipodes - 20_015_114) < 5)
    let dateLine = try #require(Position("0, 179.999")).metres(to: try #require(Position("0, -179.999")))
    #expect(abs(dateLine - 222.4) < 0.1)
}

@Test(
    "Only plain decimal degrees within range are read",
    arguments: [
        "91, 0", "0, 181", "1e1, 0", "51.5", "51.5, 0, 0", "51,5 0", "nan, 0", "0x1, 0", ".5, 0", "5., 0", "", ",",
        "51.50070000000000000000001, 0", "٥١, 0",
    ])
func badPositions(text: String) {
    #expect(Position(text) == nil)
}

@Test("Wider than the margin, or cannot tell")
func margins() throws {
    let book = try rule(within200)
    // 0.001 degrees of latitude are 111 m; 0.0018 are 200 m; 0.0027 are 300 m.
    #expect(verdict(book, at("51.50170", "-0.12460", error: 20)) == .breach)
    #expect(verdict(book, at("51.50170", "-0.12460", error: 100)) == .cannotTell)
    #expect(verdict(book, at("51.50250", "-0.12460", error: 0)) == .cannotTell)
    #expect(verdict(book, at("51.50340", "-0.12460", error: 50)) == .fine)
    #expect(verdict(book, at("51.50340", "-0.12460", error: 150)) == .cannotTell)
    let unstated = try #require(check(book, at("51.50170", "-0.12460")).first)
    #expect(unstated.missing == "how exact the measurement is")
    let breach = try #require(check(book, at("51.50170", "-0.12460", error: 20)).first)
    #expect(
        breach.reason
            == "It took place 111 metres (give or take 23 metres) from home, within the 200 metres of the rule.")
}

@Test("Few decimals are an error of their own")
func rounding() throws {
    #expect(verdict(try rule(within200), at("51.50", "-0.12", error: 1)) == .cannotTell)
    let wide = try rule(within200, places: "home = { at = \"51.50070, -0.12460\", error-metres = 150 }")
    #expect(verdict(wide, at("51.50170", "-0.12460", error: 20)) == .cannotTell)
}

@Test("A place that is only named is where the book says")
func namedPlaces() throws {
    let book = try rule(within200, places: "Home = \"51.50070, -0.12460\"\nbakery = \"51.53, -0.12460\"")
    #expect(
        check(book, at(nil, nil, name: "HOME")).first?.reason
            == "It took place at Home, within the 200 metres of the rule.")
    #expect(verdict(book, at(nil, nil, name: "bakery")) == .fine)
    #expect(check(book, at(nil, nil, name: "the park")).first?.missing == "where the place is")
}

@Test("What is looked at: meetings, handovers and incidents; not a call made from somewhere")
func distanceScope() throws {
    let book = try rule(within200)
    #expect(verdict(book, at("51.50070", "-0.12460", error: 5, kind: .contact, channel: .inPerson)) == .breach)
    #expect(verdict(book, at("51.50070", "-0.12460", error: 5, kind: .handover)) == .breach)
    #expect(verdict(book, at("51.50070", "-0.12460", error: 5, kind: .contact, channel: .call)) == nil)
    let named = try rule(within200 + "\nchannels = [\"call\"]")
    let call = check(named, at("51.50070", "-0.12460", error: 5, kind: .contact, channel: .call)).first
    #expect(call?.missing == "who was at the place")
    #expect(check(book, entry(5, "2026-03-04 12:00", channel: .inPerson)).first?.missing == "where it took place")
    #expect(verdict(book, entry(5, "2026-03-04 12:00", channel: nil) { $0.kind = .incident }) == nil)
}

@Test("Distance to the other person is not measured")
func distanceToPerson() throws {
    let book = try rule("within = 300\nunit = \"feet\"\nof = [\"other-person\", \"home\"]")
    let far = at("51.60000", "-0.12460", error: 5, kind: .contact, channel: .inPerson)
    #expect(check(book, far).first?.missing == "how far apart the people were")
    #expect(verdict(book, at("51.60000", "-0.12460", error: 5)) == .fine)
    #expect(verdict(book, at("51.50070", "-0.12460", error: 5, kind: .contact, channel: .inPerson)) == .breach)
}

@Test("The nearest of several places decides")
func severalPlaces() throws {
    let book = try rule(
        "within = 200\nof = [\"home\", \"school\"]",
        places: "home = \"51.50070, -0.12460\"\nschool = \"51.52000, -0.12460\"")
    #expect(verdict(book, at("51.52050", "-0.12460", error: 5)) == .breach)
    #expect(verdict(book, at("51.51000", "-0.12460", error: 5)) == .fine)
}
