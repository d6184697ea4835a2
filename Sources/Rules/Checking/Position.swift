import Foundation

/// A point on the earth, as decimal degrees of WGS 84 were written.
struct Position: Sendable, Hashable {
    /// Degrees, -90 ... 90 and -180 ... 180.
    let latitude: Double
    let longitude: Double
    /// How far the writing itself leaves the point open: half of the last digit written, in metres.
    let roundingMetres: Double

    /// Nil unless both are plain decimals within range, of at most 20 characters each.
    init?(latitude: String, longitude: String) {
        guard let north = Self.degrees(latitude, limit: 90), let east = Self.degrees(longitude, limit: 180) else {
            return nil
        }
        self.latitude = north.value
        self.longitude = east.value
        roundingMetres = (north.half + east.half) * Self.metresPerDegree
    }

    /// From a text such as `51.5007, -0.1246`.
    init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == 2 else { return nil }
        self.init(latitude: parts[0], longitude: parts[1])
    }

    /// Metres along a great circle of the mean earth; within 0.6 % of the distance on the ellipsoid.
    func metres(to other: Position) -> Double {
        let (a, b) = (latitude * .pi / 180, other.latitude * .pi / 180)
        let north = sin((b - a) / 2)
        let east = sin((other.longitude - longitude) * .pi / 360)
        let h = north * north + cos(a) * cos(b) * east * east
        return 2 * Self.earthMetres * asin(min(1, h.squareRoot()))
    }

    /// By how much a distance worked out on a sphere may be off.
    static let sphereError = 0.006

    private static let earthMetres = 6_371_008.8
    private static let metresPerDegree = earthMetres * .pi / 180

    private static func degrees(_ text: String, limit: Double) -> (value: Double, half: Double)? {
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 20, (1...2).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let value = Double(text), abs(value) <= limit
        else { return nil }
        let decimals = parts.count == 2 ? parts[1].utf8.count : 0
        return (value, 0.5 * pow(10, -Double(decimals)))
    }
}
