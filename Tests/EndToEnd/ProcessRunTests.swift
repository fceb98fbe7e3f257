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
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation
import Testing

/// Whole runs against IIPsrv and the reference server as local processes.
@Suite("Runs with local processes", .serialized)
struct ProcessRunTests {
  @Test("Both servers answer all four operations without an error, and the result says so")
  func bothServers() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run([
      "run", "--runtime", "process", "--count", "2", "--iterations", "6", "--blocks", "1",
      "--warm-up", "0",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)\n\(outcome.output)")
    let result = try program.result()
    let measured = result.cells.filter { $0.state == .measured }
    #expect(result.cells.allSatisfy { $0.state != .failed && $0.errors.isEmpty })
    #expect(Set(measured.map(\.server)) == ["iipsrv", "iiif-reference"])
    for server in ["iipsrv", "iiif-reference"] {
      let operations = Set(measured.filter { $0.server == server }.map(\.operation))
      #expect(operations == ["information", "full", "resize", "crop"])
    }
    for cell in measured {
      #expect(cell.requests == 6)
      #expect(cell.responseTime?.count == 6)
      #expect(cell.bytes > 0)
      #expect((cell.serverCPUSeconds ?? 0) > 0)
      #expect(cell.serverCPUClock != nil)
    }
    #expect(result.ended != nil)
    #expect(result.servers.allSatisfy { !$0.provenance.isEmpty && !$0.descriptorHash.isEmpty })
    let latest = program.results.appending(path: "latest")
    #expect(FileManager.default.fileExists(atPath: latest.appending(path: "report.html").path))
    #expect(outcome.output.contains("iipsrv"))
  }

