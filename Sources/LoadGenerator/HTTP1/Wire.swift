import CCurl
import Glibc

/// An open connection, plain or with TLS, on which reads and writes never wait.
enum Wire {
  /// A socket of our own.
  case plain(Int32)
  /// A handle of libcurl's that was connected, its socket, and the index of its multi handle.
  case secure(UnsafeMutableRawPointer, Int32, Int)

  /// How a read or a write went.
  enum Result {
    /// So many bytes were moved.
    case bytes(Int)
    /// Nothing can be moved now.
    case wouldBlock
    /// The other side has closed the connection.
    case closed
    /// The connection is broken.
    case broken
  }

  /// The socket, to be watched.
  var socket: Int32 {
    switch self {
    case .plain(let socket), .secure(_, let socket, _): socket
    }
  }

  /// Whether bytes may be ready although the socket has none.
  var isBuffered: Bool {
    if case .secure = self { true } else { false }
  }

  /// Reads what has arrived.
  func receive(into buffer: UnsafeMutableRawBufferPointer) -> Result {
    switch self {
    case .plain(let socket):
      let count = recv(socket, buffer.baseAddress, buffer.count, 0)
      return count == 0 ? .closed : Self.result(count)
    case .secure(let easy, _, _):
      var count = 0
      let code = curl_easy_recv(easy, buffer.baseAddress, buffer.count, &count)
      if code == CURLE_OK, count == 0 { return .closed }
      return Self.result(code, count)
    }
  }

  /// Writes as much as the connection takes.
  func send(_ bytes: UnsafeRawBufferPointer) -> Result {
    switch self {
    case .plain(let socket):
      return Self.result(
        Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)))
    case .secure(let easy, _, _):
      var count = 0
      return Self.result(curl_easy_send(easy, bytes.baseAddress, bytes.count, &count), count)
    }
  }

  private static func result(_ count: Int) -> Result {
    if count >= 0 { return .bytes(count) }
    return errno == EAGAIN || errno == EINTR ? .wouldBlock : .broken
  }

  private static func result(_ code: CURLcode, _ count: Int) -> Result {
    switch code {
    case CURLE_OK: .bytes(count)
    case CURLE_AGAIN: .wouldBlock
    default: .broken
    }
  }
}
