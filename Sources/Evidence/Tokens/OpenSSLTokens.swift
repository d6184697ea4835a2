#if Tokens
    import COpenSSL
    import Ledger

    #if canImport(Glibc)
        import Glibc
    #else
        import Darwin
    #endif

    /// Time-stamp tokens through OpenSSL's own functions; pointers stay in this file.
    struct OpenSSLTokens: TokenChecking {
        func query(sha256: [UInt8], nonce: [UInt8]) -> [UInt8] {
            guard let request = Self.request(imprint: sha256, nonce: nonce) else {
                preconditionFailure("a query is made of a SHA-256 and a nonce")
            }
            defer { TS_REQ_free(request) }
            return Self.der { i2d_TS_REQ(request, $0) }
        }

        func read(query: [UInt8]) -> (imprint: [UInt8], nonce: [UInt8])? {
            guard let request = Self.parse(query, d2i_TS_REQ, free: TS_REQ_free) else { return nil }
            defer { TS_REQ_free(request) }
            guard let nonce = TS_REQ_get_nonce(request), let imprint = Self.hash(TS_REQ_get_msg_imprint(request))
            else { return nil }
            return (imprint, Self.bytes(nonce))
        }

        func imprint(of token: [UInt8]) -> [UInt8]? {
            guard let opened = try? Self.open(token) else { return nil }
            defer { Self.close(opened) }
            return Self.hash(TS_TST_INFO_get_msg_imprint(opened.info))
        }

        func certificates(in file: [UInt8]) -> [[UInt8]] {
            defer { ERR_clear_error() }
            var found = [[UInt8]]()
            func take(_ certificate: OpaquePointer) {
                found.append(Self.der { i2d_X509(certificate, $0) })
                X509_free(certificate)
            }
            if let pem = BIO_new_mem_buf(file, Int32(clamping: file.count)) {
                while found.count < TokenFormat.certificateLimit,
                    let certificate = PEM_read_bio_X509(pem, nil, nil, nil)
                {
                    take(certificate)
                }
                BIO_free(pem)
            }
            guard found.isEmpty else { return found }
            file.withUnsafeBufferPointer { buffer in
                var place = buffer.baseAddress
                while found.count < TokenFormat.certificateLimit, let start = buffer.baseAddress, let here = place,
                    here < start + buffer.count, let certificate = d2i_X509(nil, &place, start + buffer.count - here)
                {
                    take(certificate)
                }
            }
            return found
        }

        func check(
            _ bytes: [UInt8], imprint: [UInt8], nonce: [UInt8]?, trust: TokenTrust
        ) throws(TokenError) -> Token {
            guard bytes.count <= TokenFormat.byteLimit else { throw .tooLong(byteCount: bytes.count) }
            ERR_clear_error()
            let opened = try Self.open(bytes)
            defer { Self.close(opened) }
            let (reply, token, info) = opened
            guard Self.hash(TS_TST_INFO_get_msg_imprint(info)) == imprint else { throw .otherImprint }
            guard let time = Self.time(info) else { throw .notAToken }
            guard Self.isSHA2(token) else { throw .weakHash }
            guard let context = TS_VERIFY_CTX_new(), let request = Self.request(imprint: imprint, nonce: nonce) else {
                throw .otherImprint
            }
            defer {
                TS_VERIFY_CTX_free(context)
                TS_REQ_free(request)
            }
            guard TS_REQ_to_TS_VERIFY_CTX(request, context) != nil else { throw .otherImprint }
            TS_VERIFY_CTX_add_flags(context, 1)  // TS_VFY_SIGNATURE, a macro with a cast
            let store = TrustStore(trust, at: time.whole)
            store.lend(to: context)
            let isGood = reply.map { TS_RESP_verify_response(context, $0) } ?? TS_RESP_verify_token(context, token)
            guard isGood == 1 else { throw Self.failure { store.chain(of: token).code } }
            let chain = store.chain(of: token)
            guard chain.code == X509_V_OK, let signer = chain.signer else { throw .chain(code: Int(chain.code)) }
            return Token(
                time: Instant(seconds: time.roundedUp), accuracySeconds: Self.accuracy(info), signer: signer,
                chain: chain.certificates, policy: Self.policy(info))
        }

        // MARK: Reading

        private typealias Opened = (
            reply: OpaquePointer?, token: UnsafeMutablePointer<PKCS7>, info: OpaquePointer
        )

        /// A reply, which owns the other two, or a token and what is in it.
        private static func open(_ bytes: [UInt8]) throws(TokenError) -> Opened {
            if let reply = parse(bytes, d2i_TS_RESP, free: TS_RESP_free) {
                if let token = TS_RESP_get_token(reply), let info = TS_RESP_get_tst_info(reply) {
                    return (reply, token, info)
                }
                defer { TS_RESP_free(reply) }
                let status = TS_RESP_get_status_info(reply).flatMap { TS_STATUS_INFO_get0_status($0) }
                throw .notGranted(status: status.map { ASN1_INTEGER_get($0) } ?? -1)
            }
            guard let token = parse(bytes, d2i_PKCS7, free: PKCS7_free) else { throw .notAToken }
            guard let info = PKCS7_to_TS_TST_INFO(token) else {
                PKCS7_free(token)
                throw .notAToken
            }
            return (nil, token, info)
        }

        private static func close(_ opened: Opened) {
            if let reply = opened.reply { return TS_RESP_free(reply) }
            TS_TST_INFO_free(opened.info)
            PKCS7_free(opened.token)
        }

        /// What `read` makes of all of the bytes; nil if it leaves some.
        private static func parse<Value>(
            _ bytes: [UInt8],
            _ read: (UnsafeMutablePointer<Value?>?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, Int) -> Value?,
            free: (Value?) -> Void
        ) -> Value? {
            defer { ERR_clear_error() }
            guard bytes.count <= TokenFormat.byteLimit else { return nil }
            return bytes.withUnsafeBufferPointer { buffer in
                var place = buffer.baseAddress
                guard let value = read(nil, &place, buffer.count) else { return nil }
                if place == buffer.baseAddress?.advanced(by: buffer.count) { return value }
                free(value)
                return nil
            }
        }

        /// The SHA-2 hash in an imprint; nil for another.
        private static func hash(_ imprint: OpaquePointer?) -> [UInt8]? {
            guard let imprint, let algorithm = TS_MSG_IMPRINT_get_algo(imprint),
                let kind = HashKind(algorithm.pointee.algorithm), let text = TS_MSG_IMPRINT_get_msg(imprint)
            else { return nil }
            let hash = bytes(text)
            return hash.count == kind.byteCount ? hash : nil
        }

        /// The token's time in seconds since 1970, and the same with a fraction rounded up.
        private static func time(_ info: OpaquePointer) -> (whole: Int, roundedUp: Int)? {
            var parts = tm()
            guard let stamp = TS_TST_INFO_get_time(info), ASN1_TIME_to_tm(stamp, &parts) == 1 else { return nil }
            let whole = timegm(&parts)
            return (whole, bytes(stamp).contains(UInt8(ascii: ".")) ? whole + 1 : whole)
        }

        private static func accuracy(_ info: OpaquePointer) -> Int? {
            guard let accuracy = TS_TST_INFO_get_accuracy(info) else { return nil }
            let seconds = TS_ACCURACY_get_seconds(accuracy).map { ASN1_INTEGER_get($0) } ?? 0
            let parts = [TS_ACCURACY_get_millis(accuracy), TS_ACCURACY_get_micros(accuracy)]
            let hasPart = parts.contains { $0.map { ASN1_INTEGER_get($0) > 0 } ?? false }
            return seconds < 0 || seconds > 1 << 31 ? nil : seconds + (hasPart ? 1 : 0)
        }

        private static func policy(_ info: OpaquePointer) -> String {
            guard let policy = TS_TST_INFO_get_policy_id(info) else { return "" }
            var text = [CChar](repeating: 0, count: 256)
            OBJ_obj2txt(&text, Int32(text.count), policy, 1)
            return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }

        private static func isSHA2(_ token: UnsafeMutablePointer<PKCS7>) -> Bool {
            guard let signers = PKCS7_get_signer_info(token) else { return false }
            return (0..<OPENSSL_sk_num(signers)).allSatisfy { index in
                let signer = OPENSSL_sk_value(signers, index)?.assumingMemoryBound(to: PKCS7_SIGNER_INFO.self)
                return signer.flatMap { HashKind($0.pointee.digest_alg.pointee.algorithm) } != nil
            }
        }

        /// What OpenSSL noted, as one of ours.
        private static func failure(chainCode: () -> Int32) -> TokenError {
            var reasons = Set<Int32>()
            while case let code = ERR_get_error(), code != 0 {
                // Other libraries give the same numbers other meanings.
                if ERR_GET_LIB(code) == ERR_LIB_TS { reasons.insert(ERR_GET_REASON(code)) }
            }
            if !reasons.isDisjoint(with: [TS_R_NONCE_MISMATCH, TS_R_NONCE_NOT_RETURNED]) { return .otherNonce }
            if reasons.contains(TS_R_MESSAGE_IMPRINT_MISMATCH) { return .otherImprint }
            if reasons.contains(TS_R_CERTIFICATE_VERIFY_ERROR) { return .chain(code: Int(chainCode())) }
            return .signature
        }

        // MARK: Writing

        private static func request(imprint: [UInt8], nonce: [UInt8]?) -> OpaquePointer? {
            guard let kind = HashKind(byteCount: imprint.count), let request = TS_REQ_new(),
                let parts = TS_MSG_IMPRINT_new(), let algorithm = X509_ALGOR_new()
            else { return nil }
            defer {
                TS_MSG_IMPRINT_free(parts)
                X509_ALGOR_free(algorithm)
            }
            var hash = imprint
            X509_ALGOR_set0(algorithm, OBJ_nid2obj(kind.rawValue), V_ASN1_NULL, nil)
            TS_MSG_IMPRINT_set_algo(parts, algorithm)
            TS_MSG_IMPRINT_set_msg(parts, &hash, Int32(hash.count))
            TS_REQ_set_version(request, 1)
            TS_REQ_set_msg_imprint(request, parts)
            TS_REQ_set_cert_req(request, 1)
            guard let nonce else { return request }
            let number = BN_bin2bn(nonce, Int32(nonce.count), nil)
            let integer = BN_to_ASN1_INTEGER(number, nil)
            TS_REQ_set_nonce(request, integer)
            BN_free(number)
            ASN1_INTEGER_free(integer)
            return request
        }

        fileprivate static func der(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8]
        {
            [UInt8](unsafeUninitializedCapacity: max(0, Int(write(nil)))) { buffer, count in
                var place = buffer.baseAddress
                count = buffer.isEmpty ? 0 : Int(write(&place))
            }
        }

        fileprivate static func bytes(_ string: UnsafePointer<ASN1_STRING>) -> [UInt8] {
            Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(string), count: Int(ASN1_STRING_length(string))))
        }
    }

    /// The hashes that are taken, by OpenSSL's numbers.
    private enum HashKind: Int32, CaseIterable {
        case sha256 = 672
        case sha384, sha512

        var byteCount: Int {
            switch self {
            case .sha256: 32
            case .sha384: 48
            case .sha512: 64
            }
        }

        init?(_ object: OpaquePointer?) {
            guard let object else { return nil }
            self.init(rawValue: OBJ_obj2nid(object))
        }

        init?(byteCount: Int) {
            guard let kind = Self.allCases.first(where: { $0.byteCount == byteCount }) else { return nil }
            self = kind
        }
    }

    /// Roots and the certificates between, checked at one moment.
    private final class TrustStore {
        private let store: OpaquePointer?
        /// Certificates that may lie between signer and root.
        private let others = OPENSSL_sk_new_null()

        init(_ trust: TokenTrust, at seconds: Int) {
            store = X509_STORE_new()
            switch trust {
            case .system: X509_STORE_set_default_paths(store)
            case .chain(let certificates):
                for certificate in certificates.prefix(TokenFormat.certificateLimit) {
                    add(certificate)
                }
            }
            let rules = X509_STORE_get0_param(store)
            X509_VERIFY_PARAM_set_time(rules, time_t(seconds))
            // 112 bits: RSA from 2048 bits, and SHA-2 below the root.
            X509_VERIFY_PARAM_set_auth_level(rules, 2)
            ERR_clear_error()
        }

        /// Gives the context what it needs; it frees its own share.
        func lend(to context: OpaquePointer) {
            X509_STORE_up_ref(store)
            TS_VERIFY_CTX_set_store(context, store)
            TS_VERIFY_CTX_set_certs(context, X509_chain_up_ref(others))
        }

        /// From the token's signer to a root, and what OpenSSL says about it.
        func chain(of token: UnsafeMutablePointer<PKCS7>) -> (code: Int32, signer: String?, certificates: [[UInt8]]) {
            let failed = (code: X509_V_ERR_UNSPECIFIED, signer: String?.none, certificates: [[UInt8]]())
            guard let signers = PKCS7_get0_signers(token, others, 0) else { return failed }
            defer { OPENSSL_sk_free(signers) }
            guard OPENSSL_sk_num(signers) == 1, let context = X509_STORE_CTX_new() else { return failed }
            defer { X509_STORE_CTX_free(context) }
            let between = OPENSSL_sk_dup(others)
            defer { OPENSSL_sk_free(between) }
            let inToken = token.pointee.d.sign?.pointee.cert
            for index in 0..<max(0, OPENSSL_sk_num(inToken)) {
                OPENSSL_sk_push(between, OPENSSL_sk_value(inToken, index))
            }
            let signer = OpaquePointer(OPENSSL_sk_value(signers, 0))
            guard X509_STORE_CTX_init(context, store, signer, between) == 1 else { return failed }
            X509_STORE_CTX_set_purpose(context, X509_PURPOSE_TIMESTAMP_SIGN)
            X509_verify_cert(context)
            let code = X509_STORE_CTX_get_error(context)
            let chain = X509_STORE_CTX_get0_chain(context)
            let certificates = (0..<max(0, OPENSSL_sk_num(chain))).map { index in
                OpenSSLTokens.der { i2d_X509(OpaquePointer(OPENSSL_sk_value(chain, index)), $0) }
            }
            return (code, Self.name(signer), certificates)
        }

        private func add(_ bytes: [UInt8]) {
            let read = bytes.withUnsafeBufferPointer { buffer in
                var place = buffer.baseAddress
                return d2i_X509(nil, &place, buffer.count)
            }
            guard let certificate = read else { return }
            if X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) == 0 {
                X509_STORE_add_cert(store, certificate)
                X509_free(certificate)
            } else {
                OPENSSL_sk_push(others, UnsafeRawPointer(certificate))
            }
        }

        private static func name(_ certificate: OpaquePointer?) -> String {
            let name = X509_get_subject_name(certificate)
            for part in [NID_commonName, NID_organizationName] {
                let index = X509_NAME_get_index_by_NID(name, part, -1)
                guard index >= 0, let value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)) else {
                    continue
                }
                var text: UnsafeMutablePointer<UInt8>?
                let count = ASN1_STRING_to_UTF8(&text, value)
                guard count > 0, let text else { continue }
                defer { CRYPTO_free(text, nil, 0) }
                return String(decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self)
            }
            return "a certificate without a name"
        }

        deinit {
            X509_STORE_free(store)
            OPENSSL_sk_pop_free(others) { X509_free(OpaquePointer($0)) }
        }
    }
#endif
