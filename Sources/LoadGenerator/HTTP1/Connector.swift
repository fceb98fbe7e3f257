import CCurl
import CLinux
import Glibc

/// Opens connections with libcurl: name look-up, connect and TLS.
///
/// libcurl closes connections that it considers idle, even while answers arrive on them. Without TLS,
/// the socket is therefore taken from libcurl once it is connected. With TLS the connection stays with
/// libcurl, with a separate multi handle for each.
final class Connector {
  /// The result of an attempt to connect.
  enum Attempt {
    case connected(Wire, LoadExchange.Opening)
    case failed(Fault)
  }

  private let plan: LoadPlan
  private let poller: Poller
  private let isSecure: Bool
  private var multis: [ConnectorMulti] = []
  private var spare: [Handle] = []
  private var pending: [Int: Handle] = [:]

  /// An easy handle and its multi handle.
  private struct Handle {
    let easy: UnsafeMutableRawPointer
    let multi: ConnectorMulti
  }

  init(plan: LoadPlan, poller: Poller) {
    self.plan = plan
    self.poller = poller
    isSecure = Origin(plan.origin)?.isSecure ?? false
  }

  /// Begins to connect; false if there is no memory.
  func connect(slot: Int) -> Bool {
    guard let handle = spare.popLast() ?? makeHandle() else { return false }
    curl_easy_setopt_pointer(
      handle.easy, CURLOPT_PRIVATE, UnsafeMutableRawPointer(bitPattern: slot + 1))
    pending[slot] = handle
    curl_multi_add_handle(handle.multi.handle, handle.easy)
    return true
  }

  /// Cancels an attempt.
  func cancel(slot: Int) {
    guard let handle = pending.removeValue(forKey: slot) else { return }
    curl_multi_remove_handle(handle.multi.handle, handle.easy)
    spare.append(handle)
  }

  /// Closes a connection, and keeps the handles of one with TLS for reuse.
  func recycle(_ wire: Wire) {
    switch wire {
    case .plain(let socket): Glibc.close(socket)
    case .secure(let easy, _, let multi):
      curl_multi_remove_handle(multis[multi].handle, easy)
      spare.append(Handle(easy: easy, multi: multis[multi]))
    }
  }

  /// The earliest time at which libcurl wants to be called.
  var nextTimeout: Nanoseconds {
    pending.isEmpty ? .max : pending.values.reduce(.max) { min($0, $1.multi.timeout) }
  }

  /// Whether an attempt is pending.
  var isBusy: Bool { !pending.isEmpty }

  /// Handles libcurl's timeouts, and returns the attempts that have ended, by slot.
  func advance(to now: Nanoseconds) -> [(slot: Int, attempt: Attempt)] {
    for multi in multis where multi.timeout <= now { multi.timeoutPassed() }
    return multis.flatMap(takeEnded)
  }

  /// Handles an event of one of libcurl's sockets.
  func take(_ event: Poller.Event) {
    let (index, socket) = ConnectorMulti.parts(ofTag: event.tag)
    multis[index].take(event.ready, on: socket)
  }

  func close() {
    for slot in pending.keys { cancel(slot: slot) }
    for handle in spare { curl_easy_cleanup(handle.easy) }
    for multi in multis { multi.free() }
    spare = []
  }
}

// MARK: Handles

extension Connector {
  private func makeHandle() -> Handle? {
    guard let easy = curl_easy_init() else { return nil }
    guard let multi = multiForNext() else {
      curl_easy_cleanup(easy)
      return nil
    }
    EasyOptions(plan).apply(to: easy)
    curl_easy_setopt_long(easy, CURLOPT_CONNECT_ONLY, 1)
    return Handle(easy: easy, multi: multi)
  }

  private func multiForNext() -> ConnectorMulti? {
    if !isSecure, let first = multis.first { return first }
    guard let multi = ConnectorMulti(poller: poller, index: multis.count) else { return nil }
    multis.append(multi)
    return multi
  }

  private func takeEnded(_ multi: ConnectorMulti) -> [(slot: Int, attempt: Attempt)] {
    var attempts: [(slot: Int, attempt: Attempt)] = []
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi.handle, &left) {
      guard let easy = message.pointee.easy_handle else { continue }
      let result = message.pointee.data.result
      var context: UnsafeMutableRawPointer?
      curl_easy_getinfo_pointer(easy, CURLINFO_PRIVATE, &context)
      let slot = Int(bitPattern: context) - 1
      guard let handle = pending.removeValue(forKey: slot) else { continue }
      attempts.append((slot, finish(handle, result)))
    }
    return attempts
  }

  private func finish(_ handle: Handle, _ result: CURLcode) -> Attempt {
    let opening = LoadExchange.Opening(ofConnectionIn: handle.easy)
    var socket = curl_socket_t(-1)
    if result == CURLE_OK {
      curl_easy_getinfo_socket(handle.easy, CURLINFO_ACTIVESOCKET, &socket)
    }
    if isSecure, socket >= 0 {
      return .connected(.secure(handle.easy, socket, handle.multi.index), opening)
    }
    var systemError = 0
    curl_easy_getinfo_long(handle.easy, CURLINFO_OS_ERRNO, &systemError)
    let own = socket >= 0 ? event_own_descriptor(socket) : -1
    curl_multi_remove_handle(handle.multi.handle, handle.easy)
    spare.append(handle)
    if own >= 0 { return .connected(.plain(own), opening) }
    return .failed(
      result == CURLE_OK
        ? (hasNoDescriptorLeft() ? .generatorLimit : .unreachable)
        : Fault(
          result, systemError: systemError, timeout: .connectTimeout, receivedBytes: false))
  }
}
