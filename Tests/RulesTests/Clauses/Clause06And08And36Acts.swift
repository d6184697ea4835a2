import Ledger
import Testing

@Test("Clauses 6, 8 and 36: acts without a message, kept as incidents whose topic a person enters")
func clauses6And8And36() throws {
    func incident(_ number: Int, from: String = "them", _ topics: [String], claim: String? = nil) -> StandingEntry {
        noon(number, from: from, nil, topics: topics) {
            $0.kind = .incident
            $0.exceptions = claim.map { [ExceptionClaim(name: $0)] } ?? []
        }
    }
    try expectFindings(
        """
        [[rule]]
        id = "no-recording"
        kind = "topics"
        clause = "No recording without consent."
        binds = "both"
        events = ["incident"]
        excluded = ["recording"]
        exceptions = ["consent"]

        [[rule]]
        id = "calls-of-the-child"
        kind = "topics"
        clause = "The child's calls shall not be monitored or interrupted."
        binds = "both"
        events = ["incident"]
        excluded = ["monitoring a call", "interrupting a call"]

        [[rule]]
        id = "devices"
        kind = "topics"
        clause = "Shall not remotely control devices or accounts of the other party."
        binds = "them"
        events = ["incident"]
        excluded = ["remote control of a device"]
        """,
        [
            incident(1, ["recording"]), incident(2, from: "me", ["recording"], claim: "consent"),
            incident(3, from: "me", ["interrupting a call"]), incident(4, ["remote control of a device"]),
            incident(5, from: "me", []), noon(6, topics: ["recording"]),
        ],
        [
            Expected("no-recording:1", .breach, "about recording"),
            Expected("no-recording:2", .cannotTell, "an exception was claimed"),
            Expected("no-recording:3", .fine, "permits"), Expected("no-recording:4", .fine, "permits"),
            Expected("no-recording:5", .cannotTell, "has not decided"),
            Expected("calls-of-the-child:1", .fine, "permits"), Expected("calls-of-the-child:2", .fine, "permits"),
            Expected("calls-of-the-child:3", .breach, "interrupting a call"),
            Expected("calls-of-the-child:4", .fine, "permits"),
            Expected("calls-of-the-child:5", .cannotTell, "has not decided"),
            Expected("devices:1", .fine, "permits"), Expected("devices:4", .breach, "remote control"),
        ])
}
