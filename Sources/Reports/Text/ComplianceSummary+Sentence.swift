import IIIF
import IIIFBench

extension ComplianceSummary {
  /// The claim and what came of it.
  ///
  /// `NAME, Image API 2.1: claims level 2, reaches level 1; not right for more: mirror.`
  var sentence: String {
    let level = reached.map { "reaches level \($0.rawValue)" } ?? "reaches no level"
    let names = missing.joined(separator: ", ")
    return "\(server), Image API \(version.rawValue): claims level \(claimed.rawValue), \(level)"
      + (names.isEmpty ? "" : "; not right for more: \(names)")
  }
}
