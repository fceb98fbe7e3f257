/// One slot of a ``SocketTransport`` with its connection.
struct SocketConnection {
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

  /// The verifier of the slot, from its first use on.
  var verifier: (any ResponseVerifier)?
  var exchange: LoadExchange
  var reader: ResponseReader
  var state = State.closed
  var wire: Wire?
  /// Written bytes of the request.
  var written = 0
  /// Requests sent on the connection.
  var carried = 0
  /// A failure of the pending request that has not been reported yet.
  var failure: Fault?
  /// When the last byte arrived.
  private var lastByte: Nanoseconds = 0

  init(slot: Int) {
    exchange = LoadExchange(slot: slot, request: 0, started: 0)
    reader = ResponseReader()
  }

  /// Prepares for a request.
  mutating func begin(
    request: Int, method: LoadRequest.Method, maximumBody: Int, at now: Nanoseconds
  ) {
    exchange = LoadExchange(slot: exchange.slot, request: request, started: now)
    reader.begin(method: method, maximumBody: maximumBody)
    written = 0
    failure = nil
    verifier?.begin(request: request)
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
    return deadline <= last || limits.isFirstByteLimit(fault) ? fault : .totalTimeout
  }

  private func nextLimit(_ limits: Timeouts) -> (Nanoseconds, Fault) {
    if state == .connecting {
      return (exchange.started + limits.connect.nanoseconds, .connectTimeout)
    }
    if reader.hasBegun { return (lastByte + limits.idle.nanoseconds, .idleTimeout) }
    return (exchange.sent + limits.firstByte.nanoseconds, .firstByteTimeout)
  }

  /// Parses received bytes.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, at now: Nanoseconds
  ) -> ResponseReader.Progress {
    if !reader.hasBegun { exchange.firstByte = now }
    lastByte = now
    let verifier = verifier
    return reader.read(bytes.span) { verifier?.body($0) }
  }

  /// Verifies the complete response.
  mutating func complete(at now: Nanoseconds) {
    exchange.done = now
    exchange.bodyBytes = reader.bodyBytes
    failure = nil
    guard let verifier else { return }
    let summary = ResponseSummary(status: reader.status, bodyBytes: reader.bodyBytes)
    exchange.outcome = reader.withFields {
      Outcome(verifying: summary, fields: $0, by: verifier)
    }
  }

  /// Records a failure.
  mutating func fail(_ fault: Fault, at now: Nanoseconds) {
    exchange.done = now
    exchange.bodyBytes = reader.bodyBytes
    exchange.outcome = .fault(fault)
    failure = nil
  }
}
