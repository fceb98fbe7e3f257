import Synchronization

/// Fetches single resources, for probes and downloads: everything that is not load.
///
/// Each fetch runs on a thread of its own over a new connection. Proxies of the environment are
/// used for other hosts than this one.
public struct HTTPClient: Sendable {
  /// Bodies larger than this many bytes are an error.
  public var maximumBodyBytes: Int

  /// Creates a client.
  public init(maximumBodyBytes: Int = 1 << 31) {
    self.maximumBodyBytes = maximumBodyBytes
  }

  /// Fetches a resource of `http` or `https` and reads the body to its end.
  ///
  /// Any complete answer is returned, whatever its status; with `maximumRedirects` 0 a redirect is
  /// an answer like others. Throws ``HTTPClientError``, and `CancellationError` soon after the
  /// task was cancelled.
  public func fetch(
    _ url: String, method: LoadRequest.Method = .get, headers: [HeaderField] = [],
    timeout: Duration = .seconds(30), maximumRedirects: Int = 0
  ) async throws -> HTTPResponse {
    let isCancelled = CancellationFlag()
    let fetch = Fetch(
      url: url, method: method, headers: headers, timeout: timeout,
      maximumRedirects: maximumRedirects, maximumBodyBytes: maximumBodyBytes,
      isCancelled: isCancelled)
    let result = try await withTaskCancellationHandler {
      try await onThread { Result { () throws(HTTPClientError) in try fetch.run() } }
    } onCancel: {
      isCancelled.value.store(true, ordering: .relaxed)
    }
    try Task.checkCancellation()
    return try result.get()
  }
}

/// A complete answer to a fetch.
public struct HTTPResponse: Hashable, Sendable {
  /// The status code.
  public var status: Int
  /// The header fields in the order in which they came.
  public var headers: [HeaderField]
  /// The body, with a content encoding as it was sent.
  public var body: [UInt8]
  /// The URL that answered, another one than asked for after redirects.
  public var finalURL: String

  /// Creates an answer.
  public init(status: Int, headers: [HeaderField], body: [UInt8], finalURL: String) {
    self.status = status
    self.headers = headers
    self.body = body
    self.finalURL = finalURL
  }

  /// The value of the first header field of that name, in whatever case.
  public func value(ofField name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// Why a fetch gave no answer.
public struct HTTPClientError: Error, Hashable, Sendable {
  /// The URL that was asked for.
  public var url: String
  /// Host and port of the connection, as far as the URL says them.
  public var address: String
  /// What went wrong.
  public var fault: Fault
  /// What is known beyond that; empty where the fault says it all.
  public var detail: String

  /// Creates an error.
  public init(url: String, address: String, fault: Fault, detail: String) {
    self.url = url
    self.address = address
    self.fault = fault
    self.detail = detail
  }
}

extension HTTPClientError: CustomStringConvertible {
  /// The URL, what went wrong with whom, and the detail in brackets.
  public var description: String {
    "\(url): \(cause)" + (detail.isEmpty ? "" : " (\(detail))")
  }

  private var cause: String {
    switch fault {
    case .refused: "nobody listens at \(address)"
    case .unreachable: "\(address) cannot be reached"
    case .reset: "\(address) closed the connection without an answer"
    case .connectTimeout: "no connection to \(address) in time"
    case .firstByteTimeout: "\(address) did not begin to answer in time"
    case .idleTimeout: "\(address) stopped within its answer"
    case .totalTimeout: "\(address) did not complete its answer in time"
    case .truncated: "\(address) closed the connection within its answer"
    case .malformed: "the answer of \(address) breaks the rules of HTTP"
    case .tooLarge: "the answer of \(address) is too large"
    case .nameFailure: "the host of \(address) has no address"
    case .tlsFailure: "no trusted TLS connection to \(address)"
    case .tooManyRedirects: "\(address) redirects too often"
    case .backPressure: "\(address) is overloaded"
    case .transport: "the transfer from \(address) failed"
    }
  }
}

/// Tells a fetch that its task was cancelled.
final class CancellationFlag: Sendable {
  let value = Atomic<Bool>(false)
}
