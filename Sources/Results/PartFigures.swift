package import LoadGenerator

/// Figures of one part of an operation's iterations: a view of a viewer, or one of the operations of
/// a mix.
package struct PartFigures: Codable, Hashable, Sendable {
  /// The part's name.
  package var name: String
  /// Response times of valid answers.
  package var responseTime: LatencyFigures?
  /// Time from when the part was due to the last byte of its last answer; only parts whose answers
  /// are all valid count.
  package var time: LatencyFigures?

  /// Creates the figures of a part.
  package init(name: String, responseTime: LatencyFigures?, time: LatencyFigures?) {
    self.name = name
    self.responseTime = responseTime
    self.time = time
  }

  /// The parts of several blocks together, in order of first appearance.
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

  /// Takes the figures of a part from a load's report.
  package init(_ report: PartReport) {
    name = report.name
    responseTime = LatencyFigures(report.responseTime)
    time = LatencyFigures(report.time)
  }
}
