import Ledger

extension LeftOut {
    /// Why reading an item came to nothing.
    enum Cause: Error {
        case because(LeftOutReason)
        case unreadable(ImportError)
    }

    static func because(_ reason: LeftOutReason) -> Cause { .because(reason) }
}

/// Milliseconds of UTC, as the app writes times.
enum SMSBackupTime {
    /// Nil for anything but digits, and for times before 1990 or after 9000: no text message is older,
    /// and seconds written for milliseconds land there.
    static func milliseconds(_ text: String) -> Instant? {
        guard text.utf8.count <= 15, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let value = Int(text),
            631_152_000_000...221_845_392_000_000 ~= value
        else { return nil }
        return Instant(milliseconds: value)
    }

    /// The sender's time. Android keeps that of an MMS in seconds, and the app passes it on as it is;
    /// a number of seconds is never large enough to be one of milliseconds.
    static func sent(_ text: String, isMMS: Bool) -> Instant? {
        milliseconds(text) ?? (isMMS && text.utf8.count <= 11 ? milliseconds(text + "000") : nil)
    }
}

/// What became of a message on this phone: `type` of an SMS, `msg_box` of an MMS.
enum SMSBackupBox {
    case received, sent, failed

    init(_ item: SMSBackupItem) throws(LeftOut.Cause) {
        // 129, 131 and 133 to 136 are confirmations of OMA's MMS protocol, not messages.
        if item.kind == .mms, let type = item["m_type"], ["129", "131", "133", "134", "135", "136"].contains(type) {
            throw .because(.report)
        }
        switch item[item.kind == .mms ? "msg_box" : "type"] {
        case "1": self = .received
        case "2": self = .sent
        case "3": throw .because(.draft)
        case "4", "6": throw .because(.unsent)
        case "5": self = .failed
        default: throw .because(.unknownType)
        }
    }
}

/// `type` of a call: 1 in, 2 out, 3 missed, 4 voicemail, 5 rejected, 6 blocked, 7 taken on another device.
struct SMSBackupCall {
    let isOutgoing: Bool
    let answered: Bool
    /// Nobody was reached; a voicemail reached someone.
    let isAttempt: Bool

    init(_ item: SMSBackupItem, duration: Int?) throws(LeftOut.Cause) {
        switch item["type"] {
        case "1", "7": (isOutgoing, answered, isAttempt) = (false, true, false)
        case "2":
            let wasTaken = (duration ?? 0) > 0
            (isOutgoing, answered, isAttempt) = (true, wasTaken, !wasTaken)
        case "3", "5", "6": (isOutgoing, answered, isAttempt) = (false, false, true)
        case "4": (isOutgoing, answered, isAttempt) = (false, false, false)
        default: throw .because(.unknownType)
        }
    }
}
