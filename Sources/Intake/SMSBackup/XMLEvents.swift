#if Expat
    import CExpat

    /// What a piece of markup says.
    enum XMLEvent {
        case declaration(encoding: String?)
        /// Only the attributes asked for.
        case start(name: String, attributes: [String: String])
        case end(name: String)
    }

    /// Why a piece of markup is not well-formed: expat's error number.
    struct XMLFault: Error {
        var code: Int
    }

    /// The streaming XML parser expat, one piece of markup at a time. The only file that sees it.
    ///
    /// No entity beyond XML's own five is ever known to it: `SMSBackupFilter` refuses declarations.
    final class XMLEvents {
        private let parser: XML_Parser
        private let collected: Collected

        private final class Collected {
            var events: [XMLEvent] = []
            let wanted: Set<String>

            init(wanted: Set<String>) { self.wanted = wanted }
        }

        /// Nil if there is no memory for a parser.
        ///
        /// - Parameter attributes: The names of the attributes that events shall carry.
        init?(attributes: Set<String>) {
            guard let parser = XML_ParserCreate("UTF-8") else { return nil }
            self.parser = parser
            collected = Collected(wanted: attributes)
            XML_SetUserData(parser, Unmanaged.passUnretained(collected).toOpaque())
            XML_SetXmlDeclHandler(parser) { data, _, encoding, _ in
                XMLEvents.collected(data)?.events.append(.declaration(encoding: encoding.map { String(cString: $0) }))
            }
            XML_SetElementHandler(
                parser,
                { data, name, attributes in
                    guard let collected = XMLEvents.collected(data), let name else { return }
                    collected.events.append(
                        .start(
                            name: String(cString: name),
                            attributes: XMLEvents.attributes(attributes, wanted: collected.wanted)))
                },
                { data, name in
                    guard let name else { return }
                    XMLEvents.collected(data)?.events.append(.end(name: String(cString: name)))
                })
        }

        deinit { XML_ParserFree(parser) }

        /// Returns what `markup` says, which continues what was read before.
        func read(_ markup: [UInt8]) throws(XMLFault) -> [XMLEvent] {
            collected.events.removeAll(keepingCapacity: true)
            let status = markup.withUnsafeBytes {
                XML_Parse(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), 0)
            }
            guard status == XML_STATUS_OK else { throw fault }
            return collected.events
        }

        /// Says that the file ends here.
        func finish() throws(XMLFault) {
            guard XML_Parse(parser, nil, 0, 1) == XML_STATUS_OK else { throw fault }
        }

        private var fault: XMLFault { XMLFault(code: Int(XML_GetErrorCode(parser).rawValue)) }

        private static func collected(_ data: UnsafeMutableRawPointer?) -> Collected? {
            data.map { Unmanaged<Collected>.fromOpaque($0).takeUnretainedValue() }
        }

        /// Names and values in turn, up to a null pointer.
        private static func attributes(
            _ pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?, wanted: Set<String>
        ) -> [String: String] {
            guard var pair = pairs else { return [:] }
            var attributes: [String: String] = [:]
            while let name = pair[0], let value = pair[1] {
                let key = String(cString: name)
                if wanted.contains(key) { attributes[key] = String(cString: value) }
                pair += 2
            }
            return attributes
        }
    }
#endif
