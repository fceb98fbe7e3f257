import IIIF
import IIIFBench
import Measuring
import Results
import Support

/// An invalid answer or a crash of one server and version, with all source formats in which it occurs.
struct ComplianceFinding {
  /// The first result with the finding.
  var result: FeatureResult
  /// The source formats.
  var formats: [SourceFormat]

  /// The findings of a check, each once.
  ///
  /// Addresses and figures are ignored in the comparison, because they differ between formats.
  static func all(in results: [FeatureResult]) -> [ComplianceFinding] {
    let groups = Dictionary(grouping: results.filter(\.isNotable), by: Key.init)
    return unique(results.filter(\.isNotable).map(Key.init)).compactMap { key in
      guard let group = groups[key], let first = group.first else { return nil }
      return ComplianceFinding(result: first, formats: unique(group.map(\.format)))
    }
  }

  /// Server, version, formats, operation and obligation.
  var heading: String {
    "\(result.server) \(result.version.rawValue) \(formats.map(\.name).joined(separator: ", ")): "
      + "\(result.operation) (\(result.obligation.rawValue.uppercased()))"
  }

  private struct Key: Hashable {
    var server: String
    var version: APIVersion
    var operation: String
    var verdict: FeatureResult.Verdict
    var kind: String?
    var expected: String?
    var found: String?

    init(_ result: FeatureResult) {
      (server, version, operation) = (result.server, result.version, result.operation)
      verdict = result.verdict
      kind = result.finding?.kind
      expected = result.finding.map { Self.pattern(of: $0.expected) }
      found = result.finding.map { Self.pattern(of: $0.found) }
    }

    /// A text without addresses and figures.
    private static func pattern(of text: String) -> String {
      text.replacing(/https?:\/\/[^\s>'"]*/, with: "URL").replacing(/[0-9.]+/, with: "0")
    }
  }
}
