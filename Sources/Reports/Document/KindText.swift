import Ledger

/// The words for what an entry's fields say.
enum KindText {
    static func kind(_ kind: Event.Kind) -> String {
        switch kind {
        case .contact: "Contact"
        case .checkin: "Check-in"
        case .handover: "Handover"
        case .missed: "Missed event"
        case .incident: "Incident"
        case .note: "Note"
        case .setup: "Beginning of the log"
        case .person: "Person"
        case .rules: "Rule book"
        case .decision: "Decision"
        case .retract: "Retraction"
        case .import: "Import"
        case .source: "Source file"
        case .restore: "Restoration"
        case .export: "Export"
        case .anchor: "Time anchor"
        case .rekey: "New keys"
        case .release: "Release"
        }
    }

    static func channel(_ channel: Channel, attempt: Bool) -> String {
        switch channel {
        case .call: attempt ? "Call attempt" : "Call"
        case .text: "Text message"
        case .email: "E-mail"
        case .app: "App message"
        case .inPerson: "In person"
        case .letter: "Letter"
        case .social: "Social media"
        case .payment: "Payment"
        case .other: "Other channel"
        }
    }

    /// `zone` is left out where it is that one and was assumed.
    static func occurred(_ occurred: Occurred?, home zone: String? = nil) -> String {
        guard let occurred else { return "Time of the event not known." }
        let precision =
            switch occurred.precision {
            case .second: "To the second"
            case .minute: "To the minute"
            case .about: "Approximate"
            case .day: "Day only"
            }
        let source =
            switch occurred.source {
            case .clock: "own clock"
            case .callLog: "call log"
            case .header: "message header"
            case .memory: "memory"
            }
        if occurred.zoneFrom == .home, occurred.zone == zone { return "\(precision), from \(source)." }
        let zoneFrom =
            switch occurred.zoneFrom {
            case .file: "as the source names it"
            case .stated: "stated"
            case .home: "home zone assumed"
            }
        return "\(precision), from \(source); zone \(occurred.zone), \(zoneFrom)."
    }

    static func gap(_ gap: RecordingGap?) -> String {
        guard let gap else { return "at an unknown distance from the event" }
        let label =
            switch gap.label {
            case .contemporaneous: "contemporaneous"
            case .later: "later"
            case .reconstructed: "reconstructed"
            }
        if gap.seconds < 0 { return "\(Words.duration(gap.seconds)) before the time stated (\(label))" }
        return "\(Words.duration(gap.seconds)) after (\(label))"
    }

    static func place(_ place: Place) -> String {
        var text = place.name ?? ""
        if let latitude = place.latitude, let longitude = place.longitude {
            text += (text.isEmpty ? "" : " ") + "(\(latitude), \(longitude))"
        }
        if let error = place.errorMetres { text += ", within \(error) m" }
        return text
    }

    /// Short: the source file is named in full in the method section, the bytes' own hash in the JSON.
    static func locator(_ locator: Locator) -> String {
        "\(locator.format) file \(Hex.encode(locator.fileSHA256).prefix(12))…, "
            + "\(Words.count(locator.byteCount, "byte")) from byte \(locator.byteOffset)"
            + (locator.rawTime.map { ", time as written \($0)" } ?? "")
    }

    static func role(_ role: Person.Role) -> String {
        switch role {
        case .me: "Keeps this record"
        case .them: "The other person"
        case .child: "Child"
        case .third: "Third party"
        }
    }

    static func reason(_ reason: LeftOutReason) -> (title: String, text: String) {
        switch reason {
        case .private:
            ("Private entries", "Sealed under another key; no report can contain them.")
        case .outsidePeriod:
            ("Outside the period", "Contacts and events with dates outside the period of this report.")
        case .bookkeeping:
            (
                "Book-keeping entries",
                "They keep the log itself: its beginning, people, imports, rule books and decisions not cited here."
            )
        case .withheld:
            ("Withheld entries", "Evidence that is in the log and not in the bundle that this report belongs to.")
        case .other:
            ("Other entries", "In the log, but not chosen for this report.")
        }
    }
}
