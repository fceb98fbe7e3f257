import Decisions
import IIIFBench
import Results
import TestSupport
import Testing

@Suite struct CellFindingTests {
  private func findings(
    operations: [String] = ["crop"], _ change: @escaping @Sendable (inout CellResult) -> Void
  ) throws -> [CellFinding] {
    var builder = ResultBuilder()
    builder.operations = operations
    builder.change = { cell in
      cell.completion.answers = Double(cell.completedInWindow)
      if cell.server == "beta" { change(&cell) }
    }
    let findings = CellFinding.findings(in: ResultSummary(try builder.result()))
    #expect(findings.allSatisfy { $0.cells.allSatisfy { $0.server == "beta" } })
    return findings
  }

  @Test("A Little's product more than 3 % off 1 is found")
  func littlesLaw() throws {
    #expect(try findings { $0.completion.littlesLaw = 0.98 }.isEmpty)
    let kinds = try findings { $0.completion.littlesLaw = 0.9 }.map(\.kind)
    guard case .littlesLaw(let product) = kinds.first, kinds.count == 1 else {
      Issue.record("\(kinds)")
      return
    }
    #expect(abs(product - 0.9) < 1e-9)
  }

  @Test("A load that ended early in a block is found")
  func endedEarly() throws {
    let kinds = try findings { $0.completion.loadEndedEarly = $0.block == 2 }.map(\.kind)
    #expect(kinds == [.loadEndedEarly])
  }

  @Test("A server that uses more than 1 % of a processor while others are measured is found")
  func idle() throws {
    #expect(try findings { $0.serverIdleCPUShare = 0.01 }.isEmpty)
    #expect(try findings { $0.serverIdleCPUShare = 0.25 }.map(\.kind) == [.idleCPU(0.25)])
  }

  @Test("Other programs and machines that use more than 5 % of the processors are found")
  func otherLoad() throws {
    #expect(try findings { $0.otherLoad = OtherLoad(programs: 0.04, steal: 0.04) }.isEmpty)
    #expect(try findings { $0.otherLoad = OtherLoad(programs: nil, steal: 0) }.isEmpty)
    #expect(
      try findings { $0.otherLoad = OtherLoad(programs: 0.125, steal: 0.25) }.map(\.kind)
        == [.otherPrograms(0.125), .steal(0.25)])
  }

  @Test("A cell that becomes faster within its windows is found")
  func windowDrift() throws {
    let steady = Array(repeating: 2000.0, count: 10)
    #expect(
      try findings {
        $0.completion.answers = 20_000
        $0.completion.tenths = steady
      }.isEmpty)
    let kinds = try findings {
      $0.completion.answers = 20_000
      $0.completion.tenths = steady.prefix(5) + [2200, 2200, 2200, 2200, 2200 + Double($0.block)]
    }.map(\.kind)
    guard case .windowDrift(let factor, let interval) = kinds.first, kinds.count == 1 else {
      Issue.record("\(kinds)")
      return
    }
    #expect(abs(factor - 1.1) < 0.001)
    #expect(interval.contains(factor) && interval.lowerBound > 1)
  }

  @Test("A server that becomes slower over its starts is found with all of its cells")
  func startDrift() throws {
    let operations = ["crop", "full", "information", "resize"]
    let findings = try findings(operations: operations) { cell in
      let index = operations.firstIndex(of: cell.operation) ?? 0
      let position = (index + cell.block) % 4
      cell.position = position
      cell.completion.answers = 10_000 * (1 - 0.05 * Double(position)) * Double(index + 1)
    }
    guard case .startDrift(let factor, let interval) = findings.first?.kind, findings.count == 1
    else {
      Issue.record("\(findings.map(\.kind))")
      return
    }
    #expect(factor > 0.8 && factor < 0.9)
    #expect(interval.contains(factor))
    #expect(findings[0].cells.count == 4)
  }
}
