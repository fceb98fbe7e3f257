/// Verifies the responses of one connection while the load runs.
///
/// Called only on the thread of the connection's event loop: `begin` when a request is sent, `body` for
/// each part of the body, and `end` when the response is complete. After a failed transfer, the next
/// call is `begin`. An implementation must not block, and should not allocate for valid answers.
public protocol ResponseVerifier: AnyObject {
  /// A request is about to be sent; `request` is its index in the plan's table.
  func begin(request: Int)
  /// The next part of the body.
  func body(_ bytes: Span<UInt8>)
  /// Verifies the complete response.
  ///
  /// `fields` are the header fields as received: lines that end in CR LF, without the status line.
  ///
  /// - Returns: 0 for a valid response, otherwise 1 + an index into ``ResponseVerification/kinds``.
  func end(_ summary: ResponseSummary, fields: Span<UInt8>) -> Int
}

/// Creates the verifiers of a load and names the problems that they detect.
public protocol ResponseVerification: Sendable {
  /// The names of the problems in results: `wrong-size`, `empty`.
  var kinds: [String] { get }
  /// Creates a verifier for one connection of the event loop with the given index.
  func makeVerifier(thread: Int) -> any ResponseVerifier
}

/// The status and the size of a complete response.
public struct ResponseSummary: Sendable {
  /// The status code.
  public var status: Int
  /// Received bytes of the body.
  public var bodyBytes: Int
  /// Followed redirects.
  public var redirects: Int

  /// Creates a summary.
  public init(status: Int, bodyBytes: Int, redirects: Int = 0) {
    self.status = status
    self.bodyBytes = bodyBytes
    self.redirects = redirects
  }
}
