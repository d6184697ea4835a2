import Ledger
import Rules

/// What is asked to write a rule of some kind, and the TOML that the answers make.
package struct RuleQuestions {
    package let kind: String

    /// One question: the key that the answer becomes, and in which form.
    package struct Question: Sendable {
        package let key: String
        package let text: String
        package let form: Form
        package var isNeeded = false
    }

    package enum Form: Sendable {
        case text
        /// Several, with commas between them.
        case list
        /// As TOML writes it: a number, a date, true or false.
        case bare
        /// A time such as 22:00 to another, as one window.
        case window
        /// Weekdays and a time, such as mon, wed 19:00.
        case due
        /// A place and its coordinates, such as home 51.5007, -0.1246: the book's place, and the rule's.
        case place
    }

    /// Nil if there is no such kind.
    package init?(kind: String) {
        guard Catalogue.kinds.contains(where: { $0.name == kind }) else { return nil }
        self.kind = kind
    }

    /// What every rule says.
    package var common: [Question] {
        [
            Question(
                key: "id", text: "A short name, in small letters, digits and hyphens", form: .text, isNeeded: true),
            Question(key: "clause", text: "The clause, word for word", form: .text, isNeeded: true),
            Question(key: "source", text: "Where it stands (order, paragraph, date)", form: .text),
            Question(key: "binds", text: "Whom it binds: me, them, both, or a name", form: .text, isNeeded: true),
            Question(key: "zone", text: "Whose clock counts, such as Europe/London, if the clause says", form: .text),
            Question(key: "from", text: "First day, such as 2026-03-04", form: .bare),
            Question(key: "until", text: "Last day, such as 2026-12-31", form: .bare),
            Question(key: "until-is", text: "If there is a last day: inclusive or exclusive, if said", form: .text),
            Question(key: "exceptions", text: "Exceptions that it lists, with commas between", form: .list),
            Question(key: "by-agreement", text: "May it be changed by written agreement? true or false", form: .bare),
        ]
    }

    /// What this kind adds.
    package var own: [Question] {
        func ask(_ key: String, _ text: String, _ form: Form, _ isNeeded: Bool = false) -> Question {
            Question(key: key, text: text, form: form, isNeeded: isNeeded)
        }
        switch kind {
        case "hours":
            return [
                ask("quiet", "Quiet hours, such as 22:00 to 07:00", .window),
                ask("allowed", "Or the allowed hours, such as 19:00 to 19:30", .window),
                ask("protected", "Or hours that it permits, while forbidding nothing, such as 19:00 to 19:30", .window),
                ask("grace-minutes", "Minutes of grace", .bare),
            ]
        case "topics":
            return [
                ask("allowed", "The only topics allowed, with commas between", .list),
                ask("excluded", "Or the topics excluded, with commas between", .list),
            ]
        case "channels":
            return [
                ask("allowed", "Channels allowed (call, text, email, app …), with commas between", .list),
                ask("excluded", "Or channels excluded, with commas between", .list),
                ask("through", "People through whom alone contact is allowed", .list),
                ask("not-through", "People who may not pass on messages", .list),
            ]
        case "no-contact":
            return [
                ask("through", "People through whom contact is allowed, with commas between", .list),
                ask("indirect", "Does it cover contact through others? true or false, if said", .bare),
            ]
        case "duration":
            return [
                ask("of", "Of what: call, visit or absence", .text),
                ask("at-most", "The longest allowed", .bare), ask("at-least", "The shortest allowed", .bare),
                ask("unit", "In seconds, minutes, hours or days", .text),
            ]
        case "conduct":
            return [
                ask("capitals-percent", "Most capitals, in percent of the letters", .bare),
                ask("at-most-words", "Most words", .bare),
                ask("forbids", "What it forbids: attachments, forwarded, chain", .list),
                ask("for-a-person", "What only a person can judge, such as name-calling", .list),
            ]
        case "frequency":
            return [
                ask("at-most", "At most how many contacts, as a number", .bare),
                ask("at-least", "At least how many, as a number", .bare),
                ask("per", "In what time: day, week, month, or rolling for so many hours elapsed", .text, true),
                ask("week-starts", "If weeks: on which day one starts, such as monday, if said", .text),
                ask("rolling-hours", "If rolling: how many hours", .bare),
            ]
        case "checkin":
            return [
                ask("due", "When it is due, such as mon, wed 19:00", .due, true),
                ask("events", "What counts as done: checkin or contact", .list),
                ask("channels", "If contact: by which channels, with commas between", .list),
                ask("grace-minutes", "Minutes of grace", .bare),
            ]
        case "handover":
            return [
                ask("due", "When it is due, such as fri 18:00", .due), ask("grace-minutes", "Minutes of grace", .bare),
            ]
        case "response":
            return [
                ask("within-hours", "Within how many hours", .bare),
                ask("within-days", "Or within how many days", .bare),
                ask("runs-from", "From when: sent, delivered, received or viewed, if said", .text),
                ask("needs-reply", "Topics that need an answer, with commas between", .list),
                ask("counts", "What counts as the answer: any-reply or linked", .text),
            ]
        case "notice":
            return [
                ask("of", "Topics of the events, with commas between", .list, true),
                ask("before-hours", "How many hours before the event", .bare),
                ask("before-days", "Or how many days before", .bare),
                ask("after-hours", "Or how many hours after", .bare),
                ask("after-days", "Or how many days after", .bare),
                ask("counts", "What counts as notice: any-notice or linked", .text),
            ]
        case "place":
            return [
                ask("allowed", "The only places, with commas between", .list),
                ask("excluded", "Or places where it shall not be, with commas between", .list),
                ask("present", "Who has to be there: one of these, with commas between", .list),
            ]
        case "distance":
            return [
                ask("within", "The distance, as a number", .bare, true),
                ask("unit", "In metres, kilometres, feet, yards or miles", .text),
                ask("of", "The place and where it is, such as home 51.5007, -0.1246", .place, true),
            ]
        default: preconditionFailure("a kind without questions")
        }
    }

    /// The rule as TOML.
    ///
    /// - Parameter answers: By key; empty ones are left out.
    /// - Throws: `CaseError.usage` saying which answer cannot be read.
    package func toml(_ answers: [String: String]) throws -> String {
        var text = "[[rule]]\n"
        for question in common.prefix(1) + [Question(key: "kind", text: "", form: .text)] + common.dropFirst()
            + own
        {
            let answer = (question.key == "kind" ? kind : answers[question.key] ?? "").trimmed
            if !answer.isEmpty { text += "\(question.key) = \(question.form.toml(answer))\n" }
        }
        _ = try RuleTrial.book(Array(text.utf8))
        return text
    }
}

