/// Completions over the course of a window whose length is not known in advance.
///
/// The number of bins is fixed. When the window outgrows them, pairs of bins are merged and the width
/// doubles.
struct WindowBins: Sendable {
  private static let count = 240

  /// The width of a bin.
  private(set) var width: Nanoseconds
  private(set) var bins = [Double](repeating: 0, count: count)
  /// The last used bin and its edges: most work falls into the same bin again.
  private var current = 0
  private var currentStart: Nanoseconds = 0
  private var currentEnd: Nanoseconds = 0

  /// Creates bins for a window of an expected length; its tenths are aligned with bins.
  init(expecting length: Nanoseconds) { width = max(1, (length + 119) / 120) }

  /// Spreads an amount evenly over a range of time since the opening of the window.
  mutating func add(_ amount: Double, over range: Range<Nanoseconds>) {
    if range.lowerBound >= currentStart, range.upperBound <= currentEnd {
      bins[current] += amount
      return
    }
    while (range.upperBound - 1) / width >= Self.count { doubleWidth() }
    let first = Int(range.lowerBound / width)
    let last = max(first, Int((range.upperBound - 1) / width))
    (current, currentStart) = (last, Nanoseconds(last) * width)
    currentEnd = currentStart + width
    if first == last {
      bins[first] += amount
      return
    }
    let density = amount / Double(range.upperBound - range.lowerBound)
    for bin in first...last {
      let start = max(range.lowerBound, Nanoseconds(bin) * width)
      let end = min(range.upperBound, Nanoseconds(bin + 1) * width)
      bins[bin] += density * Double(end - start)
    }
  }

  private mutating func doubleWidth() {
    for bin in 0..<Self.count {
      bins[bin] = bin < Self.count / 2 ? bins[2 * bin] + bins[2 * bin + 1] : 0
    }
    width *= 2
    currentEnd = 0
  }

  /// Adds the bins of another loop of the same slice.
  mutating func add(_ other: WindowBins) {
    var other = other
    while width < other.width { doubleWidth() }
    while other.width < width { other.doubleWidth() }
    for bin in 0..<Self.count { bins[bin] += other.bins[bin] }
  }

  /// The amounts in ten equal parts of a window of a length, assuming an even spread within each bin.
  func tenths(of length: Nanoseconds) -> [Double] {
    var tenths = [Double](repeating: 0, count: 10)
    guard length > 0 else { return tenths }
    for (bin, amount) in bins.enumerated() where amount > 0 {
      let start = min(Nanoseconds(bin) * width, length - 1)
      let end = min(start + width, length)
      for tenth in tenths.indices {
        let from = max(Double(start), Double(length) * Double(tenth) / 10)
        let to = min(Double(end), Double(length) * Double(tenth + 1) / 10)
        if from < to { tenths[tenth] += amount * (to - from) / Double(end - start) }
      }
    }
    return tenths
  }
}
