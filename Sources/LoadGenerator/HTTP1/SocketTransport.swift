/// Sends requests over HTTP/1.1 connections that libcurl opens, and parses the responses itself.
///
/// In steady state, a request needs a `send`, a `recv` and a share of an `epoll_pwait2`, but no
/// allocation and no lock.
struct SocketTransport: Transport, ~Copyable {
  let name = "http/1.1"

  private let limits: Timeouts
  private let requestsPerConnection: Int
  private let messages: RequestMessages
  private let verification: any ResponseVerification
  private let thread: Int
  private let poller: Poller
  private let connector: Connector
  private let buffer: UnsafeMutableRawBufferPointer
  private var connections: [SocketConnection]
  /// Slots whose requests have failed and end after the next wait.
  private var failed: [Int] = []
  /// Slots whose requests have failed and end next.
  private var ending: [Int] = []
  private var nextSweep: Nanoseconds = 0
  /// The unhandled events of the last wait.
  private var events = 0..<0
  private(set) var connectionsOpened = 0

  init(
    plan: LoadPlan, messages: RequestMessages, verification: any ResponseVerification, thread: Int,
    slots: Int, poller: Poller
  ) {
    self.poller = poller
    self.messages = messages
    self.verification = verification
    self.thread = thread
    limits = plan.timeouts
    requestsPerConnection = plan.connections.requestsPerConnection ?? .max
    connector = Connector(plan: plan, poller: poller)
    connections = (0..<slots).map {
      SocketConnection(slot: $0)
    }
    buffer = .allocate(byteCount: 131_072, alignment: 64)
  }

  deinit { buffer.deallocate() }

  mutating func close() {
    for slot in connections.indices { drop(slot) }
    connector.close()
  }
}

// MARK: Sending

extension SocketTransport {
  mutating func start(slot: Int, request: Int, at now: Nanoseconds) {
    if connections[slot].verifier == nil {
      connections[slot].verifier = verification.makeVerifier(thread: thread)
    }
    connections[slot].begin(
      request: request, method: messages.methods[request],
      maximumBody: messages.maximumBodies[request], at: now)
    if connections[slot].wire == nil {
      connect(slot)
    } else {
      send(slot, at: now)
    }
  }

  private mutating func connect(_ slot: Int) {
    connections[slot].state = .connecting
    connections[slot].carried = 0
    if !connector.connect(slot: slot) { fail(slot, .transport) }
  }

  /// Writes the rest of the request.
  private mutating func send(_ slot: Int, at now: Nanoseconds) {
    guard let wire = connections[slot].wire else { return }
    let isFirst = connections[slot].state != .sending
    if isFirst {
      connections[slot].state = .sending
      connections[slot].exchange.sent = now
      connections[slot].carried += 1
    }
    let sent = messages.withBytes(
      of: connections[slot].exchange.request, from: connections[slot].written
    ) { Sent($0, over: wire) }
    switch sent {
    case .all:
      if !isFirst { watch(slot, for: [.read, .edge]) }
      connections[slot].state = .waiting
    case .part(let count):
      connections[slot].written += count
      if isFirst { watch(slot, for: [.read, .write, .edge]) }
    case .failed: fail(slot, .reset)
    }
  }

  private enum Sent {
    case all
    case part(Int)
    case failed

    init(_ bytes: UnsafeRawBufferPointer, over wire: Wire) {
      switch wire.send(bytes) {
      case .bytes(bytes.count): self = .all
      case .bytes(let count): self = .part(count)
      case .wouldBlock: self = .part(0)
      case .closed, .broken: self = .failed
      }
    }
  }

  private func watch(_ slot: Int, for interest: Poller.Interest) {
    guard let wire = connections[slot].wire else { return }
    poller.change(wire.socket, to: interest, tag: UInt64(slot))
  }

  /// Records a failure; the request ends after the next wait.
  private mutating func fail(_ slot: Int, _ fault: Fault) {
    guard connections[slot].failure == nil else { return }
    connections[slot].failure = fault
    failed.append(slot)
  }

  /// Closes the connection, or cancels opening it.
  private mutating func drop(_ slot: Int) {
    if connections[slot].state == .connecting { connector.cancel(slot: slot) }
    if let wire = connections[slot].wire { connector.recycle(wire) }
    connections[slot].wire = nil
    connections[slot].state = .closed
  }
}

// MARK: Events

