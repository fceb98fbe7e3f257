import Results
import IIIFBench

/// The encodings of the valid answers of one server to one operation for one source format.
package struct ServerAnswers: Sendable {
  /// The server's name, or `name@variant`.
  package let server: String
  /// The number of inspected answers.
  package let observed: Int
  /// The mean size in bytes; nil without an answer within a window.
  package let meanBytes: Double?
  let traits: [ObservedTraits]

  /// Combines cells of a server; nil without inspected answers.
  init?(server: String, cells: [CellSummary]) {
    let blocks = cells.flatMap(\.blocks)
    traits = blocks.flatMap(\.traits)
    observed = traits.reduce(0) { $0 + $1.count }
    guard observed > 0 else { return nil }
    self.server = server
    let answers = blocks.reduce(0) { $0 + $1.completedInWindow }
    meanBytes =
      answers > 0 ? Double(blocks.reduce(0) { $0 + $1.bytes }) / Double(answers) : nil
  }

  /// The share of answers that meet a condition.
  func share(where condition: (AnswerTraits) -> Bool) -> Double {
    let count = traits.filter { condition($0.traits) }.reduce(0) { $0 + $1.count }
    return Double(count) / Double(observed)
  }

  /// The most frequent traits that meet a condition; nil if fewer than a share of all answers do.
  func mostFrequent(
    where condition: (AnswerTraits) -> Bool, from least: Double
  ) -> AnswerTraits? {
    guard share(where: condition) >= least else { return nil }
    return traits.filter { condition($0.traits) }.max { $0.count < $1.count }?.traits
  }

  /// The values of one aspect with their shares, the most frequent first; empty if the aspect does not
  /// apply.
  package func values(of aspect: WorkAspect) -> [(value: WorkValue, share: Double)] {
    if aspect == .length { return meanBytes.map { [(.bytes($0), 1)] } ?? [] }
    var counts: [WorkValue: Int] = [:]
    for entry in traits {
      guard let value = aspect.value(of: entry.traits) else { continue }
      counts[value, default: 0] += entry.count
    }
    return counts.sorted { ($1.value, "\($0.key)") < ($0.value, "\($1.key)") }
      .map { (value: $0.key, share: Double($0.value) / Double(observed)) }
  }
}
