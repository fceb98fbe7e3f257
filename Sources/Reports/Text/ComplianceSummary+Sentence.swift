import Measuring
import IIIF
import IIIFBench

extension ComplianceSummary {
  /// The claimed and the reached level.
  ///
  /// `NAME, Image API 2.1, jp2: claims level 2, reaches level 1; missing for more: mirror`
  var sentence: String {
    let level = reached.map { "reaches level \($0.rawValue)" } ?? "reaches no level"
    let names = missing.joined(separator: ", ")
    let features = unchecked.map(\.rawValue).joined(separator: ", ")
    return "\(server), Image API \(version.rawValue), \(format.name): "
      + "claims level \(claimed.rawValue), \(level)"
      + (names.isEmpty ? "" : "; missing for more: \(names)")
      + (features.isEmpty ? "" : "; not checked: \(features)")
  }
}
