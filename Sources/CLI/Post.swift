#if Network
    import Casework
    import Foundation

    #if canImport(FoundationNetworking)
        import FoundationNetworking
    #endif

    /// The program's only way to other computers: one POST, no redirect, no cookie, nothing that names the program.
    enum Post {
        static func send(_ posting: Environment.Posting) throws -> [UInt8] {
            guard let url = URL(string: posting.address), ["http", "https"].contains(url.scheme), url.host != nil else {
                throw CaseError.usage("\(posting.address) is no http or https address. Nothing was sent.")
            }
            var request = URLRequest(url: url)
            request.httpMethod = "POST"
            request.httpBody = Data(posting.body)
            request.setValue(posting.contentType, forHTTPHeaderField: "Content-Type")
            request.setValue(posting.accepted, forHTTPHeaderField: "Accept")
            request.setValue("timestamp client", forHTTPHeaderField: "User-Agent")
            request.setValue("*", forHTTPHeaderField: "Accept-Language")
            let settings = URLSessionConfiguration.ephemeral
            settings.timeoutIntervalForRequest = 30
            settings.timeoutIntervalForResource = 60
            let reception = Reception(host: url.host ?? posting.address)
            let session = URLSession(configuration: settings, delegate: reception, delegateQueue: nil)
            defer { session.invalidateAndCancel() }
            session.dataTask(with: request).resume()
            return try reception.wait()
        }
    }

    /// Takes an answer in, as far as it may go.
    private final class Reception: NSObject, URLSessionDataDelegate, @unchecked Sendable {
        private let host: String
        private let isDone = DispatchSemaphore(value: 0)
        private let lock = NSLock()
        private var bytes: [UInt8] = []
        private var failure: CaseError?

        init(host: String) { self.host = host }

        func wait() throws -> [UInt8] {
            isDone.wait()
            return try lock.withLock {
                if let failure { throw failure }
                return bytes
            }
        }

        func urlSession(
            _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
            newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
        ) { completionHandler(nil) }

        func urlSession(
            _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
            completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
        ) {
            let status = (response as? HTTPURLResponse)?.statusCode ?? 0
            if status != 200 { fail("\(host) answered with status \(status).") }
            completionHandler(status == 200 ? .allow : .cancel)
        }

        func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
            let isTooLong = lock.withLock {
                bytes.append(contentsOf: data.prefix(Environment.postByteLimit + 1 - bytes.count))
                return bytes.count > Environment.postByteLimit
            }
            guard isTooLong else { return }
            fail("The answer of \(host) is longer than a stamp can be.")
            dataTask.cancel()
        }

        func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
            if error != nil { fail("\(host) could not be reached, or did not answer.") }
            // A redirect that is not followed ends without the call above.
            let status = (task.response as? HTTPURLResponse)?.statusCode ?? 0
            if status != 200 { fail("\(host) answered with status \(status).") }
            isDone.signal()
        }

        private func fail(_ what: String) {
            lock.withLock { failure = failure ?? CaseError.failed(what + " Nothing was saved.") }
        }
    }
#endif
