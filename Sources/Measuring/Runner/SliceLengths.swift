import IIIFBench
import LoadGenerator

/// How the window of a cell is cut into slices that alternate with those of other servers.
struct SliceLengths {
  /// The length of the whole window in seconds.
  let window: Seconds
  /// The shortest slice.
  ///
  /// A closed load is in full swing after one answer of each user. With an open one a queue has to
  /// build up, or not.
  private let shortest: Seconds
  /// What is sent before each slice, uncounted.
  let warmUp: WarmUp
  /// Answers that a slice should have, so that its edges matter little.
  private static let answers = 30.0

  /// The slices of a load; nil where its window has to be one piece: when it is a number of
  /// iterations, changes its load, waits for a precision, or replays recorded times.
  init?(study: Study, load: Load) {
    guard study.iterations == nil, study.traffic.stages.isEmpty, study.traffic.precision == nil
    else { return nil }
    switch load {
    case .concurrency: (shortest, warmUp) = (0.25, WarmUp(rounds: 1))
    case .rate:
      (shortest, warmUp) = (2, WarmUp(duration: .seconds(min(0.5, study.warmUp.seconds ?? 0.5))))
    case .replaySpeed: return nil
    }
    window = study.duration
  }

  /// The length of the next slice, 0 when the window is complete.
  ///
  /// - Parameters:
  ///   - measured: The seconds that have been measured.
  ///   - throughput: Valid answers per second up to now.
  func next(after measured: Seconds, throughput: Double) -> Seconds {
    let wanted = throughput > 0 ? max(shortest, Self.answers / throughput) : max(shortest, 1)
    let rest = window - measured
    // A rest of less than half a slice is not worth its warm-up.
    if rest < min(wanted, window) / 2 { return 0 }
    return rest < wanted * 1.5 ? rest : wanted
  }
}
