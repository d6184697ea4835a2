import Casework
import Testing

@testable import CLI

struct ClockTextTests {
    @Test("the last places where the clock went back are told, the others counted")
    func steps() {
        let few = Collected()
        few.terminal.say([ClockStep]())
        few.terminal.say([ClockStep(number: 12, backSeconds: 7300)])
        #expect(
            few.err.split(separator: "\n").joined(separator: " ")
                == "Before entry 12 was recorded, this computer's clock went back by 2 hours; the order of the entries is "
                + "that of their numbers.")
        #expect(few.out == "")
        let many = Collected()
        many.terminal.say((1...5).map { ClockStep(number: $0, backSeconds: 90 * 86_400) })
        #expect(many.err.contains("Before entry 5") && many.err.contains("went back by 90 days"))
        #expect(!many.err.contains("Before entry 2") && many.err.contains("2 more times"))
    }
}
