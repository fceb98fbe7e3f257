package import LoadGenerator

/// A server's refusal of the first request, which ends a start that cannot work.
package struct SteadyRefusal: Sendable {
  /// Why a wait cannot help, in contrast to a server that is still starting.
  package enum Reason: Hashable, Sendable {
    /// An answer with this status.
    case status(Int)
    /// An answer with another media type.
    case mediaType(String)
    /// The host name does not resolve.
    case name
    /// There is no trusted TLS connection.
    case tls

    private static let statuses: Set<Int> = [400, 401, 403, 404, 500]

    /// The reason for a status; nil for one that a starting server sends.
    package init?(status: Int) {
      guard Self.statuses.contains(status) else { return nil }
      self = .status(status)
    }

    /// The reason for a failed transfer; nil for one that a starting server causes.
    package init?(fault: Fault) {
      switch fault {
      case .nameFailure: self = .name
      case .tlsFailure: self = .tls
      default: return nil
      }
    }

    /// What to change.
    ///
    /// - Parameter isExternal: Whether somebody else runs the server, which has other pictures.
    package func advice(isExternal: Bool) -> String {
      switch self {
      case .status(400):
        "it rejects the identifier: check 'slashes', 'layout' and 'encoding' of 'identifier'"
      case .status(401), .status(403):
        isExternal
          ? "it denies access: give user and password as --url NAME=http://USER:PASSWORD@HOST, or a "
            + "token with --header 'NAME.Authorization: …' or 'headers' of its descriptor"
          : "it denies access: check its access rules and whether it may read {images}"
      case .status(404):
        "it does not find the picture: check 'prefix' of 'api', 'template', 'slashes' and 'layout' "
          + "of 'identifier', and whether it "
          + (isExternal ? "has the pictures of this run" : "is told {images}")
      case .status: "it fails: its log should say why"
      case .mediaType: "it is no image server, or 'prefix' of 'api' leads elsewhere"
      case .name: "check the host name in its address"
      case .tls:
        "trust its certificate with --ca-file FILE, or accept any certificate with --insecure"
      }
    }
  }

  private let patience: Duration
  private var reason: Reason?
  private var since = ContinuousClock.now

  /// Creates a record; a refusal is steady if the same reason comes for `patience`.
  package init(patience: Duration) {
    self.patience = patience
  }

  /// Takes the reason of the latest refusal, nil without one; returns that of a steady refusal.
  package mutating func take(_ latest: Reason?, at time: ContinuousClock.Instant) -> Reason? {
    guard let latest else {
      reason = nil
      return nil
    }
    if latest != reason { (reason, since) = (latest, time) }
    return time - since >= patience ? latest : nil
  }
}
