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
import Foundation
import Synchronization
import Testing

/// Notes what a runner does, in its order.
private final class Recorder: Sendable {
  private let lines = Mutex<[String]>([])

  func note(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}

private struct RecordedServer: RunningServer {
  let name: String
  let recorder: Recorder
  let end: String?

  var origin: String { "http://127.0.0.1:1" }
  func ending() async -> String? { end }
  func lastLines(_ count: Int) async -> [String] { [] }
  func usage() async -> ResourceUsage? { nil }
  var meter: (any ResourceMeter)? { nil }
  func processes() async -> [ServerProcess] { [] }
  func stop() async { recorder.note("stop \(name)") }
}

private struct Silence: RunObserver {
  func observe(_ event: RunEvent) {}
}

@Suite("The order of a run")
struct RunnerTests {
  private let recorder = Recorder()
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "runner-\(UUID().uuidString)")

  private func run(
    servers: [String] = ["alpha"], blocks: BlockCount = .fixed(1),
    order: MeasuringOrder = .sequential, loads: [Load] = [.concurrency(1)],
    end: String? = nil, launch: LaunchError? = nil, ready: (any Error)? = nil,
    caches: [CacheCheck] = [], startWarmUp: Seconds? = nil,
    measure: @escaping @Sendable (CellMeasurement) async throws -> CellResult = {
      CellResult(cell: $0.cell, block: $0.block, state: .measured)
    },
    decide: @escaping Runner.Decide = { _, _ in OpenComparisons(count: 0, groups: []) }
  ) async throws -> BenchmarkResult {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "journal.jsonl")
    let journal = try Journal(creating: file)
    try journal.append(
      .run(
        BenchmarkResult(
          tool: ToolRecord(version: "", libcurl: "", swift: "", build: .debug), host: .current,
          study: testStudy(), seed: 1, command: [], started: Date(), ended: nil, servers: [],
          images: testDataset(), cells: [], warnings: [])))
    var study = testStudy()
    (study.blocks, study.order) = (blocks, order)
    let operation = try Whole(options: OptionValues([:], for: []))
    let planned = try servers.map { name in
      var server = testServer(name)
      server.startWarmUp = startWarmUp
      return try plannedServer(server)
    }
    let plan = RunPlan(
      servers: planned, operations: [operation], formats: [.jpeg(quality: 90)], loads: loads,
      serversAtOnce: study.order == .sequential ? 1 : .max, seed: 1)
    let runner = Runner(
      plan: plan, study: study, operations: [operation], dataset: testDataset(), seed: 1,
      journal: journal, observer: Silence(),
      steps: Runner.Steps(
        launch: { [recorder] server in
          recorder.note("start \(server.descriptor.name)")
          if let launch { throw launch }
          return RecordedServer(name: server.descriptor.name, recorder: recorder, end: end)
        },
        awaitReady: { [recorder] server, _ in
          recorder.note("ready \(server.descriptor.name)")
          if let ready { throw ready }
        },
        inspect: { server, _, _ in
          StartRecord(server: server.descriptor.label, block: 1, caches: caches)
        },
        warmUp: { [recorder] cells, seconds in
          recorder.note("warm up \(cells.count) cells for \(seconds) s")
        },
        measure: { [recorder] group in
          var results: [CellResult] = []
          for measurement in group {
            recorder.note("measure \(measurement.cell.server)")
            results.append(try await measure(measurement))
          }
          return results
        }, decide: decide))
    do {
      try await runner.run()
    } catch is CancellationError {
      recorder.note("cancelled")
    }
    return try Journal.read(file).result
  }

  @Test("Each server of each block is started, awaited, measured and stopped, one after another")
  func order() async throws {
    let result = try await run(servers: ["alpha", "beta"], blocks: .fixed(2))
    let order = result.cells.map(\.server)
    #expect(order.count == 4)
    let steps = ["start", "ready", "measure", "stop"]
    #expect(recorder.all == order.flatMap { server in steps.map { "\($0) \(server)" } })
    #expect(result.cells.map(\.block) == [1, 1, 2, 2])
  }

  @Test("A start is warmed up before its first measurement if the descriptor asks for it")
  func startWarmUp() async throws {
    _ = try await run(loads: [.concurrency(1), .concurrency(4)], startWarmUp: 20)
    #expect(
      recorder.all == [
        "start alpha", "ready alpha", "warm up 2 cells for 20.0 s", "measure alpha",
        "measure alpha", "stop alpha",
      ])
  }

  @Test("Cells of a format that a server answers from a cache say so, and the starts are kept")
  func cached() async throws {
    let series = (1...5).map { CacheCheck.Series(first: Double(900 + $0), again: [100, 110, 90]) }
    let check = try #require(
      CacheCheck(format: .jpeg(quality: 90), cost: .cpuTime, rounds: [series, series]))
    let result = try await run(blocks: .fixed(2), caches: [check])
    #expect(
      result.cells.map(\.remarks)
        == Array(
          repeating: [
            "Cached: a repeated URL costs the server less than half as much as a fresh one."
          ], count: 2))
    #expect(result.starts.map(\.block) == [1, 2])
    #expect(result.starts.first?.caches == [check])
  }

  @Test("A server that does not start leaves its cells failed, with the reason")
  func noStart() async throws {
    let error = LaunchError.noRecipe(server: "alpha", runtime: .process)
    let result = try await run(loads: [.concurrency(1), .concurrency(2)], launch: error)
    #expect(recorder.all == ["start alpha"])
    #expect(result.cells.map(\.state) == [.failed, .failed])
    #expect(result.cells.map(\.reason) == [error.description, error.description])
  }

  @Test("A server that does not get ready is stopped, and its cells are failed")
  func notReady() async throws {
    let error = LaunchError.notReady(
      server: "alpha", seconds: 5, detail: "status 500", advice: "why?", lastLines: ["oops"])
    let result = try await run(ready: error)
    #expect(recorder.all == ["start alpha", "ready alpha", "stop alpha"])
    #expect(result.cells.map(\.state) == [.failed])
    #expect(result.cells.first?.reason == error.description)
  }

  @Test("A server that ends in its second cell is started again for the third")
  func restart() async throws {
    let measured = Mutex(0)
    let result = try await run(
      loads: [.concurrency(1), .concurrency(2), .concurrency(3)], end: "was killed"
    ) { measurement in
      let number = measured.withLock { count in
        count += 1
        return count
      }
      return CellResult(
        cell: measurement.cell, block: 1, state: number == 2 ? .failed : .measured,
        reason: number == 2 ? "the server was killed" : nil)
    }
    #expect(
      recorder.all == [
        "start alpha", "ready alpha", "measure alpha", "measure alpha", "stop alpha",
        "start alpha", "ready alpha", "measure alpha", "stop alpha",
      ])
    #expect(result.cells.map(\.state) == [.measured, .failed, .measured])
  }

  @Test("A server that ends in the first cell after a start is given up")
  func givenUp() async throws {
    let result = try await run(
      loads: [.concurrency(1), .concurrency(2), .concurrency(3)], end: "was killed"
    ) { CellResult(cell: $0.cell, block: 1, state: .failed, reason: "the server was killed") }
    #expect(recorder.all == ["start alpha", "ready alpha", "measure alpha", "stop alpha"])
    #expect(result.cells.count == 3)
    #expect(result.cells.allSatisfy { $0.state == .failed })
  }

  @Test("A cell that did not finish is not measured again in the next block")
  func unfinished() async throws {
    let result = try await run(blocks: .fixed(2)) {
      CellResult(
        cell: $0.cell, block: $0.block, state: .failed,
        reason: "did not finish: 0 of 24 answers in 60 s")
    }
    #expect(recorder.all.filter { $0 == "measure alpha" }.count == 1)
    #expect(
      result.cells.map(\.reason) == [
        "did not finish: 0 of 24 answers in 60 s",
        "did not finish: not measured, because whole did not finish in block 1 under no higher load",
      ])
  }

  @Test("A cancelled run stops its server and keeps what was finished")
  func cancelled() async throws {
    let measured = Mutex(0)
    let result = try await run(loads: [.concurrency(1), .concurrency(2)]) { measurement in
      let number = measured.withLock { count in
        count += 1
        return count
      }
      if number == 2 { throw CancellationError() }
      return CellResult(cell: measurement.cell, block: 1, state: .measured)
    }
    #expect(recorder.all.suffix(2) == ["stop alpha", "cancelled"])
    #expect(result.cells.map(\.state) == [.measured])
    #expect(result.ended == nil)
  }

  @Test("Servers that take turns run at the same time, and each is stopped")
  func alternation() async throws {
    let result = try await run(servers: ["alpha", "beta"], order: .alternate)
    let steps = recorder.all.map { $0.split(separator: " ")[0] }
    #expect(
      steps == ["start", "ready", "start", "ready", "measure", "measure", "stop", "stop"])
    #expect(Set(result.cells.map(\.server)) == ["alpha", "beta"])
  }

  @Test("A server that ends is started again for the next group, and the others go on")
  func restartAmongOthers() async throws {
    let measured = Mutex(0)
    let result = try await run(
      servers: ["alpha", "beta"], order: .alternate,
      loads: [.concurrency(1), .concurrency(2), .concurrency(3)], end: "was killed"
    ) { measurement in
      guard measurement.cell.server == "alpha" else {
        return CellResult(cell: measurement.cell, block: 1, state: .measured)
      }
      let number = measured.withLock { count in
        count += 1
        return count
      }
      return CellResult(
        cell: measurement.cell, block: 1, state: number == 2 ? .failed : .measured,
        reason: number == 2 ? "the server was killed" : nil)
    }
    #expect(recorder.all.filter { $0 == "start alpha" }.count == 2)
    #expect(recorder.all.filter { $0 == "start beta" }.count == 1)
    #expect(result.cells.filter { $0.state == .failed }.map(\.server) == ["alpha"])
    #expect(result.cells.count == 6)
  }

  @Test("Blocks go on where a comparison is open, and end when none is")
  func automatic() async throws {
    let formats = GroupName(operation: "whole", format: .jpeg(quality: 90))
    let result = try await run(
      servers: ["alpha", "beta"], blocks: .automatic(atMost: 13),
      decide: { cells, _ in
        cells.count < 6
          ? OpenComparisons(count: 1, groups: [formats]) : OpenComparisons(count: 0, groups: [])
      })
    #expect(result.cells.map(\.block).max() == 3)
    #expect(result.stopping == Stopping(blocks: 3, reason: .decided, open: 0))
  }

  @Test("What is decided is measured no more")
  func decidedGroups() async throws {
    let result = try await run(
      blocks: .automatic(atMost: 5), decide: { _, _ in OpenComparisons(count: 1, groups: []) })
    #expect(result.cells.map(\.block) == [1, 2])
  }
}
