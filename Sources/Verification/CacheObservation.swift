import HDRHistogram
package import IIIFBench
package import Results
import Synchronization

/// Counts which valid answers of a cell come from a cache.
package final class CacheObservation: Sendable {
  /// A part of a cell's course.
  package enum Phase: Int, Sendable, CaseIterable {
    /// The first requests after a start.
    case cold
    /// Warm-ups, and the time after a window.
    case uncounted
    /// The measured window.
    case window
  }

  /// The rules for header fields; the first one whose field is present counts.
  package let rules: [CacheHitRule]
  private let phase = Atomic<Int>(Phase.uncounted.rawValue)
  private let counts = Mutex([Counts](repeating: Counts(), count: Phase.allCases.count))
  private let fields = Mutex<[String: Int]>([:])

  private struct Counts {
    var hits = LatencyHistogram()
    var misses = LatencyHistogram()
  }

  /// Creates an observation with rules for header fields.
  package init(rules: [CacheHitRule]) {
    self.rules = rules
  }

  /// Begins a phase.
  package func begin(_ phase: Phase) {
    self.phase.store(phase.rawValue, ordering: .relaxed)
  }

  /// Counts a valid answer that ends now.
  ///
  /// - Parameter field: The header field that says whether it is a hit; nil if its time does.
  package func record(isHit: Bool, field: String?, microseconds: UInt64) {
    counts.withLock { counts in
      let index = phase.load(ordering: .relaxed)
      if isHit {
        counts[index].hits.record(microseconds)
      } else {
        counts[index].misses.record(microseconds)
      }
    }
    if let field { fields.withLock { $0[field, default: 0] += 1 } }
  }

  /// How most answers were judged.
  package var recognition: CacheFigures.Recognition {
    let answers = counts.withLock { $0.reduce(0) { $0 + $1.hits.count + $1.misses.count } }
    let named = fields.withLock { $0.max { ($0.value, $1.key) < ($1.value, $0.key) } }
    guard let named, 2 * UInt64(named.value) >= answers else { return .time }
    return .field(named.key)
  }

  /// The figures of a phase.
  ///
  /// - Parameters:
  ///   - seconds: Its length.
  ///   - answersPerSecond: Its throughput.
  package func figures(
    of phase: Phase, seconds: Double, answersPerSecond: Double
  ) -> CachePhase {
    let counts = counts.withLock { $0[phase.rawValue] }
    return CachePhase(
      seconds: seconds, answersPerSecond: answersPerSecond, hits: Int(counts.hits.count),
      misses: Int(counts.misses.count), hitTime: LatencyFigures(counts.hits),
      missTime: LatencyFigures(counts.misses))
  }
}
