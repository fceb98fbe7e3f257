/// One request and its outcome.
struct LoadExchange {
  /// Durations of the phases of opening a connection.
  struct Opening {
    var nameLookup: Nanoseconds
    var connect: Nanoseconds
    var tls: Nanoseconds?
  }

  /// The slot of the request: see ``Transport``.
  var slot: Int
  /// The request's index in the table.
  var request: Int
  /// When the request was passed to the transport.
  var started: Nanoseconds
  /// When the request was sent: later than `started` if a connection had to be opened.
  var sent: Nanoseconds
  /// When the first byte of the answer arrived.
  var firstByte: Nanoseconds
  /// When the last byte of the answer arrived, or the failure was detected.
  var done: Nanoseconds
  /// Bytes of the body.
  var bodyBytes = 0
  /// Followed redirects.
  var redirects = 0
  /// The phases of opening the connection, if one was opened for this request.
  var opening: Opening?
  /// How often the request was sent again because the server had closed a kept connection.
  var retries = 0
  /// The outcome.
  var outcome = Outcome.valid

  init(slot: Int, request: Int, started: Nanoseconds) {
    self.slot = slot
    self.request = request
    self.started = started
    sent = started
    firstByte = started
    done = started
  }
}

/// The outcome of a request.
enum Outcome: Equatable {
  /// The answer is complete, and the verifier accepts it.
  case valid
  /// The answer is complete but invalid; the index refers to the verification's kinds.
  case invalid(Int)
  /// There is no complete answer, or the server refused for overload.
  case fault(Fault)
}

/// The failures of requests that do not depend on the content of the answer.
public enum Fault: String, CaseIterable, Codable, Sendable {
  /// Nothing listens at the address.
  case refused
  /// The address cannot be reached.
  case unreachable
  /// The load generator itself has no file descriptor, memory or local port left.
  case generatorLimit = "generator-limit"
  /// The server reset the connection, or closed it before the first byte of the answer.
  case reset
  /// No connection within the limit, including name look-up and TLS.
  case connectTimeout = "connect-timeout"
  /// No byte of the answer within the limit.
  case firstByteTimeout = "first-byte-timeout"
  /// A pause within the answer exceeds the limit.
  case idleTimeout = "idle-timeout"
  /// No complete answer within the limit.
  case totalTimeout = "total-timeout"
  /// The server closed the connection within the answer.
  case truncated
  /// The answer is not valid HTTP.
  case malformed
  /// The header section or the body exceeds its limit.
  case tooLarge = "too-large"
  /// The host name does not resolve.
  case nameFailure = "name-failure"
  /// The TLS handshake failed, or the certificate is not trusted.
  case tlsFailure = "tls-failure"
  /// Too many redirects.
  case tooManyRedirects = "too-many-redirects"
  /// The server answered 503 with `Retry-After`, and the verifier did not expect it.
  case backPressure = "back-pressure"
  /// Any other error of libcurl.
  case transport
}
