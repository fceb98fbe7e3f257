/// Sends requests over HTTP/1.1 connections that libcurl opens, and parses the responses itself.
///
/// In steady state, a request needs a `send`, a `recv` and a share of an `epoll_pwait2`, but no
/// allocation and no lock.
///
/// As in ``EventLoop``, state needs no check for exclusive access.
final class SocketTransport: Transport {
  let name = "http/1.1"

  private let limits: Timeouts
  private let requestsPerConnection: Int
  private let maximumBody: Int
  private let messages: RequestMessages
  private let verification: any ResponseVerification
  private let thread: Int
  private let poller: Poller
  private let connector: Connector
  @exclusivity(unchecked) private var connections: [SocketConnection?]
  @exclusivity(unchecked) private var broken: [(slot: Int, fault: Fault)] = []
  @exclusivity(unchecked) private var nextSweep: Nanoseconds = 0
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 131_072, alignment: 64)
  @exclusivity(unchecked) private(set) var connectionsOpened = 0

  init?(
    plan: LoadPlan, messages: RequestMessages, verification: any ResponseVerification, thread: Int,
    slots: Int
  ) {
    guard let poller = Poller() else { return nil }
    self.poller = poller
    self.messages = messages
    self.verification = verification
    self.thread = thread
    limits = plan.timeouts
    maximumBody = plan.connections.maximumBodyBytes
    requestsPerConnection = plan.connections.requestsPerConnection ?? .max
    connector = Connector(plan: plan, poller: poller)
    connections = Array(repeating: nil, count: slots)
  }

  deinit { buffer.deallocate() }

  func close() {
    for case .some(let connection) in connections { drop(connection) }
    connections = []
    connector.close()
  }

  private func connection(at slot: Int) -> SocketConnection {
    if let connection = connections[slot] { return connection }
    let connection = SocketConnection(
      slot: slot, verifier: verification.makeVerifier(thread: thread), maximumBody: maximumBody)
    connections[slot] = connection
    return connection
  }
}

// MARK: Sending

extension SocketTransport {
  func start(slot: Int, request: Int, at now: Nanoseconds) {
    let connection = connection(at: slot)
    connection.begin(request: request, method: messages.methods[request], at: now)
    if connection.wire == nil {
      connect(connection)
    } else {
      send(connection, at: now)
    }
  }

  private func connect(_ connection: SocketConnection) {
    connection.state = .connecting
    connection.carried = 0
    if !connector.connect(slot: connection.exchange.slot) { fail(connection, .transport) }
  }

  /// Writes the rest of the request.
  private func send(_ connection: SocketConnection, at now: Nanoseconds) {
    guard let wire = connection.wire else { return }
    if connection.state != .sending {
      connection.exchange.sent = now
      connection.carried += 1
    }
    let result = messages.withBytes(of: connection.exchange.request, from: connection.written) {
      bytes in
      switch wire.send(bytes) {
      case .bytes(let count): Sent(count: count, isComplete: count == bytes.count, isBroken: false)
      case .wouldBlock: Sent(count: 0, isComplete: false, isBroken: false)
      case .closed, .broken: Sent(count: 0, isComplete: false, isBroken: true)
      }
    }
    connection.written += result.count
    if result.isBroken {
      fail(connection, .reset)
    } else if result.isComplete {
      if connection.state == .sending { watch(connection, for: [.read, .edge]) }
      connection.state = .waiting
    } else {
      if connection.state != .sending { watch(connection, for: [.read, .write, .edge]) }
      connection.state = .sending
    }
  }

  private struct Sent {
    var count: Int
    var isComplete: Bool
    var isBroken: Bool
  }

  private func watch(_ connection: SocketConnection, for interest: Poller.Interest) {
    guard let wire = connection.wire else { return }
    poller.change(wire.socket, to: interest, tag: UInt64(connection.exchange.slot))
  }

  /// Records a failure, which the next poll passes on.
  private func fail(_ connection: SocketConnection, _ fault: Fault) {
    broken.append((connection.exchange.slot, fault))
  }

  /// Closes the connection, or cancels opening it.
  private func drop(_ connection: SocketConnection) {
    if connection.state == .connecting { connector.cancel(slot: connection.exchange.slot) }
    if let wire = connection.wire { connector.recycle(wire) }
    connection.wire = nil
    connection.state = .closed
  }
}

// MARK: Events

