import IIIFBench
import LoadGenerator
import Results
import Verification

/// What a cell measures of a cache that is wanted.
struct CacheMeasurement {
  let observation: CacheObservation
  /// The iterations that request the whole working set once.
  private let pass: Int
  /// The longest cold phase in seconds.
  private let limit: Seconds
  private var sent = 0
  private var seconds: Seconds = 0
  private var answers = 0.0

  /// The shortest slice of the cold phase, in iterations of each user.
  private static let rounds = 4

  init(rules: [CacheHitRule], pass: Int, limit: Seconds) {
    observation = CacheObservation(rules: rules)
    self.pass = pass
    self.limit = limit
  }

  /// The iterations of the next slice of the cold phase, about half a second of them; nil at its end.
  func nextSlice(users: Int) -> Int? {
    guard sent < pass, seconds < limit else { return nil }
    let rate = seconds > 0 ? Double(sent) / seconds : 0
    let wanted = max(Self.rounds * users, Int(rate * min(0.5, limit - seconds)))
    return min(wanted, pass - sent)
  }

  /// Records a slice of the cold phase.
  mutating func take(_ report: SliceReport, iterations: Int) {
    sent += iterations
    seconds += report.seconds
    answers += report.completions
  }

  /// The figures of the cell, from its result.
  func figures(of result: CellResult, distinctRequests: Int, pictures: Int) -> CacheFigures {
    CacheFigures(
      recognition: observation.recognition, distinctRequests: distinctRequests,
      pictures: pictures,
      cold: seconds > 0
        ? observation.figures(
          of: .cold, seconds: seconds, answersPerSecond: answers / seconds) : nil,
      warm: observation.figures(
        of: .window, seconds: result.seconds, answersPerSecond: result.throughput))
  }
}

extension Workload {
  /// The number of iterations from a place in the table that request each URL at least once.
  func iterationsOfPass(from first: Int) -> Int {
    let count = table.iterationCount
    guard count > 0 else { return 0 }
    var missing = Set(table.requests.map(\.target))
    for number in 0..<count {
      for step in table.steps(ofIteration: (first + number) % count) {
        for index in table.requests(ofStep: step) { missing.remove(table.requests[index].target) }
      }
      if missing.isEmpty { return number + 1 }
    }
    return count
  }
}
