public import IIIF

/// The level that a server reaches in one version, by what a check found out.
public struct ComplianceSummary: Codable, Hashable, Sendable {
  /// The server's name, or `name@variant`.
  public var server: String
  /// The version of the Image API.
  public var version: APIVersion
  /// The level that its descriptor says it claims.
  public var claimed: ComplianceLevel
  /// The highest level whose features were all right; nil when not even level 0 is.
  public var reached: ComplianceLevel?
  /// Operations that keep the server from the next level.
  public var missing: [String]

  /// Sums up the results of one server and version.
  ///
  /// An operation belongs to the lowest level that has all the features it needs. Operations beyond
  /// level 2, and those the specification does not demand, decide nothing.
  public init(
    server: PlannedServer, results: [FeatureResult], operations: [any Operation]
  ) {
    self.server = server.descriptor.label
    version = server.api.version
    claimed = server.api.level
    reached = nil
    missing = []
    let wrong = Set(
      results.filter { ![.supported, .unclaimed].contains($0.verdict) }.map(\.operation))
    for level in ComplianceLevel.allCases {
      let failed = operations.filter { operation in
        type(of: operation).obligation == .must && wrong.contains(type(of: operation).name)
          && operation.requiredFeatures(in: server.api.version)
            .isSubset(of: level.features(in: server.api.version))
      }
      guard failed.isEmpty else {
        missing = failed.map { type(of: $0).name }
        return
      }
      reached = level
    }
  }
}
