import Decisions
import Foundation
import IIIFBench
import Results
import Statistics
import TestSupport
import Testing

@Suite("Servers over several runs")
struct RunHistoryTests {
  /// A run on a day of a month: the rate of `alpha`, whose version it is, and the speed of the machine.
  private func run(
    day: Int, version: String, rate: Double, machine: Double = 1,
    _ change: (inout BenchmarkResult) -> Void = { _ in }
  ) throws -> RunHistory.Run {
    var builder = ResultBuilder()
    builder.operations = ["crop", "full"]
    builder.blocks = 5
    builder.change = { cell in
      let noise =
        [0, 0.01, -0.01, 0.005, -0.004][cell.block - 1] * (cell.server == "beta" ? -1 : 1)
      let own = cell.server == "alpha" && cell.operation == "crop" ? rate : 1000
      cell.completion.answers = own * machine * exp(noise)
    }
    var result = try builder.result()
    result.started = Date(timeIntervalSince1970: 1_790_000_000 + Double(day) * 86_400)
    let index = try #require(result.servers.firstIndex { $0.descriptor.label == "alpha" })
    result.servers[index].descriptor.version = version
    change(&result)
    return RunHistory.Run(source: "day \(day)", result: result)
  }

  private func crop(_ runs: [RunHistory.Run]) throws -> RunHistory.Series {
    let group = try #require(RunHistory(runs).groups.first)
    #expect(group.controls["alpha"] == ["beta"])
    return try #require(
      group.series.first { $0.cell.server == "alpha" && $0.cell.operation == "crop" })
  }

  @Test("The day cancels in the ratio to the control, and runs are ordered by date")
  func ratios() throws {
    let series = try crop([
      try run(day: 3, version: "1.1", rate: 1000, machine: 0.5),
      try run(day: 1, version: "1.0", rate: 1000),
    ])
    #expect(series.points.map(\.version) == ["1.0", "1.1"])
    #expect(series.points.allSatisfy { abs(($0.ratio?.value ?? 0) - 1) < 0.01 })
    #expect(series.points.map(\.step) == [nil, nil])
    #expect(series.points[1].change?.verdict == .level)
  }

  @Test("A step is confirmed by the next run, unconfirmed at the end, and refuted by a return")
  func steps() throws {
    let kept = try crop([
      try run(day: 1, version: "1.0", rate: 1000), try run(day: 2, version: "1.1", rate: 700),
      try run(day: 3, version: "1.2", rate: 702), try run(day: 4, version: "1.3", rate: 500),
    ])
    #expect(kept.points.map(\.step) == [nil, .confirmed, nil, .unconfirmed])
    #expect(kept.points[1].change?.verdict == .slower)
    let back = try crop([
      try run(day: 1, version: "1.0", rate: 1000), try run(day: 2, version: "1.1", rate: 700),
      try run(day: 3, version: "1.2", rate: 1001),
    ])
    #expect(back.points.map(\.step) == [nil, .refuted, .unconfirmed])
  }

  @Test("Another machine or other work is a group of its own")
  func groups() throws {
    let history = RunHistory([
      try run(day: 1, version: "1.0", rate: 1000),
      try run(day: 2, version: "1.1", rate: 1000) { $0.host.processors = 16 },
      try run(day: 3, version: "1.1", rate: 1000) { $0.seed = 9 },
      try run(day: 4, version: "1.2", rate: 1000),
    ])
    #expect(history.groups.map(\.runs.count) == [2, 1, 1])
  }

  @Test("Without a control there are figures and no ratios or changes")
  func uncontrolled() throws {
    let runs = try [1, 2].map { day in
      try run(day: day, version: "1.\(day)", rate: 1000) { result in
        result.servers.removeAll { $0.descriptor.label == "beta" }
        result.cells.removeAll { $0.server == "beta" }
      }
    }
    let group = try #require(RunHistory(runs).groups.first)
    #expect(group.controls == ["alpha": []])
    #expect(
      group.series.allSatisfy { $0.points.allSatisfy { $0.ratio == nil && $0.change == nil } })
  }

  @Test("One run, and a run without the cell, give no change")
  func gaps() throws {
    let single = try crop([try run(day: 1, version: "1.0", rate: 1000)])
    #expect(single.points.map { $0.change == nil } == [true])
    let series = try crop([
      try run(day: 1, version: "1.0", rate: 1000),
      try run(day: 2, version: "1.1", rate: 1000) { $0.cells.removeAll { $0.operation == "crop" } },
      try run(day: 3, version: "1.2", rate: 600),
    ])
    #expect(series.points.map(\.run) == [0, 2])
    #expect(series.points[1].step == .unconfirmed)
  }
}
