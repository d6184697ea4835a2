import Casework

extension Terminal {
    /// Says where the clock went back, the newest places first; all of them are in the JSON.
    func say(_ steps: [ClockStep]) {
        for step in steps.suffix(3).reversed() { say(step.sentence) }
        if steps.count > 3 { say("It did so \((steps.count - 3).counted("more time", "more times")); see --json.") }
    }
}
