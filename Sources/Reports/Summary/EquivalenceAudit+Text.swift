import Decisions
import Support

extension EquivalenceAudit {
  /// All sentences, each once, with what each is about: `crop of jpeg-q90`.
  var findings: [(sentence: String, subjects: [String])] {
    let pairs = groups.flatMap { group in
      group.differences.map { (sentence: $0.sentence, subject: group.subject) }
    }
    return unique(pairs.map(\.sentence)).map { sentence in
      (sentence, pairs.filter { $0.sentence == sentence }.map(\.subject))
    }
  }
}

extension WorkDifference {
  /// What differs, in a sentence.
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
  /// The answers in one respect in words: `75`, or `75 (90 %), 80 (10 %)` where they are not all
  /// alike; nil where it does not apply.
  func text(of aspect: WorkAspect) -> String? {
    let values = values(of: aspect)
    guard let first = values.first else { return nil }
    guard values.count > 1 || first.share < 1 else { return first.value.text }
    return values.map { "\($0.value.text) (\(Quantity.percent($0.share)) %)" }
      .joined(separator: ", ")
  }
}

extension WorkAspect {
  /// A few words for the heads of tables.
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
