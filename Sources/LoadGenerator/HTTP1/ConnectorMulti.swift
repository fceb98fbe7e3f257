import CCurl

/// A multi handle of libcurl, with a ``Poller`` that watches its sockets.
final class ConnectorMulti {
  let handle: UnsafeMutableRawPointer
  /// The index in the connector.
  let index: Int
  /// When libcurl's timer expires.
  private(set) var timeout: Nanoseconds = .max
  private let poller: Poller

  init?(poller: Poller, index: Int) {
    guard Libcurl.isReady, let handle = curl_multi_init() else { return nil }
    self.handle = handle
    self.index = index
    self.poller = poller
    let context = Unmanaged.passUnretained(self).toOpaque()
    curl_multi_setopt_pointer(handle, CURLMOPT_SOCKETDATA, context)
    curl_multi_setopt_pointer(handle, CURLMOPT_TIMERDATA, context)
    curl_multi_setopt_socket(handle, CURLMOPT_SOCKETFUNCTION, watchSocket)
    curl_multi_setopt_timer(handle, CURLMOPT_TIMERFUNCTION, setTimer)
  }

  func free() { curl_multi_cleanup(handle) }

  /// The mark of the tags of libcurl's sockets.
  static let tagBit: UInt64 = 1 << 63

  /// The index of the multi handle, and the socket.
  static func parts(ofTag tag: UInt64) -> (Int, Int32) {
    (Int((tag & ~tagBit) >> 32), Int32(truncatingIfNeeded: tag))
  }

  /// Passes an event of a socket to libcurl.
  func take(_ ready: Poller.Interest, on socket: Int32) {
    var mask: Int32 = 0
    if !ready.isDisjoint(with: .read) { mask |= CURL_CSELECT_IN }
    if !ready.isDisjoint(with: .write) { mask |= CURL_CSELECT_OUT }
    if !ready.isDisjoint(with: .broken) { mask |= CURL_CSELECT_ERR }
    var running: Int32 = 0
    curl_multi_socket_action(handle, socket, mask, &running)
  }

  /// Reports to libcurl that its timer has expired.
  func timeoutPassed() {
    timeout = .max
    var running: Int32 = 0
    curl_multi_socket_action(handle, CURL_SOCKET_TIMEOUT, 0, &running)
  }

  fileprivate func watch(_ socket: Int32, _ what: Int32, isNew: Bool) {
    var interest: Poller.Interest = []
    if what & CURL_POLL_IN != 0 { interest.insert(.read) }
    if what & CURL_POLL_OUT != 0 { interest.insert(.write) }
    let tag = Self.tagBit | UInt64(index) << 32 | UInt64(UInt32(bitPattern: socket))
    if what == CURL_POLL_REMOVE {
      poller.remove(socket)
    } else if isNew {
      poller.add(socket, for: interest, tag: tag)
      curl_multi_assign(handle, socket, Unmanaged.passUnretained(self).toOpaque())
    } else {
      poller.change(socket, to: interest, tag: tag)
    }
  }

  fileprivate func set(timeout milliseconds: Int) {
    timeout = milliseconds < 0 ? .max : Clock.now() + Nanoseconds(milliseconds) * 1_000_000
  }
}

private let watchSocket: curl_socket_callback = { _, socket, what, context, socketContext in
  guard let context else { return 0 }
  Unmanaged<ConnectorMulti>.fromOpaque(context).takeUnretainedValue()
    .watch(socket, what, isNew: socketContext == nil)
  return 0
}

private let setTimer: curl_multi_timer_callback = { _, milliseconds, context in
  guard let context else { return 0 }
  Unmanaged<ConnectorMulti>.fromOpaque(context).takeUnretainedValue()
    .set(timeout: milliseconds)
  return 0
}
