import IIIFBench
import TestSupport
import Testing

@testable import Reports

@Suite struct ThresholdTests {
  @Test("A threshold is read with its figure, its cells and its limit")
  func parsing() throws {
    let threshold = try Threshold(
      "p99( crop, server=iipsrv@fast, format=jp2-10x, concurrency=10 ) >= 0.5s")
    #expect(threshold.metric == .p99)
    #expect(threshold.comparison == .greaterOrEqual)
    #expect(threshold.limit == 500_000)
    #expect(
      threshold.scope
        == Threshold.Scope(
          operation: "crop", server: "iipsrv@fast", format: .jp2(ratio: 10), load: .concurrency(10))
    )
    #expect(try Threshold("memory(*) > 1GB").limit == 1e9)
    #expect(try Threshold("errors(*)>0").scope == Threshold.Scope())
  }

  @Test(
    "A threshold that cannot be read says what is wrong and what would be right",
    arguments: [
      ("p99 > 500ms", "expected FIGURE(OPERATION) > LIMIT, as in 'p99(crop) > 500ms'"),
      ("p99(crop) = 500ms", "expected FIGURE(OPERATION) > LIMIT, as in 'p99(crop) > 500ms'"),
      ("p99(crop, full) > 1s", "expected FIGURE(OPERATION) > LIMIT, as in 'p99(crop) > 500ms'"),
      (
        "p98(crop) > 500ms",
        "there is no figure 'p98'; there are p50, p90, p95, p99, p999, max, mean, ttfb, "
          + "throughput, errors, error-rate, size, cpu, memory"
      ),
      ("p99(crop) > 500", "a unit is missing of p99; use µs, us, ms, s"),
      ("p99(crop) > 5MB", "'MB' is no unit of p99; use µs, us, ms, s"),
      ("errors(crop) > 5%", "errors is a count and takes no unit"),
      ("p99(crop) > 1.2.3s", "'1.2.3' is no number"),
      (
        "p99(crop, host=x) > 1s",
        "unknown key 'host'; there are server, format, concurrency and rate"
      ),
      ("p99(crop, format=png) > 1s", "'png' is no format"),
      ("p99(crop, concurrency=ten) > 1s", "'ten' is no concurrency"),
    ])
  func mistakes(text: String, explanation: String) {
    let error = #expect(throws: ThresholdError.self) { try Threshold(text) }
    #expect(error?.description == "threshold '\(text)': \(explanation)")
  }

  @Test("Cells beyond a threshold are named with their figure, others are not")
  func misses() throws {
    var builder = ResultBuilder()
    builder.blocks = 1
    builder.milliseconds = { cell, _ in cell.server == "alpha" ? 20 : 500 }
    let report = ThresholdReport(
      [
        try Threshold("p50(crop) > 100ms"), try Threshold("throughput(*, server=alpha) < 50/s"),
        try Threshold("errors(*) > 0"),
      ], result: try builder.result())
    #expect(
      report.misses.map(\.message) == [
        "beta crop jpeg-q90 10 users: p50 is 499 ms (p50(crop) > 100ms)",
        "alpha crop jpeg-q90 10 users: throughput is 40.0/s (throughput(*, server=alpha) < 50/s)",
      ])
    #expect(report.idle.isEmpty)
  }

  @Test("A threshold that no cell has a figure for is reported, for it proves nothing")
  func idle() throws {
    let threshold = try Threshold("p99(crap) > 1ms")
    let report = ThresholdReport([threshold], result: try ResultBuilder().result())
    #expect(report.misses.isEmpty)
    #expect(report.idle == [threshold])
    let table = TerminalTable(
      try ResultBuilder().result(), thresholds: [threshold], width: 80, colour: false)
    #expect(
      table.text.contains(
        "Thresholds missed\n- p99(crap) > 1ms: no measured cell has that figure\n"))
  }
}
