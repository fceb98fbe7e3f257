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
  /// The highest level whose operations were all requested and answered correctly; nil if not even
  /// level 0 is, or if it is open.
  package var reached: ComplianceLevel?
  /// Operations whose invalid answers keep the server from the next level.
  package var missing: [String]
  /// Operations of the next level that this check did not request.
  package var notRequested: [String]
  /// Features of the next level that no operation requests.
  package var unchecked: [Feature]
  /// Features that this check requested.
  package var requested: [Feature]
  /// Where the claim is wrong in itself or differs from the descriptor, a sentence each.
  package var remarks: [String]

  /// Whether a level above the reached one is possible, because not all of its operations were
  /// requested.
  package var isOpen: Bool {
    missing.isEmpty && reached != ComplianceLevel.allCases.last
      && !(notRequested.isEmpty && unchecked.isEmpty)
  }

  /// Summarizes the results of one server, version and format.
  ///
  /// An operation belongs to the lowest level that has all the features it needs. Operations beyond
  /// level 2, and those the specification does not require, decide nothing.
  ///
  /// - Parameter operations: All operations that decide on a level, whether the check requested them
  ///   or not.
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
    notRequested = []
    unchecked = []
    let version = server.api.version
    let right = Set(
      results.filter { [.supported, .unclaimed].contains($0.verdict) }.map(\.operation))
    let checked = Set(results.map(\.operation))
    let known = operations.filter { $0.isDefined(in: version) && type(of: $0).obligation == .must }
    requested = Self.features(
      of: operations.filter { checked.contains(type(of: $0).name) }, in: version)
    for level in ComplianceLevel.allCases {
      let features = level.features(in: version)
      let due = known.filter { $0.requiredFeatures(in: version).isSubset(of: features) }
      let names = due.map { type(of: $0).name }.sorted()
      missing = names.filter { checked.contains($0) && !right.contains($0) }
      notRequested = names.filter { !checked.contains($0) }
      unchecked = features.subtracting(Self.features(of: due, in: version))
        .sorted { $0.rawValue < $1.rawValue }
      guard missing.isEmpty, notRequested.isEmpty, unchecked.isEmpty, !due.isEmpty else { return }
      reached = level
    }
  }

  private static func features(
    of operations: [any ImageOperation], in version: APIVersion
  ) -> [Feature] {
    operations.reduce(into: Set<Feature>()) { $0.formUnion($1.requiredFeatures(in: version)) }
      .sorted { $0.rawValue < $1.rawValue }
  }
}
