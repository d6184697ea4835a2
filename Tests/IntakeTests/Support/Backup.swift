#if Expat
    @testable import Intake

    /// Small backups as the app writes them.
    enum Backup {
        static func smses(_ items: String..., count: Int? = nil) -> String {
            """
            <?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
            <?xml-stylesheet type="text/xsl" href="sms.xsl"?>
            <smses count="\(count ?? items.count)" backup_set="set" backup_date="1772539200000" type="full">
            \(items.map { "  \($0)\n" }.joined())</smses>

            """
        }

        static func calls(_ items: String...) -> String {
            "<?xml version='1.0' encoding='UTF-8'?>\n<calls count=\"\(items.count)\">\n"
                + items.map { "  \($0)\n" }.joined() + "</calls>\n"
        }

        static func sms(
            _ body: String, from address: String = "+15550100200", type: Int = 1, date: String = "1772539200123",
            sent: String = "0"
        ) -> String {
            "<sms protocol=\"0\" address=\"\(address)\" date=\"\(date)\" type=\"\(type)\" subject=\"null\" "
                + "body=\"\(body)\" toa=\"null\" read=\"1\" date_sent=\"\(sent)\" readable_date=\"3 Mar\" "
                + "contact_name=\"J &amp; R\" />"
        }

        static func call(_ number: String, type: Int, duration: Int, presentation: Int = 1) -> String {
            "<call number=\"\(number)\" duration=\"\(duration)\" date=\"1772539200000\" type=\"\(type)\" "
                + "presentation=\"\(presentation)\" readable_date=\"null\" contact_name=\"null\" />"
        }

        static func mms(
            _ address: String, box: Int = 1, id: String = "null", type: Int = 132, sender: String = "+15550100200",
            subject: String = "null", parts: String
        ) -> String {
            """
            <mms date="1772539200000" msg_box="\(box)" address="\(address)" m_id="\(id)" m_type="\(type)" \
            sub="\(subject)" date_sent="1772539190">
                <parts>
                  \(parts)
                </parts>
                <addrs>
                  <addr address="\(sender)" type="137" charset="106" />
                  <addr address="insert-address-token" type="151" charset="106" />
                </addrs>
              </mms>
            """
        }

        static func text(_ text: String) -> String {
            "<part seq=\"0\" ct=\"text/plain\" name=\"t.txt\" text=\"\(text)\" />"
        }

        static func file(_ base64: String, name: String = "image.jpg", type: String = "image/jpeg") -> String {
            "<part seq=\"1\" ct=\"\(type)\" name=\"null\" fn=\"\(name)\" cl=\"null\" text=\"null\" data=\"\(base64)\" />"
        }
    }

    extension Imported {
        init(backup text: String, context: ImportContext = Family.context()) throws {
            try self.init(SourceFile(bytes: Array(text.utf8)), with: SMSBackup(), context: context)
        }
    }
#endif
