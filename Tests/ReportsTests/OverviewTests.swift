@testable import Decisions
import Foundation
import IIIFBench
@testable import Reports
import Results
import TestSupport
import Testing

@Suite("The first screen") struct OverviewTests {
  private func overview(_ result: BenchmarkResult) -> Overview {
    let summary = ResultSummary(result)
    let verdicts = Verdicts(result)
    return Overview(
      result, summary: summary, verdicts: verdicts,
      marks: WorkMarks(verdicts, audit: EquivalenceAudit(summary)))
  }

  /// Three servers of which alpha is fastest on jp2, beta and gamma are level on jpeg, and gamma does
  /// not support jp2.
  private func builder() -> ResultBuilder {
    var builder = ResultBuilder()
    builder.servers = ["alpha", "beta", "gamma"]
    builder.operations = ["crop", "full"]
    builder.formats = [.jpeg(quality: 90), .jp2(ratio: nil)]
    builder.change = { cell in
      cell.serverCPUSeconds = nil
      if cell.format == .jp2(ratio: nil) {
        cell.completedInWindow = cell.server == "alpha" ? 12_000 : 5000
        if cell.server == "gamma" {
          cell = CellResult(
            cell: cell.cell, block: cell.block, state: .unsupported, reason: "no jp2")
        }
      } else {
        cell.completedInWindow = cell.server == "alpha" ? 10_000 : 20_000 + cell.block
      }
    }
    return builder
  }

  @Test("The heading names what ran, or counts it")
  func heading() throws {
    #expect(
      overview(try builder().result()).heading
        == "alpha, beta and gamma: crop and full on jpeg-q90 and jp2")
    var many = builder()
    many.servers += ["delta"]
    many.operations = ["crop", "full", "information", "resize"]
    #expect(
      overview(try many.result()).heading == "4 servers: 4 operations on jpeg-q90 and jp2")
  }

  @Test("Each load has a sentence and a grid with the best, a tie and the next")
  func grid() throws {
    let overview = overview(try builder().result())
    #expect(
      overview.loads.map(\.sentence) == [
        "At 10 users, beta is fastest in 2 of 4 comparisons, gamma in 2 and alpha in 2, ties counted "
          + "for each."
      ])
    let grid = try #require(overview.loads.first?.servers)
    #expect(grid.columns == ["jpeg-q90", "jp2"])
    #expect(grid.rows.map(\.name) == ["crop", "full"])
    let fields = try #require(grid.rows.first?.fields).compactMap { $0 }
    #expect(
      fields.map { grid.lines(of: $0) } == [
        ["beta = gamma 2000/s", "2.00 times alpha"], ["alpha 1200/s", "2.40 times beta"],
      ])
    #expect(overview.unsupported == "jp2 by gamma")
  }

  @Test("Each server has its best source format")
  func formats() throws {
    let grid = try #require(overview(try builder().result()).loads.first?.formats)
    #expect(grid.columns == ["crop", "full"])
    #expect(grid.rows.map(\.name) == ["alpha", "beta"])
    #expect(
      grid.rows.compactMap { $0.fields[0] }.map { grid.lines(of: $0) } == [
        ["jp2 1200/s", "1.20 times jpeg-q90"], ["jpeg-q90 2000/s", "4.00 times jp2"],
      ])
  }

  @Test("All distances of a grid are in percent if none reaches 2 times")
  func percent() throws {
    var builder = builder()
    builder.change = { $0.completedInWindow = $0.server == "alpha" ? 13_000 : 10_000 }
    let grid = try #require(overview(try builder.result()).loads.first?.servers)
    let fields = grid.rows.flatMap(\.fields).compactMap(\.self)
    #expect(fields.allSatisfy { grid.lines(of: $0)[1] == "30 % ahead of beta" })
  }

  @Test("A single server has a table of its figures")
  func single() throws {
    var builder = builder()
    builder.servers = ["alpha"]
    let overview = overview(try builder.result())
    let grid = try #require(overview.loads.first?.servers)
    #expect(
      grid.rows.map { $0.fields.compactMap { $0.map { grid.lines(of: $0) } } } == [
        [["1000/s"], ["1200/s"]], [["1000/s"], ["1200/s"]],
      ])
    #expect(overview.loads.map(\.sentence) == ["At 10 users, only alpha has figures to compare."])
  }

  @Test("Open comparisons have the excluded differences, and the required blocks and minutes")
  func open() throws {
    var builder = builder()
    builder.servers = ["alpha", "beta"]
    builder.change = { cell in
      guard cell.operation == "crop" else { return }
      cell.completedInWindow = 1000 + (cell.server == "alpha" ? 30 : 17) * cell.block
    }
    let overview = overview(try builder.result())
    #expect(overview.open.count == 2)
    #expect(
      overview.open[0].contains(
        #/^crop of jpeg-q90 at 10 users: beta is between .+ % slower and .+ % faster than alpha; /#)
    )
    let fields = try #require(overview.loads.first?.servers?.rows.first?.fields)
    let grid = try #require(overview.loads.first?.servers)
    #expect(
      fields.compactMap(\.self).map { grid.lines(of: $0).last } == ["open: beta", "open: beta"])
  }

  @Test("Servers that are set apart or failed are listed with their comparisons")
  func exceptions() throws {
    var builder = builder()
    builder.change = { cell in
      switch (cell.server, cell.operation) {
      case ("beta", "crop"): cell.errors = ["empty": 100]
      case ("gamma", "full"):
        cell = CellResult(cell: cell.cell, block: cell.block, state: .failed, reason: "it died")
      default: break
      }
    }
    #expect(
      overview(try builder.result()).exceptions == [
        "beta is set apart (failed requests): crop of jpeg-q90 at 10 users and crop of jp2 at 10 users.",
        "failed on gamma: full of jpeg-q90 at 10 users and full of jp2 at 10 users.",
      ])
  }

  @Test("Terminal, HTML and Markdown have the same words")
  func everywhere() throws {
    let result = try builder().result()
    let overview = overview(result)
    let words =
      [overview.heading] + overview.loads.map(\.sentence)
      + [
        "beta = gamma 2000/s", "2.40 times beta", "4.00 times jp2", "Not supported: jp2 by gamma.",
      ]
    let reports = [
      TerminalTable(result, width: 400, colour: false).text, MarkdownReport(result).text,
      HTMLReport(result).text,
    ]
    for word in words {
      #expect(reports.allSatisfy { $0.contains(word) }, "\(word) is missing")
    }
  }

  @Test("Of many loads, the first and the last have grids")
  func manyLoads() throws {
    var builder = builder()
    builder.loads = [1, 2, 4, 8].map(Load.concurrency)
    let loads = overview(try builder.result()).loads
    #expect(loads.map { $0.servers != nil } == [true, false, false, true])
  }

  @Test("A grid fits a terminal, in several parts if it is narrow", arguments: [40, 80, 120])
  func width(columns: Int) throws {
    var builder = builder()
    builder.formats += [.tiff, .jpeg(quality: 75), .jp2(ratio: 10)]
    let grid = try #require(overview(try builder.result()).loads.first?.servers)
    let lines = TerminalGrid(grid: grid, width: columns, style: TextStyle(colour: false)).lines
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= columns })
    let headings = lines.filter { $0.hasPrefix("operation ") }
    #expect(headings.count == (columns == 40 ? 5 : columns == 80 ? 2 : 1))
  }
}
