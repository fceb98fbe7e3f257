extension LatencyHistogram {
  /// The recorded values in increasing order, with the number of times each was recorded.
  ///
  /// A value is the highest of its equivalents.
  public var recordedValues: [(value: UInt64, count: UInt64)] {
    var pairs: [(value: UInt64, count: UInt64)] = []
    for slot in counts.indices where counts[slot] > 0 {
      pairs.append((HDRLayout.values(in: slot).upperBound, counts[slot]))
    }
    return pairs
  }

  /// The lowest equivalent of the smallest value; 0 if the histogram is empty.
  public var min: UInt64 {
    counts.firstIndex { $0 > 0 }.map { HDRLayout.values(in: $0).lowerBound } ?? 0
  }

  /// The highest equivalent of the largest value; 0 if the histogram is empty.
  public var max: UInt64 {
    counts.lastIndex { $0 > 0 }.map { HDRLayout.values(in: $0).upperBound } ?? 0
  }

  /// The arithmetic mean; 0 if the histogram is empty.
  ///
  /// Each value counts as the middle of its equivalents.
  public var mean: Double {
    guard count > 0 else { return 0 }
    var sum = 0.0
    for slot in counts.indices where counts[slot] > 0 {
      let values = HDRLayout.values(in: slot)
      let middle = values.lowerBound + (values.upperBound - values.lowerBound + 1) / 2
      sum += Double(middle) * Double(counts[slot])
    }
    return sum / Double(count)
  }

  /// The 50th percentile; 0 if the histogram is empty.
  public var median: UInt64 { value(atPercentile: 50) }

  /// The value at a percentile from 0 to 100; ``min`` for 0, and 0 if the histogram is empty.
  ///
  /// It is the highest equivalent of the smallest recorded value at or below which that share of all
  /// values lies.
  public func value(atPercentile percentile: Double) -> UInt64 {
    guard percentile > 0 else { return min }
    // Rounded down: 99.9 % of 1000 values would otherwise be the 1000th.
    let share = percentile.nextDown * Double(count) / 100
    let whole = UInt64(share)
    return value(atRank: Double(whole) < share ? whole + 1 : Swift.max(1, whole))
  }

  /// The highest equivalent of the value at a rank, the smallest value having rank 1; ``max`` for
  /// ranks above ``count``.
  public func value(atRank rank: UInt64) -> UInt64 {
    var passed: UInt64 = 0
    for slot in counts.indices {
      passed &+= counts[slot]
      if passed >= rank { return HDRLayout.values(in: slot).upperBound }
    }
    return max
  }
}
