/// The measured window of a slice, as known to one event loop.
///
/// Both ends are `Nanoseconds.max` until they are known. Each is announced in advance, so that work that
/// ends before the announcement lies before the end.
struct MeasuredWindow: Equatable, Sendable {
  /// When the window opens.
  var opens: Nanoseconds = .max
  /// When the window closes.
  var closes: Nanoseconds = .max

  /// Whether a time is in the window.
  func contains(_ time: Nanoseconds) -> Bool { time >= opens && time < closes }

  /// The overlap of a time span with the window, if any.
  func overlap(from start: Nanoseconds, to end: Nanoseconds) -> Range<Nanoseconds>? {
    let (first, last) = (max(start, opens), min(end, closes))
    return first < last ? first..<last : nil
  }

  /// The share of a time span in the window, from 0 to 1.
  ///
  /// Weighted with this share, work gives an unbiased throughput in steady state, however long it takes
  /// compared with the window.
  func share(from start: Nanoseconds, to end: Nanoseconds) -> Double {
    if start >= opens, end < closes { return 1 }
    guard let overlap = overlap(from: start, to: end) else { return 0 }
    return Double(overlap.upperBound - overlap.lowerBound) / Double(end - start)
  }
}
