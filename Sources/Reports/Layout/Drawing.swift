/// A picture in lines and areas, in points, y downwards from the top left: written as SVG into the page and as vectors
/// into the PDF. It needs no colour: areas differ by grey, hatching and shape.
package struct Drawing: Sendable, Equatable {
    package var width: Double
    package var height: Double
    package var marks: [Mark]

    package init(width: Double, height: Double, marks: [Mark] = []) {
        self.width = width
        self.height = height
        self.marks = marks
    }

    package enum Mark: Sendable, Equatable {
        case line(from: Point, to: Point, width: Double, ink: Ink, isDashed: Bool)
        case rectangle(x: Double, y: Double, width: Double, height: Double, fill: Fill)
        /// A filled or open circle.
        case circle(center: Point, radius: Double, fill: Fill)
        /// A closed shape, such as a diamond.
        case polygon([Point], fill: Fill)
        /// One line of text at its baseline.
        case text(String, at: Point, size: Double, align: Align, ink: Ink)
    }

    package struct Point: Sendable, Equatable {
        package var x: Double
        package var y: Double

        package init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// 0 is black, 1 is white.
    package struct Ink: Sendable, Equatable {
        package var grey: Double
        package init(grey: Double) { self.grey = grey }
        package static let black = Ink(grey: 0.07)
        package static let soft = Ink(grey: 0.35)
        package static let hairline = Ink(grey: 0.75)
    }

    package enum Fill: Sendable, Equatable {
        case solid(Ink)
        /// An outline of half a point, nothing inside.
        case open(Ink)
        /// Lines from lower left to upper right, four points apart, no outline.
        case hatched(Ink)
    }

    package enum Align: Sendable, Equatable {
        case start, middle, end
    }
}

extension Drawing {
    /// The lines of a hatched rectangle, from lower left to upper right, cut at its edges.
    package static func hatching(x: Double, y: Double, width: Double, height: Double) -> [(from: Point, to: Point)] {
        var lines: [(from: Point, to: Point)] = []
        // Each line is x + y = c; all rectangles share the same c, so that neighbours join.
        var sum = ((x + y) / 4).rounded(.up) * 4
        while sum < x + y + width + height {
            let low = max(x, sum - y - height)
            let high = min(x + width, sum - y)
            if high > low { lines.append((Point(low, sum - low), Point(high, sum - high))) }
            sum += 4
        }
        return lines
    }
}
