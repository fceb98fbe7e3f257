import Testing

@testable import HDRHistogram

@Suite struct LatencyHistogramTests {
  @Test("All figures of an empty histogram are 0")
  func empty() {
    let histogram = LatencyHistogram()
    #expect(histogram.count == 0 && histogram.beyond == 0)
    #expect(Array(histogram.recordedValues).isEmpty)
    #expect(histogram.min == 0 && histogram.max == 0 && histogram.mean == 0)
    #expect(histogram.median == 0 && histogram.value(atRank: 1) == 0)
  }

  @Test("Slots leave no gap, and no slot is wider than 0.1 % of its values")
  func layout() {
    var next: UInt64 = 0
    for slot in 0..<HDRLayout.slotCount {
      let values = HDRLayout.values(in: slot)
      #expect(values.lowerBound == next)
      #expect(HDRLayout.slot(of: values.lowerBound) == slot)
      #expect(HDRLayout.slot(of: values.upperBound) == slot)
      #expect(LatencyHistogram.equivalents(of: values.upperBound) == values)
      #expect(Double(values.upperBound - values.lowerBound) <= Double(values.lowerBound) / 1000)
      next = values.upperBound + 1
    }
    #expect(next == 600_309_760)
  }

  @Test(
    "Values beyond the range have equivalents, too",
    arguments: [
      (600_309_760, 600_309_760...600_834_047),
      (UInt64.max, (UInt64.max - (1 << 53) + 1)...UInt64.max),
    ] as [(UInt64, ClosedRange<UInt64>)])
  func equivalents(value: UInt64, range: ClosedRange<UInt64>) {
    #expect(LatencyHistogram.equivalents(of: value) == range)
  }

  @Test("Values beyond ten minutes count as ten minutes, and their number is kept")
  func beyond() {
    var histogram = LatencyHistogram()
    histogram.record(600_000_000)
    histogram.record(600_309_760)
    histogram.record(.max, count: 2)
    #expect(histogram.count == 4 && histogram.beyond == 3)
    #expect(histogram.min == 599_785_472 && histogram.max == 600_309_759)
    var sum = histogram
    sum.add(histogram)
    #expect(sum.count == 8 && sum.beyond == 6)
  }

  @Test("A copy does not change with the original")
  func copies() {
    var histogram = LatencyHistogram()
    histogram.record(5)
    let copy = histogram
    histogram.record(7)
    #expect(copy.max == 5 && copy.count == 1)
    #expect(histogram.max == 7 && histogram.count == 2)
  }

  @Test("Values at ranks are those of the sorted values")
  func ranks() {
    var histogram = LatencyHistogram()
    for value: UInt64 in [3, 1, 2, 2, 900] { histogram.record(value) }
    #expect((UInt64(1)...6).map { histogram.value(atRank: $0) } == [1, 2, 2, 3, 900, 900])
  }

  @Test("Percentiles of whole numbers of values are not rounded up to the next value")
  func wholeShares() {
    var histogram = LatencyHistogram()
    for value in UInt64(1)...1000 { histogram.record(value) }
    for (percentile, value) in [(0.1, 1), (50, 500), (99.9, 999), (99.91, 1000), (100, 1000)] {
      #expect(histogram.value(atPercentile: percentile) == UInt64(value))
    }
  }

  @Test("Recording the pairs of a histogram restores it")
  func restoring() {
    var histogram = LatencyHistogram()
    for value: UInt64 in [0, 1, 2047, 2048, 4096, 4097, 123_456_789, 600_000_000] {
      histogram.record(value, count: value % 7 + 1)
    }
    var restored = LatencyHistogram()
    for pair in histogram.recordedValues { restored.record(pair.value, count: pair.count) }
    #expect(restored == histogram)
  }
}
