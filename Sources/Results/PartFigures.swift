package import LoadGenerator

/// Figures of one part of an operation's iterations: a view of a viewer, or one of several operations
/// that take turns.
package struct PartFigures: Codable, Hashable, Sendable {
  /// The part's name.
  package var name: String
  /// From the moment at which a request was due to the last byte, of valid answers.
  package var responseTime: LatencyFigures?
  /// From the moment at which the part was due to the last byte of its last answer, where all of its
  /// answers were right.
  package var time: LatencyFigures?

  /// Creates the figures of a part.
  package init(name: String, responseTime: LatencyFigures?, time: LatencyFigures?) {
    self.name = name
    self.responseTime = responseTime
    self.time = time
  }

  /// The parts of several blocks together, in the order in which they first come.
  package static func merged(_ blocks: [[PartFigures]]) -> [PartFigures] {
    var names: [String] = []
    for part in blocks.joined() where !names.contains(part.name) { names.append(part.name) }
    return names.map { name in
      let parts = blocks.joined().filter { $0.name == name }
      return PartFigures(
        name: name, responseTime: LatencyFigures(merging: parts.compactMap(\.responseTime)),
        time: LatencyFigures(merging: parts.compactMap(\.time)))
    }
  }

  package init(_ report: PartReport) {
    name = report.name
    responseTime = LatencyFigures(report.responseTime)
    time = LatencyFigures(report.time)
  }
}
