import Support
extension Threshold.Scope {
  /// A name in a threshold that a study lacks, and the names that the study has.
  package typealias Unmeasured = (kind: String, name: String, known: [String])

  /// Whether the study has cells of the scope, as far as its own names tell.
  package func isMeasured(by study: Study) -> Bool { unmeasured(in: study) == nil }

  /// The first name that the study lacks; nil when it has all of them.
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
  /// The load as a threshold names it: `concurrency=10`.
  fileprivate var words: String {
    switch self {
    case .concurrency(let users): "concurrency=\(users)"
    case .rate(let rate): "rate=\(rate.short)"
    case .replaySpeed(let speed): "replay-speed=\(speed.short)"
    }
  }
}
