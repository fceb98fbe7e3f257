import IIIFBench
import Statistics

/// Decides how long a load is warmed up until its throughput is steady.
struct SteadyWarmUp {
  /// The users of a closed load, 1 for others.
  let users: Int
  private var rates: [Double] = []
  /// The seconds of warm-up so far.
  private(set) var seconds: Seconds = 0
  /// Whether every request of the last slice failed.
  private var fails = false

  private static let shortestSlice: Seconds = 0.25

  /// Begins a warm-up; nil for a replay, whose recorded requests come once each.
  init?(load: Load) {
    switch load {
    case .concurrency(let count): users = count
    case .rate: users = 1
    case .replaySpeed: return nil
    }
  }

  /// Whether the throughput is steady.
  var isSteady: Bool { WarmUpTest.isSteady(rates: rates) }

  /// The length of the next slice: long enough for two answers to each user; nil at the end.
  ///
  /// A load whose requests all fail is not warmed up any longer.
  var nextSlice: Seconds? {
    guard !isSteady, !fails, seconds < WarmUpLength.limit else { return nil }
    let throughput = rates.last ?? 0
    let round = throughput > 0 ? 2 * Double(users) / throughput : 0
    return min(max(Self.shortestSlice, round), WarmUpLength.limit - seconds)
  }

  /// Records a slice.
  mutating func take(throughput: Double, seconds: Seconds, fails: Bool) {
    rates.append(throughput)
    self.seconds += seconds
    self.fails = fails
  }

  /// The remark on a load that did not become steady; nil if it did, or if all of its requests fail.
  var remark: String? {
    isSteady || fails
      ? nil : "Not steady after \(Int(seconds.rounded())) s of warm-up."
  }
}
