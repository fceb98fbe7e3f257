package import IIIFBench
package import IIIF

/// The level that a server claims and the one that it reaches, in one version and on one source
/// format.
package struct ComplianceSummary: Codable, Hashable, Sendable {
  /// The server's name, or `name@variant`.
  package var server: String
  /// The version of the Image API.
  package var version: APIVersion
  /// The source format.
  package var format: SourceFormat
  /// The level that the server's own information claims.
  package var claimed: ComplianceLevel
  /// The highest level whose features were all checked and right; nil when not even level 0 is.
  package var reached: ComplianceLevel?
  /// Operations that keep the server from the next level.
  package var missing: [String]
  /// Features of the next level that no operation of the check has asked for.
  package var unchecked: [Feature]
  /// Where the claim is wrong in itself or differs from the descriptor, a sentence each.
  package var remarks: [String]

  /// Sums up the results of one server, version and format.
  ///
  /// An operation belongs to the lowest level that has all the features it needs. Operations beyond
  /// level 2, and those the specification does not demand, decide nothing.
  package init(
    server: PlannedServer, format: SourceFormat, claim: ServerClaim, results: [FeatureResult],
    operations: [any ImageOperation]
  ) {
    self.server = server.descriptor.label
    version = server.api.version
    self.format = format
    claimed = claim.level
    remarks = claim.remarks
    reached = nil
    missing = []
    unchecked = []
    let right = Set(
      results.filter { [.supported, .unclaimed].contains($0.verdict) }.map(\.operation))
    let checked = Set(results.map(\.operation))
    let asked = operations.filter { checked.contains(type(of: $0).name) }
    for level in ComplianceLevel.allCases {
      let features = level.features(in: version)
      let due = asked.filter { operation in
        type(of: operation).obligation == .must
          && operation.requiredFeatures(in: server.api.version).isSubset(of: features)
      }
      missing = due.map { type(of: $0).name }.filter { !right.contains($0) }.sorted()
      let covered = due.reduce(into: Set<Feature>()) {
        $0.formUnion($1.requiredFeatures(in: server.api.version))
      }
      unchecked = features.subtracting(covered).sorted { $0.rawValue < $1.rawValue }
      guard missing.isEmpty, unchecked.isEmpty, !due.isEmpty else { return }
      reached = level
    }
  }
}
