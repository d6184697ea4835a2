import Ledger
import Testing

/// An act without a message, kept as an incident whose topic a person enters.
private func incident(_ number: Int, from: String = "them", _ topics: [String], claim: String? = nil) -> StandingEntry {
    noon(number, from: from, nil, topics: topics) {
        $0.kind = .incident
        $0.exceptions = claim.map { [ExceptionClaim(name: $0)] } ?? []
    }
}

extension Clauses {
    @Test("Clause 6: no recording without consent; whether there was consent is for a person")
    func clause6() throws {
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
            """,
            [
                incident(1, ["recording"]), incident(2, from: "me", ["recording"], claim: "consent"),
                incident(3, from: "me", ["late pick-up"]), incident(4, []), noon(5, topics: ["recording"]),
            ],
            [
                Expected("no-recording:1", .breach, "about recording"),
                Expected("no-recording:2", .cannotTell, "an exception was claimed"),
                Expected("no-recording:3", .fine, "permits"),
                Expected("no-recording:4", .cannotTell, "has not decided"),
            ])
    }

    @Test("Clause 8: the child's calls are neither monitored nor interrupted, by either parent")
    func clause8() throws {
        try expectFindings(
            """
            [[rule]]
            id = "calls-of-the-child"
            kind = "topics"
            clause = "The child's calls shall not be monitored or interrupted."
            binds = "both"
            events = ["incident"]
            excluded = ["monitoring a call", "interrupting a call"]
            """,
            [
                incident(1, from: "me", ["interrupting a call"]), incident(2, ["monitoring a call", "school"]),
                incident(3, ["late pick-up"]), incident(4, from: "me", []),
            ],
            [
                Expected("calls-of-the-child:1", .breach, "interrupting a call"),
                Expected("calls-of-the-child:2", .breach, "monitoring a call"),
                Expected("calls-of-the-child:3", .fine, "permits"),
                Expected("calls-of-the-child:4", .cannotTell, "has not decided"),
            ])
    }

    @Test("Clause 36: no remote control of devices or accounts; the other person's alone is judged")
    func clause36() throws {
        try expectFindings(
            """
            [[rule]]
            id = "devices"
            kind = "topics"
            clause = "Shall not remotely control devices or accounts of the other party."
            binds = "them"
            events = ["incident"]
            excluded = ["remote control of a device", "use of an account"]
            """,
            [
                incident(1, ["remote control of a device"]), incident(2, ["use of an account"]),
                incident(3, ["late pick-up"]), incident(4, []), incident(5, from: "me", ["use of an account"]),
            ],
            [
                Expected("devices:1", .breach, "remote control"), Expected("devices:2", .breach, "use of an account"),
                Expected("devices:3", .fine, "permits"), Expected("devices:4", .cannotTell, "has not decided"),
            ])
    }
}
