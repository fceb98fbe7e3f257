import Synchronization

extension HTTPClient {
  /// Fetches a resource and hands over its body part by part, for downloads that are kept in a file
  /// and go on after an interruption.
  ///
  /// What was handed over before an error is the caller's to keep. An error that `receive` throws
  /// ends the transfer and is thrown.
  ///
  /// The whole transfer may take `timeout`, and stand still for `idleTimeout`, in whole seconds.
  ///
  /// - Returns: The answer, with an empty body.
  /// - Throws: ``HTTPClientError``, what `receive` throws, or `CancellationError`.
  public func stream(
    _ url: String, headers: [HeaderField] = [], timeout: Duration = .seconds(3600),
    idleTimeout: Duration = .seconds(60), maximumRedirects: Int = 0,
    _ receive: @escaping @Sendable (ResponsePart) throws -> Void
  ) async throws -> HTTPResponse {
    let isCancelled = CancellationFlag()
    let refusal = Refusal()
    let fetch = Fetch(
      url: url, method: .get, headers: headers, timeout: timeout,
      maximumRedirects: maximumRedirects, maximumBodyBytes: maximumBodyBytes,
      isCancelled: isCancelled,
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

/// Bytes of a body as they come, with the head of their answer.
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

  /// The value of the first header field of that name, in whatever case.
  public func value(ofField name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// Why the receiver of a stream wants no more.
private final class Refusal: Sendable {
  let error = Mutex<(any Error)?>(nil)
}