extension RuleQuestions.Form {
    fileprivate func toml(_ answer: String) -> String {
        switch self {
        case .text: Self.quoted(answer)
        case .bare: answer
        case .list:
            "[" + answer.split(separator: ",").map { Self.quoted(String($0).trimmed) }.joined(separator: ", ") + "]"
        case .due: Self.due(answer)
        case .place: Self.place(answer)
        case .window:
            "[{ "
                + zip(["from", "until"], answer.replacing("to", with: " ").split(separator: " "))
                .map { "\($0) = \(Self.time(String($1)))" }.joined(separator: ", ") + " }]"
        }
    }

    private static func due(_ answer: String) -> String {
        let parts = answer.split { $0 == " " || $0 == "," }.map(String.init)
        let days = parts.filter { !$0.contains(":") }.map { quoted($0.lowercased()) }
        let at = parts.first { $0.contains(":") }.map { "at = \(time($0))" }
        let on = days.isEmpty ? nil : "days = [\(days.joined(separator: ", "))]"
        return "[{ \([on, at].compactMap { $0 }.joined(separator: ", ")) }]"
    }

    /// The list of the rule's one place, and the table of the book's places after it.
    private static func place(_ answer: String) -> String {
        let start = answer.firstIndex { $0.isNumber || $0 == "-" || $0 == "+" } ?? answer.endIndex
        let name = String(answer[..<start]).trimmed
        guard start < answer.endIndex else { return "[\(quoted(name))]" }
        return "[\(quoted(name))]\n\n[places]\n\(quoted(name)) = \(quoted(String(answer[start...]).trimmed))"
    }

    private static func time(_ text: String) -> String {
        text.split(separator: ":").count == 2 ? text + ":00" : text
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\t": quoted += "\\t"
            case "\n": quoted += "\\n"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
