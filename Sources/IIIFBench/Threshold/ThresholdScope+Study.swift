import Support
extension Threshold.Scope {
  /// A name that a threshold contains and a study does not, with the study's names.
  package typealias Unmeasured = (kind: String, name: String, known: [String])

  /// Whether the study names everything that the scope names.
  package func isMeasured(by study: Study) -> Bool { unmeasured(in: study) == nil }

  /// The first name that the study does not contain; nil if it contains all of them.
  package func unmeasured(in study: Study) -> Unmeasured? {
    let servers = study.servers == [Study.everything] ? nil : study.servers
    let checks: [(kind: String, name: String?, known: [String]?)] = [
      ("operation", operation, study.operations.map(\.name)),
      ("server", server, servers.map { $0 + $0.map { String($0.prefix { $0 != "@" }) } }),
      ("source format", format?.name, study.formats.map(\.name)),
      ("load", load?.words, study.loads.map(\.words)),
    ]
    for check in checks {
      guard let name = check.name, let known = check.known, !known.contains(name) else { continue }
      return (check.kind, name, known)
    }
    return nil
  }
}

extension Load {
  /// The load in a threshold's notation: `concurrency=10`.
  fileprivate var words: String {
    switch self {
    case .concurrency(let users): "concurrency=\(users)"
    case .rate(let rate): "rate=\(rate.short)"
    case .replaySpeed(let speed): "replay-speed=\(speed.short)"
    }
  }
}
