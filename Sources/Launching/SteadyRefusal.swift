/// A server's refusal of the first request, which ends a start that cannot work.
package struct SteadyRefusal: Sendable {
  /// The statuses with which a server refuses, in contrast to one that is still starting.
  private static let statuses: Set<Int> = [400, 401, 403, 404, 500]

  private let patience: Duration
  private var status: Int?
  private var since = ContinuousClock.now

  /// Creates a record; a refusal is steady if the same status comes for `patience`.
  package init(patience: Duration) {
    self.patience = patience
  }

  /// Takes the status of the latest answer, nil without an answer; returns a steady refusal.
  package mutating func take(_ latest: Int?, at time: ContinuousClock.Instant) -> Int? {
    guard let latest, Self.statuses.contains(latest) else {
      status = nil
      return nil
    }
    if latest != status { (status, since) = (latest, time) }
    return time - since >= patience ? latest : nil
  }

  /// What to change in the descriptor, by the status.
  package static func advice(for status: Int) -> String {
    switch status {
    case 400:
      "it rejects the identifier: check 'slashes', 'layout' and 'encoding' of 'identifier'"
    case 401, 403: "it denies access: check its access rules and whether it may read {images}"
    case 404:
      "it does not find the picture: check 'prefix' of 'api', 'template', 'slashes' and 'layout' "
        + "of 'identifier', and whether it is told {images}"
    default: "it fails: its log should say why"
    }
  }
}
