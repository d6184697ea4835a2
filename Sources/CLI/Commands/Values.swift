import ArgumentParser
import Casework
import Ledger

// What options may say, as the types of the rooms below.
extension Channel: ExpressibleByArgument {}
extension Form: ExpressibleByArgument {}
extension Urgency: ExpressibleByArgument {}
extension Occurred.Source: ExpressibleByArgument {}
extension Person.Role: ExpressibleByArgument {}
extension When.Fold: ExpressibleByArgument {}

extension CivilDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(text: argument) }
}

/// The kinds that `log` takes.
enum LogKind: String, ExpressibleByArgument, CaseIterable {
    case contact, checkin, handover, missed, incident, gap

    var kind: Event.Kind {
        switch self {
        case .contact: .contact
        case .checkin: .checkin
        case .handover: .handover
        case .missed: .missed
        case .incident: .incident
        case .gap: .gap
        }
    }
}

/// `--from` and `--to` as days.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("First day, as 2026-03-04.", valueName: "day"))
    var from: CivilDate?

    @Option(help: ArgumentHelp("Last day, included.", valueName: "day"))
    var to: CivilDate?

    func validate() throws {
        if let from, let to, to < from { throw ValidationError("--to is before --from.") }
    }
}
