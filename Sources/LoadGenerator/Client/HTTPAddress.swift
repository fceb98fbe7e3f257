/// Host and port of an `http` or `https` URL, or its Unix socket.
///
/// URLs are checked here because libcurl's versions report invalid ones differently.
struct HTTPAddress: Hashable {
  /// Why a URL is refused.
  enum Refusal: String, Error {
    case scheme = "only http and https are fetched"
    case character = "blanks and control characters must be percent-encoded"
    case authority = "host or port is missing or malformed"
  }

  /// The host as in the URL, with the brackets of an IPv6 address.
  let host: String
  /// The port, or the scheme's default port.
  let port: UInt16
  /// The URL's Unix socket, if it has one.
  let socket: UnixSocketURL?

  /// Parses a URL.
  init(_ url: String) throws(Refusal) {
    socket = UnixSocketURL(url)
    let url = socket?.plain ?? url
    guard let scheme = Self.scheme(of: url), Self.ports.keys.contains(scheme),
      case let rest = url.dropFirst(scheme.count + 1), rest.hasPrefix("//")
    else { throw .scheme }
    guard url.utf8.allSatisfy({ $0 > 32 && $0 != 127 }) else { throw .character }
    var authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
    if let at = authority.lastIndex(of: "@") {
      authority = authority[authority.index(after: at)...]
    }
    let bracket = authority.first == "[" ? authority.lastIndex(of: "]") : nil
    let hostEnd = bracket.map(authority.index(after:)) ?? authority.firstIndex(of: ":")
    host = String(authority[..<(hostEnd ?? authority.endIndex)])
    let suffix = hostEnd.map { authority[$0...] } ?? ""
    guard let port = Self.port(suffix, of: scheme), !host.isEmpty,
      bracket != nil || !host.contains(where: { "[]\"\\<>^`{|}".contains($0) })
    else { throw .authority }
    self.port = port
  }

  /// Whether the server is on this host, where no proxy applies.
  var isOnThisHost: Bool { host == "localhost" || host.hasPrefix("127.") || host == "[::1]" }

  /// Replaces the host that stands for the Unix socket in a URL of libcurl.
  func url(of plain: String) -> String {
    guard let socket, plain.hasPrefix(UnixSocketURL.plainOrigin) else { return plain }
    return socket.origin + plain.dropFirst(UnixSocketURL.plainOrigin.count)
  }

  /// The scheme of an absolute URL in lower case; nil for a relative reference.
  static func scheme(of url: some StringProtocol) -> String? {
    guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = url[..<colon].lowercased()
    let isScheme =
      scheme.utf8.first.map(isLetter) == true
      && scheme.utf8.allSatisfy { isLetter($0) || "0123456789+-.".utf8.contains($0) }
    return isScheme ? scheme : nil
  }

  /// The supported schemes and their default ports.
  static let ports: [String: UInt16] = ["http": 80, "https": 443]

  private static func port(_ suffix: Substring, of scheme: String) -> UInt16? {
    if suffix.isEmpty || suffix == ":" { return ports[scheme] }
    guard suffix.first == ":", suffix.utf8.dropFirst().allSatisfy(isDigit) else { return nil }
    return UInt16(suffix.dropFirst())
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension HTTPAddress: CustomStringConvertible {
  /// `HOST:PORT`, or the path of the Unix socket.
  var description: String { socket?.socket ?? "\(host):\(port)" }
}
