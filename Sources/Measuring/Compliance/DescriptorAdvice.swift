import Results
package import IIIFBench
import Verification
import IIIF

/// What a check of one server suggests to change in its descriptor.
package struct DescriptorAdvice: Hashable, Sendable {
  /// A sentence for each change; empty when the descriptor says what the server does.
  package let sentences: [String]

  /// Draws conclusions from the results of one server in one version.
  package init(
    server: PlannedServer, results: [FeatureResult], operations: [any ImageOperation]
  ) {
    let evidence = Evidence(server: server, results: results, operations: operations)
    sentences = [
      evidence.addresses, evidence.unclaimed, evidence.lacking, evidence.doubtful, evidence.limits,
    ].compactMap(\.self)
  }
}

/// The results of a check with what their operations need.
private struct Evidence {
  var api: APISupport
  var findings: [Finding]

  struct Finding {
    var operation: String
    var verdict: FeatureResult.Verdict
    var needs: Set<Feature>
    var kind: String?
  }

  init(server: PlannedServer, results: [FeatureResult], operations: [any ImageOperation]) {
    api = server.api
    findings = results.compactMap { result in
      operations.first { type(of: $0).name == result.operation }.map {
        Finding(
          operation: result.operation, verdict: result.verdict,
          needs: $0.requiredFeatures(in: server.api.version), kind: result.finding?.kind)
      }
    }
  }

  private var place: String { "api.\"\(api.version.rawValue)\"" }

  /// Nothing is found: the addresses are other ones than the server's.
  var addresses: String? {
    let kinds = Set(findings.map(\.kind))
    guard kinds.count == 1, let kind = kinds.first ?? nil,
      kind.hasPrefix("status-") || kind == "no-answer",
      findings.contains(where: { $0.verdict == .wrong })
    else { return nil }
    return "Every operation failed with '\(kind)': are the prefix in \(place), the identifier "
      + "(template, slashes, layout) and the server's image folder right?"
  }

  /// Features that were right although nothing claims them.
  var unclaimed: String? {
    let shown = needs(of: .unclaimed) { $0.subtracting(api.features) }
    let denied = needs(of: .unsupported) { needs in
      let missing = needs.subtracting(api.features)
      return missing.count == 1 ? missing : []
    }
    let regained = api.lacks.intersection(shown).subtracting(denied)
    let features = shown.subtracting(denied).subtracting(regained)
    var changes: [String] = []
    if !features.isEmpty { changes.append("add \(names(features)) to \(place).extra") }
    if !regained.isEmpty { changes.append("remove \(names(regained)) from \(place).lacks") }
    return changes.isEmpty
      ? nil : "The server does more than is claimed: \(changes.joined(separator: " and "))."
  }

  /// Features that are claimed and were wrong, as far as one of them alone must be to blame.
  var lacking: String? {
    let wrong = needs(of: .wrong) { needs in
      let suspects = needs.subtracting(right)
      return suspects.count == 1 ? suspects : []
    }
    let beyond = wrong.intersection(api.extra)
    let required = wrong.subtracting(beyond)
    var changes: [String] = []
    if !beyond.isEmpty { changes.append("remove \(names(beyond)) from \(place).extra") }
    if !required.isEmpty { changes.append("add \(names(required)) to \(place).lacks") }
    return changes.isEmpty
      ? nil
      : "What is claimed was not right: if the server cannot do it, "
        + "\(changes.joined(separator: " and "))."
  }

  /// Operations that were wrong where no single feature is to blame.
  var doubtful: String? {
    let right = right
    let wrong = findings.filter { $0.verdict == .wrong && $0.needs.subtracting(right).count != 1 }
    guard !wrong.isEmpty, addresses == nil else { return nil }
    let words = wrong.map { finding in
      finding.needs.isEmpty ? finding.operation : "\(finding.operation) (\(names(finding.needs)))"
    }
    return "Claimed, or demanded of every server, and wrong: \(words.joined(separator: "; "))."
  }

  /// Features that some operation has shown to be there.
  private var right: Set<Feature> {
    needs(of: .supported) { $0 }.union(needs(of: .unclaimed) { $0 })
  }

  /// Answers that were smaller than asked for.
  var limits: String? {
    findings.contains { $0.kind == ResponseProblem.shrunk.kind }
      ? "An answer was smaller than asked for: does the server have a limit? Raise it, or say so "
        + "in 'limits'."
      : nil
  }

  private func needs(
    of verdict: FeatureResult.Verdict, _ selected: (Set<Feature>) -> Set<Feature>
  ) -> Set<Feature> {
    findings.filter { $0.verdict == verdict }.reduce(into: []) { $0.formUnion(selected($1.needs)) }
  }

  private func names(_ features: Set<Feature>) -> String {
    features.map(\.rawValue).sorted().joined(separator: ", ")
  }
}
