extension HoursRule {
    /// Hours of the week, from Monday 0 to Sunday 167, that the rule closes wholly or in part; none where it only
    /// permits.
    package var quietHours: [Int] {
        guard protected.isEmpty else { return [] }
        let hour = WeekHours.week / 168
        // Wall clocks are counted from a Thursday: the Monday after it is four days on.
        let monday = 4 * 24 * hour
        return (0..<168).filter { index in
            stated.overlap(monday + index * hour...monday + (index + 1) * hour - 1) > 0
        }
    }
}
