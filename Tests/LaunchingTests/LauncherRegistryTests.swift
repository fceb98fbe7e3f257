@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Results
@testable import Support
import TestSupport
import Foundation
import Glibc
import Testing

@Suite("Cleaning up after killed runs")
struct LauncherRegistryTests {
  @Test("The next run removes what a killed run left")
  func killedRun() async throws {
    let folder = try TestFolder()
    let scratch = try StartFolder()
    let worker = try Background("setsid", "--wait", "sleep", "600")
    let stat = try await worker.stat(named: "sleep")
    let list = folder.url.appending(path: "runs/killed.json")
    let records: [RunRecord] = [
      .began(boot: RunRecord.currentBoot), .made(.folder(scratch.url.path)),
      .made(.session(Session(leader: stat.session, startTime: stat.startTime))),
    ]
    try folder.write(try records.reduce(Data()) { try $0 + $1.line }, to: "runs/killed.json")
    let run = try Background("flock", "--no-fork", list.path, "sleep", "600")
    #expect(try await eventually { try FileLock.acquire(list).map { $0.release() } == nil })

    #expect(await RunRegistry.sweep(cache: folder.url) == [])
    #expect(ProcessStat(of: stat.id)?.runs == true)

    run.kill()
    let isFree = try await eventually { try FileLock.acquire(list).map { $0.release() } != nil }
    #expect(isFree)
    #expect(
      await RunRegistry.sweep(cache: folder.url)
        == ["1 processes of run killed", "folder \(scratch.url.path) of run killed"])
    #expect(ProcessStat(of: stat.id)?.runs != true)
    #expect(!FileManager.default.fileExists(atPath: scratch.url.path))
    #expect(await RunRegistry.sweep(cache: folder.url) == [])
  }

  @Test("A worker that has left its session is recognised by its environment")
  func markedProcess() async throws {
    let worker = try Background("env", "IIIF_BENCH_RUN=mark-\(getpid())", "sleep", "600")
    let stat = try await worker.stat(named: "sleep")
    let remains = RunRemains(
      run: "mark-\(getpid())",
      records: String(
        decoding: try RunRecord.began(boot: RunRecord.currentBoot).line, as: UTF8.self))
    #expect(remains.processes(in: .now()).map(\.id) == [stat.id])
  }

  @Test("A process with a reused number is not removed")
  func reusedNumbers() async throws {
    let worker = try Background("setsid", "--wait", "sleep", "600")
    let stat = try await worker.stat(named: "sleep")
    func remains(boot: String, startTime: UInt64) throws -> RunRemains {
      let records: [RunRecord] = [
        .began(boot: boot), .made(.session(Session(leader: stat.session, startTime: startTime))),
      ]
      return RunRemains(
        run: "earlier",
        records: String(decoding: try records.reduce(Data()) { try $0 + $1.line }, as: UTF8.self))
    }
    #expect(
      await (try remains(boot: "another", startTime: stat.startTime)).remove().removed.isEmpty)
    #expect(
      await (try remains(boot: RunRecord.currentBoot, startTime: stat.startTime - 1)).remove()
        .removed
        .isEmpty)
    #expect(ProcessStat(of: stat.id)?.runs == true)
  }

  @Test("A finished run leaves no list, and a running one is not swept")
  func orderlyRun() async throws {
    let bench = try LauncherBench()
    let cache = bench.launcher.cache
    try await bench.with(.process(["sleep", "600"])) { server in
      #expect(await RunRegistry.sweep(cache: cache) == [])
      #expect(await server.ending() == nil)
    }
    let list = cache.appending(path: "runs/\(bench.registry.id).json")
    let remains = RunRemains(
      run: bench.registry.id, records: try String(contentsOf: list, encoding: .utf8))
    #expect(remains.traces.isEmpty)
    bench.registry.close()
    let lists = try FileManager.default.contentsOfDirectory(atPath: cache.path + "/runs")
    #expect(lists.isEmpty)
  }
}

/// A program beside a test, killed when the value that holds it is released.
private final class Background: Sendable {
  private let process: Process

  init(_ program: String, _ arguments: String...) throws {
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    try process.run()
  }

  /// The process, once it has the name of the program that it executes.
  func stat(named name: String) async throws -> ProcessStat {
    let id = process.processIdentifier
    #expect(
      try await eventually {
        ProcessTable.now().tree(of: id).contains { $0.name == name }
      })
    return try #require(ProcessTable.now().tree(of: id).first { $0.name == name })
  }

  func kill() {
    for process in ProcessTable.now().tree(of: process.processIdentifier) {
      Glibc.kill(process.id, SIGKILL)
    }
  }

  deinit {
    if process.isRunning { kill() }
  }
}
