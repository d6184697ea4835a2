import Foundation
import Ledger

/// Writes the sample as the Android app SMS Backup & Restore writes a phone's texts and calls.
struct SampleBackup {
    let month: SampleMonth

    /// When text `index` was sent or received: the sample says minutes, a phone knows seconds.
    func moment(ofText index: Int) throws -> Instant {
        try month.moment(SampleTexts.all[index].time, second: (index * 17 + 5) % 60)
    }

    func texts() throws -> String {
        let items = try SampleTexts.all.indices.map { index in
            let text = SampleTexts.all[index]
            return try text.picture.map { try mms(text, $0, index) } ?? sms(text, index)
        }
        return document("smses", items)
    }

    func calls() throws -> String {
        let items = try SampleCalls.all.enumerated().map { index, call in
            let at = try month.moment(call.time, second: (index * 23 + 11) % 60)
            let type = call.isMine ? 2 : call.seconds > 0 ? 1 : 3
            return "  <call "
                + Self.attributes([
                    ("number", call.other.number), ("duration", "\(call.seconds)"), ("date", "\(at.milliseconds)"),
                    ("type", "\(type)"), ("presentation", "1"), ("readable_date", readable(at)),
                    ("contact_name", call.other.rawValue),
                ]) + " />\n"
        }
        return document("calls", items)
    }

    private func document(_ name: String, _ items: [String]) -> String {
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<\(name) count=\"\(items.count)\">\n"
            + items.joined() + "</\(name)>\n"
    }

    private func sms(_ text: SampleText, _ index: Int) throws -> String {
        let at = try moment(ofText: index)
        return "  <sms "
            + Self.attributes([
                ("protocol", "0"), ("address", text.other.number), ("date", "\(at.milliseconds)"),
                ("type", text.isUnsent ? "3" : text.isMine ? "2" : "1"), ("subject", "null"), ("body", text.words),
                ("toa", "null"), ("sc_toa", "null"), ("service_center", "null"), ("read", "1"), ("status", "-1"),
                ("locked", "0"), ("date_sent", "\(text.isMine ? 0 : at.milliseconds - 2000)"),
                ("readable_date", readable(at)), ("contact_name", text.other.rawValue),
            ]) + " />\n"
    }

    private func mms(_ text: SampleText, _ picture: SamplePicture, _ index: Int) throws -> String {
        let at = try moment(ofText: index)
        let (sender, receiver): (SamplePerson, SamplePerson) = text.isMine ? (.me, text.other) : (text.other, .me)
        let head = Self.attributes([
            ("date", "\(at.milliseconds)"), ("ct_t", "application/vnd.wap.multipart.related"),
            ("msg_box", text.isMine ? "2" : "1"), ("address", text.other.number),
            ("m_type", text.isMine ? "128" : "132"),
            ("m_id", "sample-\(index)@mms.example"), ("sub", "null"), ("read", "1"),
            ("date_sent", "\(at.milliseconds / 1000 - 2)"), ("readable_date", readable(at)),
            ("contact_name", text.other.rawValue),
        ])
        let words = Self.attributes([
            ("seq", "0"), ("ct", "text/plain"), ("name", "text.txt"), ("chset", "106"), ("text", text.words),
        ])
        let file = Self.attributes([
            ("seq", "1"), ("ct", "image/png"), ("name", picture.fileName), ("fn", picture.fileName),
            ("cl", picture.fileName), ("text", "null"), ("data", Data(picture.png).base64EncodedString()),
        ])
        return """
              <mms \(head)>
                <parts>
                  <part \(words) />
                  <part \(file) />
                </parts>
                <addrs>
                  <addr address="\(sender.number)" type="137" charset="106" />
                  <addr address="\(receiver.number)" type="151" charset="106" />
                </addrs>
              </mms>

            """
    }

    private func readable(_ moment: Instant) -> String {
        String(month.zone.localTime(of: moment).wall.text.map { $0 == "T" ? " " : $0 })
    }

    private static func attributes(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: " ")
    }

    /// The app writes a character above U+FFFF as two references, one for each half of its UTF-16 form.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case _ where scalar.value > 0xFFFF:
                for half in String(scalar).utf16 { result += "&#\(half);" }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
