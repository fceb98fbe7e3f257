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
  private func plan(seed: UInt64 = 1, blocks: Int = 4) throws -> RunPlan {
    let servers = try ["alpha", "beta", "gamma"].map { try plannedServer(testServer($0)) }
    let operations: [any ImageOperation] = [
      try RandomSquare(options: OptionValues([:], for: RandomSquare.options)),
      try Whole(options: OptionValues([:], for: [])),
    ]
    return RunPlan(
      servers: servers, operations: operations, formats: [.jpeg(quality: 90), .jp2(ratio: nil)],
      loads: [.concurrency(1), .concurrency(10)], blocks: blocks, seed: seed)
  }

  @Test("Every block starts every server once and measures each of its cells once")
  func blocks() throws {
    let plan = try plan()
    for block in 1...4 {
      let starts = plan.starts.filter { $0.block == block }
      #expect(Set(starts.map(\.server.descriptor.name)) == ["alpha", "beta", "gamma"])
      #expect(starts.count == 3)
      for start in starts {
        #expect(Set(start.cells).count == 4)
        #expect(start.cells.count == 4)
      }
    }
    #expect(plan.starts.map(\.block) == plan.starts.map(\.block).sorted())
    #expect(plan.measurementCount == 48)
  }

  @Test("The same seed gives the same order, another seed another")
  func order() throws {
    func order(_ plan: RunPlan) -> [String] {
      plan.starts.map { "\($0.server.descriptor.name) \($0.cells)" }
    }
    #expect(try order(plan(seed: 7)) == order(plan(seed: 7)))
    #expect(try order(plan(seed: 7)) != order(plan(seed: 8)))
  }

  @Test("Servers do not keep one order through all blocks")
  func interleaving() throws {
    let plan = try plan(blocks: 8)
    let orders = Set(
      (1...8).map { block in
        plan.starts.filter { $0.block == block }.map(\.server.descriptor.name)
      })
    #expect(orders.count > 1)
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
    #expect(server.obstacle(to: operation, format: .jpeg(quality: 90)) == "lacks regionByPx")
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
