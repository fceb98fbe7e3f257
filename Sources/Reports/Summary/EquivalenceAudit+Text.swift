import Decisions
import IIIFBench
import Support

extension EquivalenceAudit {
  /// All differences as sentences without repetition, with their subjects: `crop of jpeg-q90`.
  var findings: [(sentence: String, subjects: [String])] {
    Self.findings(
      groups.flatMap { group in group.differences.map { ($0.sentence, group.subject) } })
  }

  /// The differences of work.
  var workFindings: [(sentence: String, subjects: [String])] {
    Self.findings(
      groups.flatMap { group in
        group.differences.filter(\.aspect.decidesWork).map { ($0.sentence, group.subject) }
      })
  }

  private static func findings(
    _ pairs: [(sentence: String, subject: String)]
  ) -> [(sentence: String, subjects: [String])] {
    unique(pairs.map(\.sentence)).map { sentence in
      (sentence, pairs.filter { $0.sentence == sentence }.map(\.subject))
    }
  }
}

extension WorkMarks {
  /// The meaning of the mark.
  static let legend =
    "The work of marked servers differs, and may explain their distance from another server."
}

extension WorkDifference {
  /// The difference in a sentence.
  ///
  /// `NAME sends JPEG quality 90, the others 75: not the same work.`
  var sentence: String {
    var parts = others.enumerated().map { index, camp in
      let names = camp.servers.joined(separator: ", ")
      guard index == 0 else { return "\(names) \(camp.value.rest)" }
      return "\(names) \(camp.servers.count == 1 ? "sends" : "send") \(camp.value.object)"
    }
    if let majority { parts.append("the others \(majority.value.rest)") }
    return parts.joined(separator: ", ") + (aspect.decidesWork ? ": not the same work." : ".")
  }
}

extension ServerAnswers {
  /// The answers in one aspect: `75`, or `75 (90 %), 80 (10 %)` if they differ; nil if the aspect does
  /// not apply.
  func text(of aspect: WorkAspect) -> String? {
    let values = values(of: aspect)
    guard let first = values.first else { return nil }
    guard values.count > 1 || first.share < 1 else { return first.value.text }
    return values.map { "\($0.value.text) (\(Quantity.percent($0.share)) %)" }
      .joined(separator: ", ")
  }
}

extension WorkAspect {
  /// The heading in tables.
  var title: String {
    switch self {
    case .passThrough: "encoded by"
    case .quality: "JPEG quality"
    case .subsampling: "subsampling"
    case .scans: "JPEG kind"
    case .channels: "channels"
    case .pixelSize: "pixel size"
    case .profile: "colour profile"
    case .length: "mean size"
    }
  }
}
