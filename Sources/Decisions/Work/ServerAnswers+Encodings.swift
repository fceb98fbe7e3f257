package import Results
import Support

extension ServerAnswers {
  /// Encodings of fewer answers than this share do not count.
  private static let leastShare = 0.05

  /// The JPEG encodings of the answers with their shares; empty if answers are not JPEG.
  package var encodings: [JPEGEncoding: Double] {
    var counts: [JPEGEncoding: Double] = [:]
    var others = 0.0
    for entry in traits where !entry.traits.isPassedThrough {
      if let encoding = entry.traits.jpegEncoding {
        counts[encoding, default: 0] += Double(entry.count)
      } else {
        others += Double(entry.count)
      }
    }
    let all = counts.values.reduce(others, +)
    guard others <= Self.leastShare * all else { return [:] }
    let kept = counts.filter { $0.value >= Self.leastShare * all }
    let sum = kept.values.reduce(0, +)
    return kept.mapValues { $0 / sum }
  }
}

extension EquivalenceAudit {
  /// The operations with differing JPEG encodings, in their order, and these encodings.
  package var differingEncodings: [(operation: String, encodings: [JPEGEncoding])] {
    unique(groups.map(\.operation)).compactMap { operation in
      let encodings = groups.filter { $0.operation == operation }
        .reduce(into: Set<JPEGEncoding>()) { $0.formUnion($1.differingEncodings) }
        .filter(\.isWrittenByLibvips)
      guard encodings.count > 1 else { return nil }
      return (
        operation: operation,
        encodings: encodings.sorted { ($0.quality, "\($0)") < ($1.quality, "\($1)") }
      )
    }
  }
}

extension EquivalenceAudit.Group {
  /// The JPEG encodings of all servers, if any of them differ.
  package var differingEncodings: Set<JPEGEncoding> {
    guard differences.contains(where: \.aspect.decidesWork) else { return [] }
    let all = Set(answers.flatMap { $0.encodings.keys })
    return all.count > 1 ? all : []
  }
}
