/// The generator's `User-Agent`.
let userAgent = "iiif-bench"

/// Scheme, host and port of a server, or its Unix socket.
package struct Origin: Equatable {
  /// Whether the scheme is https.
  let isSecure: Bool
  /// Host and port as given.
  let authority: String
  /// The path of the Unix socket, if the server listens at one.
  let socket: String?

  /// The origin without the Unix socket.
  var url: String { (isSecure ? "https://" : "http://") + authority }

  /// Host and port for the `Host` field, without the scheme's default port.
  var hostField: String {
    let ownPort = isSecure ? ":443" : ":80"
    return authority.hasSuffix(ownPort) ? String(authority.dropLast(ownPort.count)) : authority
  }

  /// Parses `http://HOST[:PORT]`, `https://HOST[:PORT]` or `http+unix://SOCKET`, in which SOCKET is a
  /// percent-encoded path; nil if it is invalid or has a path, a query or a user.
  package init?(_ text: String) {
    if let url = UnixSocketURL(text) {
      guard url.target.isEmpty else { return nil }
      (isSecure, authority, socket) = (false, UnixSocketURL.host, url.socket)
      return
    }
    let schemes = [("http://", false), ("https://", true)]
    guard let (scheme, isSecure) = schemes.first(where: { text.hasPrefix($0.0) }) else {
      return nil
    }
    let authority = text.dropFirst(scheme.count)
    let allowed = authority.utf8.allSatisfy {
      $0 > 32 && $0 < 127 && !"/?#@\\\"<>^`{|}".utf8.contains($0)
    }
    guard !authority.isEmpty, allowed, Self.hasValidPort(authority) else { return nil }
    self.isSecure = isSecure
    self.authority = String(authority)
    socket = nil
  }

  private static func hasValidPort(_ authority: Substring) -> Bool {
    let rest = authority.lastIndex(of: "]").map { authority[authority.index(after: $0)...] }
    let parts = (rest ?? authority).split(separator: ":", omittingEmptySubsequences: false)
    let isHostThere = rest != nil || !(parts.first ?? "").isEmpty
    if parts.count == 1 { return isHostThere && (rest ?? "").isEmpty }
    return isHostThere && parts.count == 2 && UInt16(parts[1]) != nil
  }
}
