/// One request and what became of it.
struct Exchange {
  /// Durations of the parts of opening a connection, in nanoseconds.
  struct Opening {
    var nameLookup: Nanoseconds
    var connect: Nanoseconds
    var tls: Nanoseconds?
  }

  /// The place for one request under way that it took: see ``Transport``.
  var slot: Int
  /// The request's index in the table.
  var request: Int
  /// When the transport took it.
  var started: Nanoseconds
  /// When it was sent: `started`, or later when a connection had to be opened first.
  var sent: Nanoseconds
  /// When the first byte of the answer came.
  var firstByte: Nanoseconds
  /// When the last byte of the answer came, or the failure was noticed.
  var done: Nanoseconds
  /// Bytes of the body.
  var bodyBytes = 0
  /// The status code, 0 before there is one.
  var status = 0
  /// Redirects that were followed.
  var redirects = 0
  /// The parts of opening a connection, when one was opened for this request.
  var opening: Opening?
  /// Times that the request was sent again because a kept connection turned out to be closed.
  var retries = 0
  /// The judgement.
  var outcome = Outcome.right

  init(slot: Int, request: Int, started: Nanoseconds) {
    self.slot = slot
    self.request = request
    self.started = started
    sent = started
    firstByte = started
    done = started
  }
}

/// What became of a request.
enum Outcome: Equatable {
  /// The answer was complete and the verifier found nothing wrong.
  case right
  /// The answer was complete, but wrong in the way with this index in the verification's kinds.
  case wrong(Int)
  /// There was no complete answer, or the server asked to be spared.
  case fault(Fault)
}

/// The ways in which a request fails without regard to what the answer says.
public enum Fault: String, CaseIterable, Codable, Sendable {
  /// Nobody listens at the address.
  case refused
  /// The address cannot be reached, or no local port is left.
  case unreachable
  /// The server broke the connection, or closed it before the first byte of the answer.
  case reset
  /// No connection within the limit, name look-up and TLS included.
  case connectTimeout = "connect-timeout"
  /// No byte of the answer within the limit.
  case firstByteTimeout = "first-byte-timeout"
  /// A pause within the answer over the limit.
  case idleTimeout = "idle-timeout"
  /// Not complete within the limit for the whole.
  case totalTimeout = "total-timeout"
  /// The connection was closed in an orderly way, but within the answer.
  case truncated
  /// The answer breaks the rules of HTTP.
  case malformed
  /// The header section or the body is over its limit.
  case tooLarge = "too-large"
  /// The host's name has no address.
  case nameFailure = "name-failure"
  /// TLS could not be agreed on, or the certificate is not trusted.
  case tlsFailure = "tls-failure"
  /// More redirects than are followed.
  case tooManyRedirects = "too-many-redirects"
  /// The server answered 503 with `Retry-After`, and the verifier did not expect that.
  case backPressure = "back-pressure"
  /// Anything else that libcurl reports.
  case transport
}
