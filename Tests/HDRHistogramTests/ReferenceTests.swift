import Statistics
import Testing

@testable import HDRHistogram

@Suite(
  "Figures agree with PyPI's hdrhistogram",
  .enabled(if: ReferenceHistogram.isAvailable, ReferenceHistogram.remedy), .timeLimit(.minutes(10)))
struct ReferenceTests {
  @Test("for random values", arguments: ValueDistribution.allCases)
  func randomValues(of distribution: ValueDistribution) throws {
    var generator = SplitMix64(seed: 42)
    try expectAgreement(
      on: [1, 2].map { weight in
        (0..<10_000).map { _ in (distribution.value(from: &generator), weight) }
      })
  }

  @Test("for the first and last value of every slot, and for values beyond the range")
  func edges() throws {
    let edges = (0..<HDRLayout.slotCount).flatMap { slot in
      let values = HDRLayout.values(in: slot)
      return [values.lowerBound, values.upperBound]
    }
    let beyond: [UInt64] = [600_309_760, (1 << 30) - 1, 1 << 30, 1 << 53, .max]
    let parts = [edges, beyond, edges.reversed() + beyond]
    try expectAgreement(on: parts.map { part in part.map { ($0, 1000) } })
  }

  /// Compares the histogram of each part, and their sum.
  private func expectAgreement(on parts: [[(value: UInt64, count: UInt64)]]) throws {
    let expected = try ReferenceHistogram.reports(on: parts)
    var sum = LatencyHistogram()
    var reports: [String] = []
    for part in parts {
      var histogram = LatencyHistogram()
      for (value, count) in part { histogram.record(value, count: count) }
      sum.add(histogram)
      reports += part.map {
        let equivalents = LatencyHistogram.equivalents(of: $0.value)
        return "equivalents \(equivalents.lowerBound) \(equivalents.upperBound)"
      }
      reports += report(on: histogram)
    }
    reports += report(on: sum)
    #expect(reports.count == expected.count)
    let difference = zip(reports, expected).first { $0 != $1 }
    #expect(difference == nil)
  }

  /// The figures in the format of the reference.
  private func report(on histogram: LatencyHistogram) -> [String] {
    let count = histogram.count
    let figures = [
      "count \(count) beyond \(histogram.beyond)", "min \(histogram.min) max \(histogram.max)",
      "mean \(histogram.mean)",
    ]
    let pairs = histogram.recordedValues.map { "pair \($0.value) \($0.count)" }
    guard count > 0 else { return figures + pairs }
    let step = max(1, Int(count / 500))
    let ranks = stride(from: 1, through: count, by: step).map { rank in
      "rank \(rank) \(histogram.value(atRank: rank))"
    }
    let tenths = Array(stride(from: 0, to: 990, by: 10)) + Array(990...1000)
    let percentiles = tenths.map { tenth in
      "percentile \(tenth) \(histogram.value(atPercentile: Double(tenth) / 10))"
    }
    return figures + pairs + ranks + percentiles
  }
}
