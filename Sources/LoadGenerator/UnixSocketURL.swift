/// A URL of a server that listens at a Unix socket: `http+unix://SOCKET/TARGET`, in which SOCKET is
/// the percent-encoded path of the socket.
struct UnixSocketURL: Hashable {
  /// The host in requests.
  static let host = "localhost"
  private static let prefix = "http+unix://"

  /// The URL of the server, which stands for the socket in requests.
  static let plainOrigin = "http://\(host)"

  /// The URL without path and query.
  let origin: String
  /// The path of the socket.
  let socket: String
  /// Path and query of the resource.
  let target: String

  /// The URL of the resource without the socket.
  var plain: String { Self.plainOrigin + target }

  /// Parses a URL; nil if it has another scheme or an invalid socket.
  init?(_ url: String) {
    guard url.hasPrefix(Self.prefix) else { return nil }
    let rest = url.dropFirst(Self.prefix.count)
    let name = rest.prefix { !"/?#".contains($0) }
    guard let socket = Self.decode(name), !socket.isEmpty, !socket.utf8.contains(0),
      rest.utf8.allSatisfy({ $0 > 32 && $0 != 127 })
    else { return nil }
    origin = Self.prefix + name
    self.socket = socket
    target = String(rest[name.endIndex...])
  }

  static func decode(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst()?.hexadecimalDigit,
        let low = rest.popFirst()?.hexadecimalDigit
      else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
