@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
import Testing

@Suite struct ThresholdReportTests {
  @Test("Cells that miss a threshold are named with their figure")
  func misses() throws {
    var builder = ResultBuilder()
    builder.blocks = 1
    builder.milliseconds = { cell, _ in cell.server == "alpha" ? 20 : 500 }
    builder.thresholds = [
      "p50(crop) > 100ms", "throughput(*, server=alpha) < 50/s", "errors(*) > 0",
    ]
    let report = ThresholdReport(try builder.result())
    #expect(
      report.misses.map(\.message) == [
        "beta crop jpeg-q90 10 users: p50 is 499 ms (p50(crop) > 100ms)",
        "alpha crop jpeg-q90 10 users: throughput is 40.0/s (throughput(*, server=alpha) < 50/s)",
      ])
    #expect(report.idle.isEmpty)
  }

  @Test("A failed cell misses each threshold that covers it")
  func failed() throws {
    var builder = ResultBuilder()
    builder.thresholds = ["p50(crop) > 1s", "errors(*, server=alpha) > 0"]
    builder.change = { cell in
      if cell.server == "beta" { (cell.requests, cell.completedInWindow) = (0, 0) }
    }
    let report = ThresholdReport(try builder.result())
    #expect(
      report.misses.map(\.message) == [
        "beta crop jpeg-q90 10 users: failed, no figure (p50(crop) > 1s)"
      ])
  }

  @Test("A threshold without a figure in any cell is reported")
  func idle() throws {
    var builder = ResultBuilder()
    builder.thresholds = ["p99(crap) > 1ms"]
    let report = ThresholdReport(try builder.result())
    #expect(report.misses.isEmpty)
    #expect(report.idle.map(\.text) == builder.thresholds)
    let table = TerminalTable(try builder.result(), width: 80, colour: false)
    #expect(
      table.text.contains(
        "Thresholds missed\n- p99(crap) > 1ms: no measured cell has this figure\n"))
  }
}
