import Decisions
import IIIFBench
import Results
import TestSupport
import Testing

@Suite struct CellSummaryTests {
  private func summary(_ change: @escaping @Sendable (inout CellResult) -> Void) throws
    -> CellSummary
  {
    var builder = ResultBuilder()
    builder.servers = ["alpha"]
    builder.answers = 100
    builder.milliseconds = { _, block in Double(block * 10) }
    builder.change = change
    return try #require(ResultSummary(try builder.result()).cells.first)
  }

  @Test("Throughput is the geometric mean over the blocks; percentiles cover all answers")
  func combination() throws {
    let cell = try summary { $0.completedInWindow = $0.block * $0.block * 100 }
    #expect(cell.throughput?.values == [10, 40, 90])
    #expect(abs((cell.throughput?.mean ?? 0) - 33.019) < 0.001)
    #expect(cell.responseTime?.count == 300)
    #expect(cell.medianResponseTime?.median == 19_903)
    #expect(abs(Double(cell.responseTime?.p50 ?? 0) - 18_750) < 1_250)
  }

  @Test("Errors add up by kind; examples and remarks are not repeated")
  func errors() throws {
    let cell = try summary { cell in
      cell.errors = ["empty": 1, "status-500": cell.block]
      cell.errorExamples = [ErrorExample(kind: "empty", url: "u", expected: "e", found: "f")]
      cell.remarks = ["Once."]
    }
    #expect(cell.errors == ["empty": 3, "status-500": 6])
    #expect(cell.errorCount == 9)
    #expect(cell.errorExamples.map(\.url) == ["u"])
    #expect(cell.remarks == ["Once."])
  }

  @Test("A failed block is a remark beside the figures of the others")
  func lostBlock() throws {
    let cell = try summary { cell in
      if cell.block == 2 {
        cell = CellResult(cell: cell.cell, block: 2, state: .failed, reason: "it never answered")
      }
    }
    #expect(cell.state == .measured)
    #expect(cell.throughput?.values.count == 2)
    #expect(cell.remarks == ["Block 2 failed: it never answered"])
  }

  @Test("CPU time is that of the blocks in which it could be read")
  func cpu() throws {
    let cell = try summary { cell in
      cell.serverCPUSeconds = cell.block == 1 ? nil : 2
      cell.serverPeakMemory = cell.block * 1000
    }
    #expect(cell.cpuSecondsPerRequest == 0.02)
    #expect(cell.cpuSeconds == 2)
    #expect(cell.answersPerCPUSecond == 50)
    #expect(cell.peakMemory == 3000)
  }

  @Test("Cells are in the study's order, whatever the order of measurement")
  func order() throws {
    var builder = ResultBuilder()
    builder.servers = ["zeta", "alpha"]
    builder.operations = ["information", "crop"]
    builder.loads = [.concurrency(2), .concurrency(10)]
    builder.blocks = 1
    var result = try builder.result()
    result.cells.reverse()
    let summary = ResultSummary(result)
    #expect(summary.groups.map(\.title) == ["information · jpeg-q90", "crop · jpeg-q90"])
    #expect(
      summary.groups[0].cells.map { "\($0.cell.server) \($0.cell.load)" } == [
        "zeta concurrency(2)", "alpha concurrency(2)", "zeta concurrency(10)",
        "alpha concurrency(10)",
      ])
  }
}
