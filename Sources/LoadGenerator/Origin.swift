/// What the generator calls itself in its requests.
let userAgent = "iiif-bench"

/// Scheme, host and port of a server.
struct Origin: Equatable {
  /// Whether the scheme is https.
  let isSecure: Bool
  /// Host and port as they were given.
  let authority: String

  /// Host and port as they stand in the `Host` field: without the scheme's own port.
  var hostField: String {
    let ownPort = isSecure ? ":443" : ":80"
    return authority.hasSuffix(ownPort) ? String(authority.dropLast(ownPort.count)) : authority
  }

  /// Takes an origin apart; nil unless it is one, without path, query or user.
  init?(_ text: String) {
    let schemes = [("http://", false), ("https://", true)]
    guard let (scheme, isSecure) = schemes.first(where: { text.hasPrefix($0.0) }) else {
      return nil
    }
    let authority = text.dropFirst(scheme.count)
    let allowed = authority.utf8.allSatisfy {
      $0 > 32 && $0 < 127 && !"/?#@\\\"<>^`{|}".utf8.contains($0)
    }
    guard !authority.isEmpty, allowed, Self.hasSoundPort(authority) else { return nil }
    self.isSecure = isSecure
    self.authority = String(authority)
  }

  private static func hasSoundPort(_ authority: Substring) -> Bool {
    let rest = authority.lastIndex(of: "]").map { authority[authority.index(after: $0)...] }
    let parts = (rest ?? authority).split(separator: ":", omittingEmptySubsequences: false)
    let isHostThere = rest != nil || !(parts.first ?? "").isEmpty
    if parts.count == 1 { return isHostThere && (rest ?? "").isEmpty }
    return isHostThere && parts.count == 2 && UInt16(parts[1]) != nil
  }
}
