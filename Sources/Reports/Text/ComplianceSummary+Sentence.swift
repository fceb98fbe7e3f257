import Measuring
import IIIF
import IIIFBench

extension ComplianceSummary {
  /// The claimed and the reached level; without a level, the features that were requested.
  ///
  /// `NAME, Image API 2.1, jp2: claims level 2, reaches level 1; missing for more: mirror`
  var sentence: String {
    "\(server), Image API \(version.rawValue), \(format.name): claims level \(claimed.rawValue)"
      + (isOpen ? openResult : result)
  }

  private var result: String {
    let level = reached.map { "reaches level \($0.rawValue)" } ?? "reaches no level"
    return ", \(level)"
      + (missing.isEmpty ? "" : "; missing for more: \(missing.joined(separator: ", "))")
  }

  private var openResult: String {
    let level = reached.map { "reaches at least level \($0.rawValue)" } ?? "its level is open"
    let features = requested.map(\.rawValue).joined(separator: ", ")
    return "; \(level), because only some operations were requested (features: "
      + (features.isEmpty ? "none beyond level 0" : features) + ")"
      + (unchecked.isEmpty
        ? "" : "; not checked: \(unchecked.map(\.rawValue).joined(separator: ", "))")
  }
}
