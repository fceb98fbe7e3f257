/// The measured window of a slice, as one event loop knows it.
///
/// Both ends are `Nanoseconds.max` until they are known. Each is announced before it is reached, so
/// that work that ends earlier than an unknown end lies before it.
struct MeasuredWindow: Equatable, Sendable {
  /// When the window opens.
  var opens: Nanoseconds = .max
  /// When the window closes.
  var closes: Nanoseconds = .max

  /// Whether a time lies in the window.
  func contains(_ time: Nanoseconds) -> Bool { time >= opens && time < closes }

  /// The part of a time span that lies in the window; nil if there is none.
  func overlap(from start: Nanoseconds, to end: Nanoseconds) -> Range<Nanoseconds>? {
    let (first, last) = (max(start, opens), min(end, closes))
    return first < last ? first..<last : nil
  }

  /// The share of a time span that lies in the window, from 0 to 1.
  ///
  /// Work that counts with this share gives a throughput without bias in a steady state, however
  /// long the work takes in comparison with the window.
  func share(from start: Nanoseconds, to end: Nanoseconds) -> Double {
    if start >= opens, end < closes { return 1 }
    guard let overlap = overlap(from: start, to: end) else { return 0 }
    return Double(overlap.upperBound - overlap.lowerBound) / Double(end - start)
  }
}