extension SocketTransport {
  mutating func wait(until deadline: Nanoseconds) -> Nanoseconds {
    let now = Clock.now()
    if connector.isBusy { advanceConnector(to: now) }
    if now >= nextSweep { sweep(now) }
    if !failed.isEmpty { swap(&failed, &ending) }
    let until = min(deadline, nextSweep, connector.nextTimeout)
    events = 0..<poller.wait(ending.isEmpty ? until - now : 0)
    return Clock.now() - now
  }

  mutating func nextEnded() -> LoadExchange? {
    while let slot = ending.popLast() {
      guard let fault = connections[slot].failure else { continue }
      if let exchange = end(slot, fault, at: Clock.now()) { return exchange }
    }
    while let index = events.popFirst() {
      let event = poller.event(index)
      if event.tag & ConnectorMulti.tagBit != 0 {
        connector.take(event)
      } else if let exchange = take(event.ready, on: Int(event.tag)) {
        return exchange
      }
    }
    return nil
  }

  private mutating func advanceConnector(to now: Nanoseconds) {
    for (slot, attempt) in connector.advance(to: now)
    where connections[slot].state == .connecting {
      switch attempt {
      case .failed(let fault): fail(slot, fault)
      case .connected(let wire, let opening):
        connectionsOpened += 1
        connections[slot].wire = wire
        connections[slot].exchange.opening = opening
        connections[slot].state = .idle
        poller.add(wire.socket, for: [.read, .edge], tag: UInt64(slot))
        send(slot, at: Clock.now())
      }
    }
  }

  /// Fails requests that exceed a time limit.
  private mutating func sweep(_ now: Nanoseconds) {
    nextSweep = now + limits.granularity
    for slot in connections.indices where connections[slot].isPending {
      if let fault = connections[slot].exceededLimit(limits, at: now) { fail(slot, fault) }
    }
  }

  private mutating func take(_ ready: Poller.Interest, on slot: Int) -> LoadExchange? {
    switch connections[slot].state {
    case .closed, .connecting: return nil
    case .idle:
      // The server has closed the connection, or sends bytes without a request.
      drop(slot)
      return nil
    case .sending, .waiting:
      if connections[slot].state == .sending, ready.contains(.write) {
        send(slot, at: Clock.now())
      }
      if ready.subtracting(.write).isEmpty { return nil }
      return receive(slot, isEnding: !ready.isDisjoint(with: [.closing, .broken]))
    }
  }
}

// MARK: Receiving

extension SocketTransport {
  /// Reads received bytes; all of them if the connection is ending, since epoll reports that once.
  private mutating func receive(_ slot: Int, isEnding: Bool) -> LoadExchange? {
    while let wire = connections[slot].wire, connections[slot].isPending {
      let result = wire.receive(into: buffer)
      let now = Clock.now()
      let progress: ResponseReader.Progress
      switch result {
      case .wouldBlock: return nil
      case .broken: progress = .failed(.reset)
      case .closed: progress = connections[slot].reader.endOfConnection()
      case .bytes(let count):
        progress = connections[slot].read(
          UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[..<count]), at: now)
        if progress == .incomplete, count < buffer.count, !wire.isBuffered, !isEnding { return nil }
      }
      switch progress {
      case .incomplete: continue
      case .complete: return complete(slot, isEnding: isEnding, at: now)
      case .failed(let fault): return end(slot, fault, at: now)
      }
    }
    return nil
  }

  private mutating func complete(
    _ slot: Int, isEnding: Bool, at now: Nanoseconds
  ) -> LoadExchange {
    connections[slot].complete(at: now)
    let isKept =
      !isEnding && connections[slot].reader.keepsConnection && connections[slot].state == .waiting
      && connections[slot].carried < requestsPerConnection
    if isKept { connections[slot].state = .idle } else { drop(slot) }
    return connections[slot].exchange
  }

  /// Ends a failed request; nil if it is sent again.
  private mutating func end(_ slot: Int, _ fault: Fault, at now: Nanoseconds) -> LoadExchange? {
    let mayRetry = fault == .reset && connections[slot].mayRetry
    drop(slot)
    if mayRetry {
      connections[slot].exchange.retries += 1
      connections[slot].written = 0
      connections[slot].failure = nil
      connect(slot)
      return nil
    }
    connections[slot].fail(fault, at: now)
    return connections[slot].exchange
  }
}
