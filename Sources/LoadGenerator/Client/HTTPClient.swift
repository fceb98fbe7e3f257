import Synchronization

/// Fetches single resources, for probes and downloads.
///
/// Each fetch uses a new thread and a new connection. Proxies of the environment apply, except for this
/// host.
public struct HTTPClient: Sendable {
  /// The maximum length in bytes of a body that is returned as a whole; a larger one is an error.
  public var maximumBodyBytes: Int
  /// Whether content codings such as gzip are decoded if a server applies one unasked.
  public var decodesContent: Bool
  /// Whether connections to loopback, private and link-local addresses are refused.
  public var refusesPrivateAddresses = false
  /// Header fields of every request, unless the request has its own.
  ///
  /// After a redirect to another host, libcurl does not send `Authorization` and `Cookie`.
  public var headers: [HeaderField] = []

  /// Creates a client.
  public init(maximumBodyBytes: Int = 1 << 25, decodesContent: Bool = false) {
    self.maximumBodyBytes = maximumBodyBytes
    self.decodesContent = decodesContent
  }

  /// Fetches an `http` or `https` URL and reads the body to its end.
  ///
  /// Returns every complete answer, whatever its status. With `maximumRedirects` 0, a redirect is an
  /// answer like others.
  ///
  /// ``ConnectionSettings/current`` applies; its limit replaces `timeout`.
  ///
  /// - Throws: ``HTTPClientError``, or `CancellationError` soon after the task is cancelled.
  public func fetch(
    _ url: String, method: LoadRequest.Method = .get, headers: [HeaderField] = [],
    timeout: Duration = .seconds(30), maximumRedirects: Int = 0
  ) async throws -> HTTPResponse {
    let isCancelled = CancellationFlag()
    let settings = ConnectionSettings.current
    let fetch = Fetch(
      url: url, method: method, headers: settings.headers(headers, for: url),
      timeout: settings.timeout ?? timeout, settings: settings,
      maximumRedirects: maximumRedirects, client: self, isCancelled: isCancelled)
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
  /// The header fields in the order of arrival.
  public var headers: [HeaderField]
  /// The body; a content encoding is decoded only if the client does so.
  public var body: [UInt8]
  /// The URL that answered, after redirects.
  public var finalURL: String

  /// Creates an answer.
  public init(status: Int, headers: [HeaderField], body: [UInt8], finalURL: String) {
    self.status = status
    self.headers = headers
    self.body = body
    self.finalURL = finalURL
  }

  /// The value of the first header field with a name, ignoring case.
  public func value(ofField name: String) -> String? {
    headers.value(ofField: name)
  }
}

/// A fetch failed.
public struct HTTPClientError: Error, Hashable, Sendable {
  /// The requested URL.
  public var url: String
  /// Host and port, or the URL if it has none.
  public var address: String
  /// The kind of failure.
  public var fault: Fault
  /// Details in addition to the kind; may be empty.
  public var detail: String
  /// Whether the request was not sent because of its URL or the address of its server.
  public var isRefused: Bool

  /// Creates an error.
  public init(
    url: String, address: String, fault: Fault, detail: String, isRefused: Bool = false
  ) {
    self.url = url
    self.address = address
    self.fault = fault
    self.detail = detail
    self.isRefused = isRefused
  }

  /// Whether the same request would fail again.
  public var isPermanent: Bool {
    if isRefused { return true }
    return switch fault {
    case .nameFailure, .tlsFailure, .tooManyRedirects, .tooLarge, .malformed: true
    default: false
    }
  }
}

extension HTTPClientError: CustomStringConvertible {
  /// The URL, the cause, and the detail in brackets.
  public var description: String {
    "\(url): \(cause)" + (detail.isEmpty ? "" : " (\(detail))")
  }

  private var cause: String {
    switch fault {
    case .refused: "nothing listens at \(address)"
    case .unreachable: "\(address) cannot be reached"
    case .generatorLimit:
      "this process has no file descriptor, memory or local port left for \(address)"
    case .reset: "\(address) closed the connection without an answer"
    case .connectTimeout: "no connection to \(address) in time"
    case .firstByteTimeout: "\(address) did not begin to answer in time"
    case .idleTimeout: "\(address) stopped within its answer"
    case .totalTimeout: "\(address) did not complete its answer in time"
    case .truncated: "\(address) closed the connection within its answer"
    case .malformed: "the answer of \(address) is not valid HTTP"
    case .tooLarge: "the answer of \(address) is too large"
    case .nameFailure: "the host name of \(address) does not resolve"
    case .tlsFailure: "no trusted TLS connection to \(address)"
    case .tooManyRedirects: "\(address) redirects too often"
    case .backPressure: "\(address) is overloaded"
    case .transport: "the transfer from \(address) failed"
    }
  }
}

/// Whether the task of a fetch is cancelled.
final class CancellationFlag: Sendable {
  let value = Atomic<Bool>(false)
}
