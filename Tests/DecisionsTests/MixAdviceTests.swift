import Decisions
import Foundation
import IIIFBench
import Results
import Statistics
import TestSupport
import Testing

@Suite("Advice for a mix of requests")
struct MixAdviceTests {
  /// The example of three blocks: throughputs of two servers for three operations.
  private static let rates: [String: [String: [Double]]] = [
    "alpha": ["tiles": [100, 104, 98], "information": [20, 21, 19.5], "full": [2, 2.1, 1.95]],
    "beta": ["tiles": [60, 63, 60], "information": [25, 26, 24], "full": [3, 3.05, 2.9]],
  ]

  private func builder(
    _ change: @escaping @Sendable (inout CellResult) -> Void = { _ in }
  ) -> ResultBuilder {
    var builder = ResultBuilder()
    builder.operations = ["tiles", "information", "full"]
    builder.change = { cell in
      let rate = Self.rates[cell.server]?[cell.operation]?[cell.block - 1] ?? 1
      cell.completion.answers = 10 * rate
      cell.completedInWindow = Int(10 * rate)
      cell.serverCPUSeconds = cell.completion.answers * 0.01
      change(&cell)
    }
    return builder
  }

  private let parts = [("tiles", 60.0), ("information", 30), ("full", 10)]
    .map { MixAdvice.Part(operation: $0.0, weight: $0.1) }

  @Test("The throughput of a mix is the weighted harmonic mean, block by block")
  func throughput() throws {
    let advice = try MixAdvice(try builder().result(), parts: parts)
    #expect(advice.candidates.map(\.server) == ["beta", "alpha"])
    let times = [[0.071, 0.067674, 0.072789], [0.055333, 0.053849, 0.056983]]
    let means = times.map { 1 / exp($0.reduce(0) { $0 + log($1) } / 3) }
    #expect(abs(advice.candidates[1].throughput - means[0]) < 0.001)
    #expect(abs(advice.candidates[0].throughput - means[1]) < 0.001)
    let behind = try #require(advice.candidates[1].behind)
    #expect(behind.verdict == .slower)
    #expect(abs(behind.ratio - 0.785937) < 1e-4)
    #expect(advice.candidates.map(\.places) == [1...1, 2...2])
    #expect(advice.candidates.map(\.letters) == ["a", "b"])
    #expect(advice.candidates.allSatisfy { abs(($0.cpuSeconds ?? 0) - 0.01) < 0.001 })
  }

  @Test("The choice changes where the other candidate becomes faster")
  func turns() throws {
    let advice = try MixAdvice(try builder().result(), parts: parts)
    let tiles = try #require(advice.turns.first { $0.operation == "tiles" })
    #expect(tiles.sensitivity.above == 1)
    #expect(abs(tiles.sensitivity.holds.upperBound - 0.88) < 0.02)
  }

  @Test("A candidate drops out with the operation and the reason")
  func dropped() throws {
    let result = try builder { cell in
      if cell.server == "alpha", cell.operation == "information" {
        cell = CellResult(
          cell: cell.cell, block: cell.block, state: .unsupported, reason: "lacks it")
      }
    }.result()
    let advice = try MixAdvice(result, parts: parts)
    #expect(advice.candidates.map(\.server) == ["beta"])
    #expect(
      advice.dropped == [
        DroppedCandidate(
          server: "alpha", format: .jpeg(quality: 90), operation: "information",
          reason: .absent("lacks it"))
      ])
    let failing = try builder { $0.errors = ["status": 100] }.result()
    let error = #expect(throws: MixAdvice.Problem.self) {
      try MixAdvice(failing, parts: parts)
    }
    guard case .noCandidate(let dropped) = error else {
      Issue.record("expected no candidate")
      return
    }
    #expect(dropped.count == 2)
  }

  @Test("An operation or a load that the result lacks is refused with the known ones")
  func unknown() throws {
    let result = try builder().result()
    #expect(
      throws: MixAdvice.Problem.unknownOperations(
        ["crop"], known: ["tiles", "information", "full"])
    ) { try MixAdvice(result, parts: [MixAdvice.Part(operation: "crop", weight: 1)]) }
    #expect(throws: MixAdvice.Problem.unknownLoad(3, known: [10])) {
      try MixAdvice(result, parts: parts, users: 3)
    }
  }

  @Test("A measurement of the same mix stands beside the calculated throughput")
  func measured() throws {
    var builder = builder()
    builder.operations.append("mixture")
    var result = try builder.result()
    let index = try #require(result.study.operations.firstIndex { $0.name == "mixture" })
    result.study.operations[index].options = ["weights": "information=3,tiles=6,full=1"]
    for cell in result.cells.indices where result.cells[cell].operation == "mixture" {
      result.cells[cell].completion.answers = 100
    }
    let advice = try MixAdvice(result, parts: parts)
    #expect(advice.candidates.map { $0.measured.map { $0.rounded() } } == [10, 10])
    result.study.operations[index].options = ["weights": "information=4,tiles=6,full=1"]
    #expect(try MixAdvice(result, parts: parts).candidates.allSatisfy { $0.measured == nil })
  }

  @Test("With one block nothing is told apart")
  func oneBlock() throws {
    var builder = builder()
    builder.blocks = 1
    let advice = try MixAdvice(try builder.result(), parts: parts)
    #expect(advice.candidates.map(\.places) == [1...2, 1...2])
    #expect(Set(advice.candidates.map(\.letters)) == ["a"])
  }
}
