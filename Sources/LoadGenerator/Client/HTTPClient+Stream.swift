import Synchronization

extension HTTPClient {
  /// Fetches a resource and passes its body to `receive` part by part.
  ///
  /// The parts before an error remain valid, so that a caller can resume the download. An error of
  /// `receive` ends the transfer and is rethrown. ``ConnectionSettings/current`` applies, but for its
  /// limit.
  ///
  /// - Parameters:
  ///   - url: An `http` or `https` URL.
  ///   - headers: Additional header fields.
  ///   - timeout: The limit of the whole transfer.
  ///   - idleTimeout: The limit of a pause in the transfer, in whole seconds.
  ///   - maximumRedirects: The maximum number of redirects that are followed.
  ///   - receive: Receives each part of the body.
  /// - Returns: The answer, with an empty body.
  /// - Throws: ``HTTPClientError``, what `receive` throws, or `CancellationError`.
  public func stream(
    _ url: String, headers: [HeaderField] = [], timeout: Duration = .seconds(3600),
    idleTimeout: Duration = .seconds(60), maximumRedirects: Int = 0,
    _ receive: @escaping @Sendable (ResponsePart) throws -> Void
  ) async throws -> HTTPResponse {
    let isCancelled = CancellationFlag()
    let refusal = Refusal()
    let settings = ConnectionSettings.current
    let fetch = Fetch(
      url: url, method: .get, headers: settings.headers(headers, for: url), timeout: timeout,
      settings: settings,
      maximumRedirects: maximumRedirects, client: self, isCancelled: isCancelled,
      receiver: { part in
        do {
          try receive(part)
          return true
        } catch {
          refusal.error.withLock { $0 = error }
          return false
        }
      }, idleTimeout: idleTimeout)
    let result = try await withTaskCancellationHandler {
      try await onThread { Result { () throws(HTTPClientError) in try fetch.run() } }
    } onCancel: {
      isCancelled.value.store(true, ordering: .relaxed)
    }
    try Task.checkCancellation()
    if let error = refusal.error.withLock({ $0 }) { throw error }
    return try result.get()
  }
}

/// A part of a body, with the status and the header fields of its answer.
public struct ResponsePart: Hashable, Sendable {
  /// The status code.
  public var status: Int
  /// The header fields.
  public var headers: [HeaderField]
  /// The bytes.
  public var bytes: [UInt8]

  /// Creates a part.
  public init(status: Int, headers: [HeaderField], bytes: [UInt8]) {
    self.status = status
    self.headers = headers
    self.bytes = bytes
  }

  /// The value of the first header field with a name, ignoring case.
  public func value(ofField name: String) -> String? {
    headers.value(ofField: name)
  }
}

/// The error with which the receiver of a stream ended it.
private final class Refusal: Sendable {
  let error = Mutex<(any Error)?>(nil)
}
