import Decisions
import IIIFBench
import Results
import Statistics
import TestSupport
import Testing

@Suite struct VerdictsTests {
  /// Answers in a window of 10 s by server and block.
  private func counts(_ counts: [String: [Double]]) -> @Sendable (inout CellResult) -> Void {
    { cell in
      guard let count = counts[cell.server]?[cell.block - 1] else { return }
      cell.completion.answers = count
    }
  }

  private func group(_ change: (inout ResultBuilder) -> Void) throws -> ComparedCells {
    var builder = ResultBuilder()
    change(&builder)
    return try #require(Verdicts(try builder.result()).groups.first)
  }

  @Test("Servers are ordered from the best to the worst, and every pair is decided")
  func ranks() throws {
    let group = try group {
      $0.servers = ["alpha", "beta", "gamma"]
      $0.change = counts([
        "alpha": [690, 700, 685], "beta": [1000, 1010, 990], "gamma": [250, 250, 251],
      ])
    }
    #expect(group.figure == .answersPerSecond)
    #expect(group.servers.map(\.cell.cell.server) == ["beta", "alpha", "gamma"])
    #expect(group.servers.map(\.places) == [1...1, 2...2, 3...3])
    #expect(group.pairs.map { [$0.better, $0.worse] } == [[0, 1], [0, 2], [1, 2]])
    #expect(group.pairs.allSatisfy { $0.comparison?.verdict == .slower })
    let ratio = try #require(group.pair(1, 0)?.comparison)
    #expect(abs(ratio.ratio - 0.6917) < 0.0005)
    #expect(ratio.interval.contains(ratio.ratio) && ratio.interval.upperBound < 0.75)
    #expect(group.openPairs.isEmpty)
  }

  @Test("Level servers share places")
  func level() throws {
    let group = try group {
      $0.servers = ["alpha", "beta", "gamma"]
      $0.change = counts([
        "alpha": [10000, 10010, 9990], "beta": [10005, 10001, 9999], "gamma": [500, 501, 499],
      ])
    }
    #expect(group.pair(0, 1)?.comparison?.verdict == .level)
    #expect(group.servers.map(\.places) == [1...2, 1...2, 3...3])
  }

  @Test("Pairs with much scatter are open, and count for their operation and format")
  func open() throws {
    var builder = ResultBuilder()
    builder.operations = ["crop", "full"]
    builder.change = { [change = counts(["alpha": [1000, 800, 900], "beta": [700, 950, 800]])] in
      if $0.operation == "crop" {
        change(&$0)
      } else {
        $0.completedInWindow = $0.server == "alpha" ? 4000 : 400
      }
    }
    let verdicts = Verdicts(try builder.result())
    #expect(verdicts.openCount == 1)
    #expect(verdicts.isOpen(operation: "crop", format: .jpeg(quality: 90)))
    #expect(!verdicts.isOpen(operation: "full", format: .jpeg(quality: 90)))
    #expect(!verdicts.isOpen(operation: "crop", format: .tiff))
    #expect(try #require(verdicts.noise) > 0.01)
  }

  @Test("A fixed number of blocks is one look; an automatic one has the level of all its looks")
  func levels() throws {
    var result = try ResultBuilder().result()
    #expect(Verdicts(result).level == 0.05)
    result.study.blocks = .automatic(atMost: 13)
    #expect(Verdicts(result).level == 0.0144)
    #expect(Verdicts.level(of: .automatic(atMost: 5)) == 0.0227)
    #expect(Verdicts.level(of: .automatic(atMost: 7)) == 0.0177)
  }

  @Test("An unfinished run is decided like its result")
  func unfinished() throws {
    var builder = ResultBuilder()
    builder.change = counts(["alpha": [1000, 800, 900], "beta": [700, 950, 800]])
    let result = try builder.result()
    let summary = ResultSummary(
      study: result.study, cells: result.cells.filter { $0.block < 3 }, starts: [])
    let verdicts = Verdicts(summary, level: Verdicts.level(of: result.study.blocks))
    #expect(verdicts.openCount == 1)
    #expect(verdicts.groups.first?.pairs.first?.comparison?.estimate.blocks == 2)
  }

