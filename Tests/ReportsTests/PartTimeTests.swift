@testable import Decisions
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

@Suite struct PartTimeTests {
  private func result() throws -> BenchmarkResult {
    var builder = ResultBuilder()
    builder.change = { cell in
      let half = cell.timeToFirstByte
      cell.parts = [
        PartFigures(name: "first view", responseTime: half, time: cell.responseTime),
        PartFigures(name: "moved view", responseTime: half, time: nil),
      ]
    }
    return try builder.result()
  }

  @Test("A part's times cover all blocks")
  func merged() throws {
    let cells = ResultSummary(try result()).cells
    let times = PartTime.times(in: cells)
    #expect(times.count == 2 * cells.count)
    let cell = try #require(cells.first)
    #expect(times.first?.part.time?.count == cell.responseTime?.count)
    #expect(times.first?.part.time?.p50 == cell.responseTime?.p50)
    #expect(times.first?.title.hasPrefix("\(cell.cell.operation), first view: ") == true)
  }

  @Test("Parts are listed below the table, also one without a valid answer")
  func shown() throws {
    let table = TerminalTable(try result(), width: 100, colour: false).text
    #expect(table.contains("Parts of iterations"))
    #expect(table.contains(#/, first view: \S+, \S+, .+: p50 .+, p95 .+, of \d+/#))
    #expect(table.contains(": never valid"))
  }

  @Test("Operations without parts have no such list")
  func none() throws {
    let plain = try ResultBuilder().result()
    #expect(!TerminalTable(plain, width: 100, colour: false).text.contains("Parts of"))
  }
}
