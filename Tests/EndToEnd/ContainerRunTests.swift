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

/// Runs against IIPsrv in a container; skipped where no engine answers.
@Suite(
  "Runs with containers", .serialized,
  .enabled(if: dockerAnswers, "Docker does not answer: start it, or use scripts/engine"))
struct ContainerRunTests {
  @Test("IIPsrv is built, measured with ten processes, and removed afterwards")
  func iipsrv() throws {
    let program = try Program()
    defer { program.remove() }
    let others = try containers()
    let running = try program.start([
      "run", "--runtime", "docker", "--server", "iipsrv", "--operation", "crop", "--operation",
      "information", "--format", "jp2", "--count", "1", "--duration", "2", "--blocks", "1",
      "--warm-up", "0", "--concurrency", "2",
    ])
    #expect(running.wait { processes(besides: others).count == 10 })
    running.process.waitUntilExit()
    #expect(running.process.terminationStatus == 0, "\(running.outcome.errors)")
    let result = try program.result()
    #expect(result.cells.count == 2)
    for cell in result.cells {
      #expect(cell.state == .measured)
      #expect(cell.errors.isEmpty)
      #expect(cell.requests > 0)
      #expect((cell.serverCPUSeconds ?? 0) > 0)
      #expect((cell.serverPeakMemory ?? 0) > 0)
    }
    let server = try #require(result.servers.first)
    #expect(server.runtime == .docker)
    #expect(server.provenance.values.contains { $0.hasPrefix("sha256:") })
    #expect(try containers().allSatisfy(others.contains))
  }

  /// The IIPsrv processes of the run's container, as `docker top` shows them.
  private func processes(besides others: [String]) -> [String] {
    guard let container = try? containers().first(where: { !others.contains($0) }),
      let text = try? docker(["top", container])
    else { return [] }
    return text.split(separator: "\n").filter { $0.contains("iipsrv.fcgi") }.map(String.init)
  }

  private func containers() throws -> [String] {
    try docker(["ps", "--all", "--quiet", "--filter", "label=org.iiif-bench.run"])
      .split(separator: "\n").map(String.init)
  }
}

/// Whether the Docker engine answers.
private let dockerAnswers = (try? docker(["version"])) != nil

/// What a Docker command writes to standard output.
private func docker(_ arguments: [String]) throws -> String {
  struct Failed: Error { var status: Int32 }
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["docker"] + arguments
  let output = Pipe()
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
  return String(decoding: data, as: UTF8.self)
}
