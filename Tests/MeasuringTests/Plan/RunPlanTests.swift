@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Testing

@Suite("The plan of a run")
struct RunPlanTests {
  private func plan(seed: UInt64 = 1, serversAtOnce: Int = 1) throws -> RunPlan {
    let servers = try ["alpha", "beta", "gamma"].map { try plannedServer(testServer($0)) }
    let operations: [any ImageOperation] = [
      try RandomSquare(options: OptionValues([:], for: RandomSquare.options)),
      try Whole(options: OptionValues([:], for: [])),
    ]
    return RunPlan(
      servers: servers, operations: operations, formats: [.jpeg(quality: 90), .jp2(ratio: nil)],
      loads: [.concurrency(1), .concurrency(10)], serversAtOnce: serversAtOnce, seed: seed)
  }

  private func names(_ batch: RunPlan.Batch) -> [String] {
    batch.servers.map(\.descriptor.name)
  }

  @Test("A block starts every server once and measures each cell once", arguments: [1, 2, 3, .max])
  func blocks(serversAtOnce: Int) throws {
    let plan = try plan(serversAtOnce: serversAtOnce)
    for block in 1...4 {
      let batches = plan.batches(of: block)
      #expect(batches.flatMap(names).sorted() == ["alpha", "beta", "gamma"])
      #expect(batches.allSatisfy { $0.block == block && $0.servers.count <= serversAtOnce })
      let cells = batches.flatMap(\.groups).flatMap(\.cells)
      #expect(Set(cells).count == 12)
      #expect(cells.count == 12)
    }
    #expect(plan.measurementCount() == 12)
  }

  @Test("The cells of a group differ in the server alone")
  func groups() throws {
    let batch = try #require(try plan(serversAtOnce: .max).batches(of: 1).first)
    #expect(batch.groups.count == 4)
    for group in batch.groups {
      #expect(group.cells.map(\.server).sorted() == ["alpha", "beta", "gamma"])
      #expect(Set(group.cells.map(\.operation)).count == 1)
      #expect(Set(group.cells.map(\.load)).count == 1)
    }
  }

  @Test("The same seed gives the same order, another seed another")
  func order() throws {
    func order(_ plan: RunPlan) -> [String] {
      plan.batches(of: 1).map { "\(names($0)) \($0.groups)" }
    }
    #expect(try order(plan(seed: 7)) == order(plan(seed: 7)))
    #expect(try order(plan(seed: 7)) != order(plan(seed: 8)))
  }

  @Test("Servers do not keep one order through all blocks", arguments: [1, .max])
  func interleaving(serversAtOnce: Int) throws {
    let plan = try plan(serversAtOnce: serversAtOnce)
    let orders = Set((1...8).map { block in plan.batches(of: block).flatMap(names) })
    #expect(orders.count > 1)
    let first = Set(
      (1...8).compactMap { plan.batches(of: $0).first?.groups.first?.cells.first?.server })
    #expect(first.count > 1)
  }

  @Test("A block has only the groups that are wanted, and only their servers")
  func wanted() throws {
    let plan = try plan(serversAtOnce: 2)
    let isWanted = { (group: RunPlan.CellGroup) in group.cells[0].operation == "whole" }
    let cells = plan.batches(of: 2, where: isWanted).flatMap(\.groups).flatMap(\.cells)
    #expect(cells.count == 6)
    #expect(cells.allSatisfy { $0.operation == "whole" })
    #expect(plan.measurementCount(where: isWanted) == 6)
    #expect(plan.batches(of: 2) { _ in false }.isEmpty)
  }

  @Test("A format that a server does not read is a gap with its reason, not a cell")
  func gaps() throws {
    let plan = try plan()
    #expect(plan.gaps.count == 12)
    #expect(plan.gaps.allSatisfy { $0.reason == "does not read jp2" })
  }

  @Test("A feature that a server lacks is a gap with its reason")
  func missingFeature() throws {
    let server = try plannedServer(
      testServer(api: [
        APISupport(version: .v21, prefix: "", level: .level1, fullSize: .full, lacks: [.regionByPx])
      ]))
    let operation = try RandomSquare(options: OptionValues([:], for: RandomSquare.options))
    #expect(server.limitation(to: operation, format: .jpeg(quality: 90)) == "lacks regionByPx")
  }

  @Test("A server without the version asked for is asked in the one that it has")
  func version() throws {
    let both = testServer(api: [
      APISupport(version: .v21, prefix: "/2", level: .level2, fullSize: .full),
      APISupport(version: .v30, prefix: "/3", level: .level2, fullSize: .max),
    ])
    #expect(try plannedServer(both, major: 2).api.version == .v21)
    #expect(try plannedServer(both, major: 3).api.version == .v30)
    #expect(try plannedServer(testServer(), major: 3).api.version == .v21)
  }
}
