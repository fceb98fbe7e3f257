/// A request as a test server read it.
package struct TestRequest: Sendable {
  /// The method: `GET`.
  package var method: String
  /// The request target.
  package var target: String
  /// The header lines.
  package var headers: [String]
  /// The connection, counted from 0 in the order of acceptance.
  package var connection: Int
  /// The request on its connection, counted from 0.
  package var number: Int

  /// The value of the first header field of that name.
  package func value(ofField name: String) -> String? {
    let prefix = name.lowercased() + ":"
    return headers.first { $0.lowercased().hasPrefix(prefix) }.map {
      String($0.dropFirst(prefix.count).drop { $0 == " " })
    }
  }
}

/// What a test server does on a connection, step by step.
package enum ServerStep: Sendable {
  /// Sends bytes.
  case send([UInt8])
  /// Sends nothing for some time.
  case pause(Duration)
  /// Sends nothing until some time after the last bytes of the request came, to the microsecond, at
  /// the cost of a CPU.
  case pauseExactly(Duration)
  /// Closes the connection in an orderly way.
  case close
  /// Breaks the connection by a reset.
  case reset
  /// Keeps the connection open and silent until the other side closes it.
  case silence

  /// Sends text.
  package static func text(_ text: String) -> ServerStep { .send(Array(text.utf8)) }

  /// Sends a complete answer.
  package static func answer(
    _ status: String = "200 OK", headers: [String] = [], body: [UInt8] = []
  ) -> ServerStep {
    let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.count)"] + headers
    return .send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
  }
}

/// A misbehaving HTTP server of a test, which does whatever a script says.
///
/// It has a thread for each connection and a port that the system gives, and stops when it is let
/// go.
package final class TestServer: Sendable {
  /// Says what to do with a request.
  package typealias Script = @Sendable (TestRequest) -> [ServerStep]

  private let core: ServerCore

  /// Starts a server; `onAccept` is done with each new connection before anything is read.
  package init(
    onAccept: @escaping @Sendable (Int) -> [ServerStep] = { _ in [] }, _ script: @escaping Script
  ) throws {
    core = ServerCore(listener: try Socket.listening(), onAccept: onAccept, script: script)
    Thread.detach { [core] in core.acceptAll() }
  }

  deinit { core.stop() }

  /// The port.
  package var port: UInt16 { core.port }

  /// Scheme, host and port.
  package var origin: String { "http://127.0.0.1:\(port)" }

  /// The requests that were read so far.
  package var requests: [TestRequest] { core.state.withLock { $0.requests } }

  /// Connections that were accepted so far.
  package var accepted: Int { core.state.withLock { $0.accepted } }

  /// Connections that are open now.
  package var openConnections: Int { core.state.withLock { $0.connections.count } }

  /// Closes the listener and all connections.
  package func stop() { core.stop() }

  /// An origin at which nobody listens.
  package static func unusedOrigin() throws -> String {
    "http://127.0.0.1:\(try Socket.unusedPort())"
  }
}

/// What the threads of a server share.
private final class ServerCore: Sendable {
  struct State {
    var connections: [Int: Socket] = [:]
    var accepted = 0
    var requests: [TestRequest] = []
    var isStopped = false
  }

  let port: UInt16
  let state = Locked(State())
  private let listener: Socket
  private let onAccept: @Sendable (Int) -> [ServerStep]
  private let script: TestServer.Script

  init(
    listener: Socket, onAccept: @escaping @Sendable (Int) -> [ServerStep],
    script: @escaping TestServer.Script
  ) {
    self.listener = listener
    port = listener.port
    self.onAccept = onAccept
    self.script = script
  }

  func acceptAll() {
    while let socket = listener.accept() {
      let number: Int? = state.withLock { state in
        guard !state.isStopped else { return nil }
        state.accepted += 1
        state.connections[state.accepted - 1] = socket
        return state.accepted - 1
      }
      guard let number else { return socket.close() }
      Thread.detach { [self] in
        serve(socket, number: number)
        // Under the lock, so that stop() never shuts down a number that was given to another.
        state.withLock { state in
          state.connections[number] = nil
          socket.close()
        }
      }
    }
  }

  func stop() {
    state.withLock { state in
      guard !state.isStopped else { return }
      state.isStopped = true
      listener.shutDown()
      for socket in state.connections.values { socket.shutDown() }
    }
  }

  private func serve(_ socket: Socket, number: Int) {
    var reader = RequestReader(socket: socket)
    guard perform(onAccept(number), on: socket, since: reader.lastArrival) else { return }
    var count = 0
    while let request = reader.next(connection: number, number: count) {
      count += 1
      state.withLock { $0.requests.append(request) }
      guard perform(script(request), on: socket, since: reader.lastArrival) else { return }
    }
  }

  /// Does the steps; false when the connection is at its end.
  private func perform(
    _ steps: [ServerStep], on socket: Socket, since arrival: ContinuousClock.Instant
  ) -> Bool {
    for step in steps {
      switch step {
      case .send(let bytes): if !socket.send(bytes) { return false }
      case .pause(let duration): Thread.sleep(duration)
      case .pauseExactly(let duration): Thread.pause(until: arrival + duration)
      case .close: return false
      case .reset:
        socket.resetOnClose()
        return false
      case .silence:
        while socket.receive() != nil {}
        return false
      }
    }
    return true
  }
}

/// Reads requests without bodies.
private struct RequestReader {
  let socket: Socket
  /// When the last bytes came.
  private(set) var lastArrival = ContinuousClock.now
  private var pending: [UInt8] = []

  init(socket: Socket) { self.socket = socket }

  mutating func next(connection: Int, number: Int) -> TestRequest? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let found = pending.indices.first(where: { pending[$0...].starts(with: end) }) {
        let head = String(decoding: pending[..<found], as: UTF8.self)
        pending.removeFirst(found + end.count)
        return request(head, connection: connection, number: number)
      }
      guard let bytes = socket.receive() else { return nil }
      lastArrival = .now
      pending += bytes
    }
  }

  private func request(_ head: String, connection: Int, number: Int) -> TestRequest {
    let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    let words = lines[0].split(separator: " ").map(String.init)
    return TestRequest(
      method: words.first ?? "", target: words.dropFirst().first ?? "",
      headers: Array(lines.dropFirst()), connection: connection, number: number)
  }
}