extension SocketTransport {
  func poll(until deadline: Nanoseconds, ended: (Exchange) -> Void) -> Nanoseconds {
    let now = Clock.now()
    handOverBroken(now, ended)
    if connector.isBusy { connector.advance(to: now) { attemptEnded($0, $1) } }
    if now >= nextSweep { sweep(now, ended) }
    let until = min(deadline, nextSweep, connector.nextTimeout)
    let count = poller.wait(broken.isEmpty ? until - now : 0)
    let waited = Clock.now() - now
    for index in 0..<count {
      let event = poller.event(index)
      if event.tag & ConnectorMulti.tagBit != 0 {
        connector.take(event)
      } else if let connection = connections[Int(event.tag)] {
        take(event.ready, on: connection, ended)
      }
    }
    return waited
  }

  private func handOverBroken(_ now: Nanoseconds, _ ended: (Exchange) -> Void) {
    while let (slot, fault) = broken.popLast() {
      guard let connection = connections[slot], connection.isPending else { continue }
      end(connection, fault, at: now, ended)
    }
  }

  private func attemptEnded(_ slot: Int, _ attempt: Connector.Attempt) {
    guard let connection = connections[slot], connection.state == .connecting else { return }
    switch attempt {
    case .failed(let fault): fail(connection, fault)
    case .connected(let wire, let opening):
      connectionsOpened += 1
      connection.wire = wire
      connection.exchange.opening = opening
      connection.state = .idle
      poller.add(wire.socket, for: [.read, .edge], tag: UInt64(slot))
      send(connection, at: Clock.now())
    }
  }

  private func sweep(_ now: Nanoseconds, _ ended: (Exchange) -> Void) {
    nextSweep = now + limits.granularity
    for case .some(let connection) in connections where connection.isPending {
      guard let fault = connection.exceededLimit(limits, at: now) else { continue }
      drop(connection)
      connection.fail(fault, at: now)
      ended(connection.exchange)
    }
  }

  private func take(
    _ ready: Poller.Interest, on connection: SocketConnection, _ ended: (Exchange) -> Void
  ) {
    switch connection.state {
    case .closed, .connecting: return
    case .idle:
      // The server has closed the connection, or sends bytes without a request.
      drop(connection)
    case .sending, .waiting:
      if connection.state == .sending, ready.contains(.write) {
        send(connection, at: Clock.now())
      }
      if !ready.subtracting(.write).isEmpty {
        receive(on: connection, isEnding: !ready.isDisjoint(with: [.closing, .broken]), ended)
      }
    }
  }
}

// MARK: Receiving

extension SocketTransport {
  /// Reads received bytes; all of them if the connection is ending, since epoll reports that once.
  private func receive(
    on connection: SocketConnection, isEnding: Bool, _ ended: (Exchange) -> Void
  ) {
    while let wire = connection.wire, connection.isPending {
      let result = wire.receive(into: buffer)
      let now = Clock.now()
      let progress: ResponseReader.Progress
      switch result {
      case .wouldBlock: return
      case .broken: progress = .failed(.reset)
      case .closed: progress = connection.reader.endOfConnection()
      case .bytes(let count):
        progress = connection.read(
          UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[..<count]), at: now)
        if progress == .incomplete, count < buffer.count, !wire.isBuffered, !isEnding { return }
      }
      switch progress {
      case .incomplete: continue
      case .complete: return complete(connection, isEnding: isEnding, at: now, ended)
      case .failed(let fault): return end(connection, fault, at: now, ended)
      }
    }
  }

  private func complete(
    _ connection: SocketConnection, isEnding: Bool, at now: Nanoseconds,
    _ ended: (Exchange) -> Void
  ) {
    connection.complete(at: now)
    let isKept =
      !isEnding && connection.reader.keepsConnection && connection.state == .waiting
      && connection.carried < requestsPerConnection
    if isKept { connection.state = .idle } else { drop(connection) }
    ended(connection.exchange)
  }

  /// Ends a failed request, or sends it again if that is allowed.
  private func end(
    _ connection: SocketConnection, _ fault: Fault, at now: Nanoseconds,
    _ ended: (Exchange) -> Void
  ) {
    let mayRetry = fault == .reset && connection.mayRetry
    drop(connection)
    if mayRetry {
      connection.exchange.retries += 1
      connection.written = 0
      connect(connection)
    } else {
      connection.fail(fault, at: now)
      ended(connection.exchange)
    }
  }
}
