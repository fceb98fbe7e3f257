/// One slot with its connection.
///
/// As in ``EventLoop``, state needs no check for exclusive access.
final class SocketConnection {
  /// The state of the connection.
  enum State {
    /// There is no connection.
    case closed
    /// A connection is being opened.
    case connecting
    /// A connection is open and unused.
    case idle
    /// The request is partly sent.
    case sending
    /// The request is sent; the answer is pending.
    case waiting
  }

  let verifier: any ResponseVerifier
  @exclusivity(unchecked) var exchange: Exchange
  @exclusivity(unchecked) var reader: ResponseReader
  @exclusivity(unchecked) var state = State.closed
  @exclusivity(unchecked) var wire: Wire?
  /// Written bytes of the request.
  @exclusivity(unchecked) var written = 0
  /// Requests sent on the connection.
  @exclusivity(unchecked) var carried = 0
  /// When the last byte arrived.
  @exclusivity(unchecked) var lastByte: Nanoseconds = 0

  init(slot: Int, verifier: any ResponseVerifier, maximumBody: Int) {
    self.verifier = verifier
    exchange = Exchange(slot: slot, request: 0, started: 0)
    reader = ResponseReader(maximumBody: maximumBody)
  }

  /// Prepares for a request.
  func begin(request: Int, method: LoadRequest.Method, at now: Nanoseconds) {
    exchange = Exchange(slot: exchange.slot, request: request, started: now)
    reader.begin(method: method)
    written = 0
    verifier.begin(request: request)
  }

  /// Whether a request is pending.
  var isPending: Bool { state != .closed && state != .idle }

  /// Whether a failed request may be sent again: the server may have closed the kept connection before
  /// the request arrived.
  var mayRetry: Bool { carried > 1 && !reader.hasBegun && exchange.retries == 0 }

  /// The fault for the first exceeded limit, if any.
  func exceededLimit(_ limits: Timeouts, at now: Nanoseconds) -> Fault? {
    let (deadline, fault) = nextLimit(limits)
    let last = exchange.started + limits.total.nanoseconds
    if now <= min(deadline, last) { return nil }
    return deadline <= last ? fault : .totalTimeout
  }

  private func nextLimit(_ limits: Timeouts) -> (Nanoseconds, Fault) {
    if state == .connecting {
      return (exchange.started + limits.connect.nanoseconds, .connectTimeout)
    }
    if reader.hasBegun { return (lastByte + limits.idle.nanoseconds, .idleTimeout) }
    return (exchange.sent + limits.firstByte.nanoseconds, .firstByteTimeout)
  }

  /// Parses received bytes.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, at now: Nanoseconds) -> ResponseReader.Progress {
    if !reader.hasBegun { exchange.firstByte = now }
    lastByte = now
    let verifier = verifier
    return reader.read(bytes.span) { verifier.body($0) }
  }

  /// Verifies the complete response.
  func complete(at now: Nanoseconds) {
    exchange.done = now
    exchange.status = reader.status
    exchange.bodyBytes = reader.bodyBytes
    let summary = ResponseSummary(status: reader.status, bodyBytes: reader.bodyBytes)
    exchange.outcome = reader.withFields { Outcome(verifying: summary, fields: $0, by: verifier) }
  }

  /// Records a failure.
  func fail(_ fault: Fault, at now: Nanoseconds) {
    exchange.done = now
    exchange.bodyBytes = reader.bodyBytes
    exchange.outcome = .fault(fault)
  }
}
