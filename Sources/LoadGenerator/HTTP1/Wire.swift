import CCurl
import Glibc

/// An open connection, plain or with TLS, with non-blocking reads and writes.
enum Wire {
  /// A socket.
  case plain(Int32)
  /// A connected easy handle of libcurl, its socket, and the index of its multi handle.
  case secure(UnsafeMutableRawPointer, Int32, Int)

  /// The result of a read or a write.
  enum Result {
    /// The number of bytes read or written.
    case bytes(Int)
    /// The operation would block.
    case wouldBlock
    /// The server has closed the connection.
    case closed
    /// The connection is broken.
    case broken
  }

  /// The socket to watch.
  var socket: Int32 {
    switch self {
    case .plain(let socket), .secure(_, let socket, _): socket
    }
  }

  /// Whether bytes may be available although the socket has none.
  var isBuffered: Bool {
    if case .secure = self { true } else { false }
  }

  /// Reads received bytes.
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

  /// Writes as many bytes as possible.
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