  @Test(
    "A signal keeps finished measurements and stops all servers",
    arguments: [SIGINT, SIGHUP, SIGQUIT])
  func interrupted(by signal: Int32) throws {
    let program = try Program(cache: ownCache())
    defer { program.remove() }
    let running = try longRun(program)
    #expect(running.wait { finishedCells(program) >= 2 })
    let servers = serverProcesses(below: program.cache)
    #expect(!servers.isEmpty)
    kill(running.process.processIdentifier, signal)
    running.process.waitUntilExit()
    #expect(running.process.terminationStatus == 128 + signal)
    #expect(serverProcesses(below: program.cache).isEmpty)
    let result = try program.result()
    #expect(result.cells.count >= 2)
    #expect(result.ended == nil)
    #expect(
      try program.run(["report", program.results.appending(path: "latest").path]).status == 0)
  }

  @Test("After a SIGKILL the journal is readable, and the next run removes what was left")
  func killed() throws {
    let program = try Program(cache: ownCache())
    defer { program.remove() }
    let running = try longRun(program)
    #expect(running.wait { finishedCells(program) >= 2 })
    kill(running.process.processIdentifier, SIGKILL)
    running.process.waitUntilExit()
    #expect(!serverProcesses(below: program.cache).isEmpty)
    #expect(try program.result().cells.count >= 2)
    let next = try program.run([
      "run", "--runtime", "process", "--server", "iipsrv", "--operation", "information",
      "--format", "jp2", "--count", "1", "--iterations", "1", "--blocks", "1", "--warm-up", "0",
      "--concurrency", "1",
    ])
    #expect(next.status == 0, "\(next.errors)")
    #expect(serverProcesses(below: program.cache).isEmpty)
  }

  @Test("A picture over IIPsrv's MAX_CVT is reported as shrunk, not as a success")
  func shrunk() throws {
    let program = try Program(cache: ownCache())
    defer { program.remove() }
    let folder = program.results.appending(path: "large")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try makePicture(folder.appending(path: "large.jpg"), width: 6000, height: 400)
    let outcome = try program.run([
      "run", "--runtime", "process", "--server", "iipsrv@default-limit", "--operation", "full",
      "--format", "tiff-pyramid", "--images", folder.path, "--iterations", "3", "--blocks", "1",
      "--warm-up", "0", "--concurrency", "1",
    ])
    #expect(outcome.status == 1)
    let cell = try #require(try program.result().cells.first)
    #expect(cell.errors == ["shrunk": 3])
    #expect(cell.requests == 0)
    #expect(cell.errorExamples.first?.expected.contains("6000x400") == true)
  }

  @Test("A server with an enabled cache is marked as cached, and one without is not")
  func cached() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.run([
      "run", "--runtime", "process", "--server", "iipsrv@cached", "--server", "iipsrv",
      "--operation", "crop", "--format", "tiff-pyramid", "--count", "2", "--iterations", "5",
      "--blocks", "1", "--warm-up", "0", "--concurrency", "1",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let result = try program.result()
    let starts = result.starts
    #expect(starts.count == 2)
    for start in starts {
      #expect(start.connectTime != nil)
      let check = try #require(start.caches.first)
      #expect(check.isCached == (start.server == "iipsrv@cached"), "ratio \(check.ratio)")
    }
    for cell in result.cells {
      #expect(
        cell.remarks.contains { $0.hasPrefix("Cached: ") } == (cell.variant == "cached"))
    }
  }

  @Test("A worker that is killed while it is measured is named in the result")
  func killedWorker() throws {
    let program = try Program(cache: ownCache())
    defer { program.remove() }
    let running = try program.start([
      "run", "--runtime", "process", "--server", "iipsrv", "--operation", "crop", "--format",
      "tiff-pyramid", "--count", "1", "--duration", "5", "--blocks", "1", "--warm-up", "0",
      "--concurrency", "2", "--workers", "4",
    ])
    #expect(running.wait { (try? program.result())?.starts.isEmpty == false })
    let idle = workers(below: program.cache)
    #expect(idle.count == 4)
    // The load has begun when the workers use more time than they had used before it.
    #expect(running.wait { workers(below: program.cache).values.sum > idle.values.sum + 5 })
    kill(try #require(idle.keys.first), SIGKILL)
    running.process.waitUntilExit()
    let cell = try #require(try program.result().cells.first)
    #expect(cell.processChanges?.ended.map(\.name) == ["iipsrv.fcgi"])
    #expect(cell.remarks.contains { $0.contains("(iipsrv.fcgi)") })
    #expect(try program.result().servers.first?.descriptor.workers.count == 4)
  }

  /// The clock ticks that each of the IIPsrv processes of a run has used.
  private func workers(below cache: URL) -> [Int32: Int] {
    var workers: [Int32: Int] = [:]
    for process in serverProcesses(below: cache) {
      guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
        stat.contains("(iipsrv.fcgi)"), let end = stat.lastIndex(of: ")")
      else { continue }
      let fields = stat[stat.index(after: end)...].split(separator: " ")
      workers[process] = (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
    }
    return workers
  }

  /// A cache of the test's own, so that processes can be told apart by the paths in their command
  /// lines.
  private func ownCache() -> URL {
    FileManager.default.temporaryDirectory.appending(path: "iiif-bench-cache-\(UUID().uuidString)")
  }

  private func longRun(_ program: Program) throws -> Running {
    try program.start([
      "run", "--runtime", "process", "--server", "iipsrv", "--operation", "information",
      "--format", "tiff-pyramid", "--count", "1", "--duration", "0.3", "--blocks", "200",
      "--warm-up", "0", "--concurrency", "1,2,3,4,5,6,7,8,9,10",
    ])
  }

  private func finishedCells(_ program: Program) -> Int {
    (try? program.result().cells.filter { $0.state == .measured }.count) ?? 0
  }

  /// Processes, other than the program itself, that have a path of the cache in their command line
  /// or their environment.
  private func serverProcesses(below cache: URL) -> [Int32] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.compactMap { Int32($0) }.filter { process in
      let files = ["cmdline", "environ"].compactMap {
        try? Data(contentsOf: URL(filePath: "/proc/\(process)/\($0)"))
      }
      let text = files.map { String(decoding: $0, as: UTF8.self) }.joined()
      return text.contains(cache.path) && !text.contains("--cache")
    }
  }
}

extension Sequence<Int> {
  fileprivate var sum: Int { reduce(0, +) }
}
