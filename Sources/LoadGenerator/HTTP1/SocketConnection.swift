/// One place for a request under way, with the connection that it keeps.
///
/// As in ``EventLoop``, state needs no check for exclusive access.
final class SocketConnection {
  /// Where the connection stands.
  enum State {
    /// There is no connection.
    case closed
    /// A connection is being opened.
    case connecting
    /// A connection is open and carries nothing.
    case idle
    /// Bytes of the request remain to be written.
    case sending
    /// The request was sent.
    case waiting
  }

  let verifier: any ResponseVerifier
  @exclusivity(unchecked) var exchange: Exchange
  @exclusivity(unchecked) var reader: ResponseReader
  @exclusivity(unchecked) var state = State.closed
  @exclusivity(unchecked) var wire: Wire?
  /// Bytes of the request that were written.
  @exclusivity(unchecked) var written = 0
  /// Requests that the connection has carried.
  @exclusivity(unchecked) var carried = 0
  /// When the last byte came.
  @exclusivity(unchecked) var lastByte: Nanoseconds = 0

  init(slot: Int, verifier: any ResponseVerifier, maximumBody: Int) {
    self.verifier = verifier
    exchange = Exchange(slot: slot, request: 0, started: 0)
    reader = ResponseReader(maximumBody: maximumBody)
  }

  /// Makes ready for a request.
  func begin(request: Int, method: LoadRequest.Method, at now: Nanoseconds) {
    exchange = Exchange(slot: exchange.slot, request: request, started: now)
    reader.begin(method: method)
    written = 0
    verifier.begin(request: request)
  }

  /// Whether a request is under way.
  var isUnderWay: Bool { state != .closed && state != .idle }

  /// Whether a failed request may be sent once more: over a connection that had been kept, and of
  /// whose closing the server may not have told us in time.
  var mayRetry: Bool { carried > 1 && !reader.hasBegun && exchange.retries == 0 }

  /// The first of the limits that has been passed, if any.
  func passedLimit(_ limits: Timeouts, at now: Nanoseconds) -> Fault? {
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

  /// Takes what has arrived.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, at now: Nanoseconds) -> ResponseReader.Progress {
    if !reader.hasBegun { exchange.firstByte = now }
    lastByte = now
    let verifier = verifier
    return reader.read(bytes.span) { verifier.body($0) }
  }

  /// Judges the complete response.
  func judge(at now: Nanoseconds) {
    exchange.done = now
    exchange.status = reader.status
    exchange.bodyBytes = reader.bodyBytes
    let summary = ResponseSummary(status: reader.status, bodyBytes: reader.bodyBytes)
    exchange.outcome = reader.withFields { Judge.judge(summary, fields: $0, by: verifier) }
  }

  /// Notes that the request has failed.
  func fail(_ fault: Fault, at now: Nanoseconds) {
    exchange.done = now
    exchange.bodyBytes = reader.bodyBytes
    exchange.outcome = .fault(fault)
  }
}