  @Test("One block decides nothing")
  func oneBlock() throws {
    let group = try group {
      $0.blocks = 1
      $0.change = counts(["alpha": [1000], "beta": [100]])
    }
    #expect(group.openPairs.count == 1)
    #expect(group.servers.map(\.places) == [1...2, 1...2])
  }

  @Test("Only blocks in which both servers were measured count")
  func commonBlocks() throws {
    let group = try group {
      $0.servers = ["alpha", "beta", "gamma"]
      $0.change = { cell in
        let failed = ["beta": [3], "gamma": [1, 2]][cell.server] ?? []
        guard failed.contains(cell.block) else { return }
        cell = CellResult(cell: cell.cell, block: cell.block, state: .failed, reason: "it died")
      }
    }
    let blocks = group.pairs.map { pair in
      (
        Set([pair.better, pair.worse].map { group.servers[$0].cell.cell.server }),
        pair.comparison?.estimate.blocks
      )
    }
    #expect(blocks.first { $0.0 == ["alpha", "beta"] }?.1 == 2)
    #expect(blocks.first { $0.0 == ["alpha", "gamma"] }?.1 == 1)
    #expect(blocks.contains { $0.0 == ["beta", "gamma"] && $0.1 == nil })
    #expect(group.openPairs.count >= 2)
  }

  @Test("Iterations are compared if all servers counted them, otherwise answers")
  func iterations() throws {
    let counted: @Sendable (inout CellResult) -> Void = { cell in
      cell.iterationTime = cell.responseTime
      cell.completion.answers = cell.server == "alpha" ? 1000 : 2000
      cell.completion.iterations = cell.server == "alpha" ? 200 : 100
    }
    let whole = try group { $0.change = counted }
    #expect(whole.figure == .iterationsPerSecond)
    #expect(whole.servers.map(\.cell.cell.server) == ["alpha", "beta"])
    #expect(try #require(whole.pairs.first?.comparison).verdict == .slower)
    let part = try group {
      $0.change = { cell in
        counted(&cell)
        if cell.server == "beta" { cell.iterationTime = nil }
      }
    }
    #expect(part.figure == .answersPerSecond)
    #expect(part.servers.map(\.cell.cell.server) == ["beta", "alpha"])
  }

  @Test("Open loads compare medians of response time")
  func responseTime() throws {
    let group = try group {
      $0.loads = [.rate(50)]
      $0.milliseconds = { cell, block in (cell.server == "alpha" ? 40 : 20) + Double(block) / 10 }
    }
    #expect(group.figure == .responseTime)
    #expect(group.servers.map(\.cell.cell.server) == ["beta", "alpha"])
    #expect(group.pairs.map { $0.comparison?.verdict } == [.slower])
  }

  @Test("Few answers that agree by chance have a wide interval")
  func counting() throws {
    let group = try group { $0.change = { $0.completedInWindow = $0.server == "alpha" ? 10 : 5 } }
    let comparison = try #require(group.pairs.first?.comparison)
    #expect(abs(comparison.ratio - 0.5) < 1e-9)
    #expect(comparison.interval.lowerBound < 0.45)
  }

  @Test("CPU time per answer has its own verdicts, unless its clock is too coarse")
  func cpu() throws {
    let result = { (resolution: Double) in
      try group {
        $0.change = { cell in
          cell.serverCPUSeconds = cell.server == "alpha" ? 5 : 3.8
          cell.serverCPUClock = CPUClock(source: .processClocks, resolution: resolution)
        }
      }
    }
    let pair = try #require(try result(0.01).pairs.first)
    #expect(pair.comparison?.verdict == .level)
    let cpu = try #require(pair.cpu)
    #expect(cpu.verdict == .slower || cpu.verdict == .faster)
    #expect(abs(max(cpu.ratio, 1 / cpu.ratio) - 5 / 3.8) < 0.001)
    #expect(try result(1).pairs.first?.cpu == nil)
  }
}
