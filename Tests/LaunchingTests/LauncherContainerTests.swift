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
import Testing

/// Containers of the base image; skipped if Docker does not answer or lacks the image.
@Suite(
  "Servers as containers",
  .enabled(if: hasBaseImage, "needs Docker with debian:bookworm-slim: scripts/engine brings both"))
struct LauncherContainerTests {
  @Test("A container has a log, processes and resource figures, and is gone after the stop")
  func lifeOfAContainer() async throws {
    let bench = try ContainerBench()
    let script = """
      echo serving {images} on {host}:{port} with {workers}; cat /files/a.txt; \
      sleep 600 & i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo counted; wait
      """
    try bench.folder.write("quality {quality}\n", to: "servers.d/sample/a.txt")
    let server = try await bench.start(["sh", "-c", script], files: ["a.txt"])
    let hasCounted = try await eventually { await server.lastLines(1) == ["counted"] }
    #expect(hasCounted)
    #expect(await server.lastLines(9).first == "serving /pictures on 0.0.0.0:8080 with 2")
    #expect(await server.lastLines(9).contains("quality 75"))
    #expect(server.origin.hasPrefix("http://127.0.0.1:"))
    #expect(await server.ending() == nil)
    let processes = await server.processes()
    #expect(processes.map(\.name).sorted() == ["sh", "sleep"])
    let usage = try #require(await server.usage())
    #expect(usage.cpuSeconds > 0)
    #expect(usage.peakMemory > 0)

    await server.stop()
    await server.stop()
    #expect(processes.allSatisfy(hasEnded))
    #expect(try await bench.containers().isEmpty)
    #expect(await server.lastLines(1) == ["counted"])
  }

  @Test("A container that ends at once is reported with its last lines")
  func endsEarly() async throws {
    let bench = try ContainerBench()
    let error = await #expect(throws: LaunchError.self) {
      try await bench.awaitReady(["sh", "-c", "echo no such codec; sleep 1; exit 3"])
    }
    #expect(
      error == .ended(server: "sample", how: "exited with status 3", lastLines: ["no such codec"]))
  }

  @Test("A command that the image lacks is an error and leaves no container")
  func missingCommand() async throws {
    let bench = try ContainerBench()
    let error = await #expect(throws: LaunchError.self) {
      try await bench.awaitReady(["no-such-server"])
    }
    guard case .ended("sample", "exited with status 127", let lines) = error else {
      Issue.record("unexpected error \(String(describing: error))")
      return
    }
    #expect(lines.contains { $0.contains("no-such-server") })
    #expect(try await bench.containers().isEmpty)
  }

  @Test("The next run removes the container of a killed one")
  func killedRun() async throws {
    let bench = try ContainerBench()
    let server = try await bench.start(["sleep", "600"])
    #expect(try await bench.containers().count == 1)
    let list = bench.folder.url.appending(path: "cache/runs/\(bench.registry.id).json")
    let remains = RunRemains(
      run: bench.registry.id, records: try String(contentsOf: list, encoding: .utf8))
    let removed = await remains.remove().removed
    #expect(removed.first?.hasPrefix("container ") == true)
    #expect(try await bench.containers().isEmpty)
    await server.stop()
  }

  @Test("A container of another machine gets its files copied and is read by its engine")
  func remote() async throws {
    let engine = try #require(ContainerEngine(.docker))
    let bench = try ContainerBench(remote: RemoteEngine(engine: engine, host: "127.0.0.1"))
    try bench.folder.write("quality {quality}\n", to: "servers.d/sample/a.txt")
    let server = try await bench.start(
      ["sh", "-c", "cat /files/a.txt; while :; do :; done"], files: ["a.txt"])
    let hasRead = try await eventually { await server.lastLines(1) == ["quality 75"] }
    #expect(hasRead)
    #expect(server.origin.hasPrefix("http://127.0.0.1:"))
    #expect(server.record?.commands.map { $0[1] } == ["create", "cp", "start"])
    #expect(await server.ending() == nil)
    #expect(await server.processes().map(\.name) == ["sh"])
    #expect(server.meter?.isExact == false)
    let isMetered = try await eventually { (await server.usage()?.cpuSeconds ?? 0) > 0 }
    #expect(isMetered)
    #expect(await server.outOfMemoryKills() == 0)
    await server.stop()
    #expect(try await bench.containers().isEmpty)
    #expect(await server.lastLines(1) == ["quality 75"])
  }

  @Test("A container keeps its limits, and an out-of-memory kill is counted")
  func limits() async throws {
    let first = try #require(CPUSet.allowed?.numbers.first)
    let bench = try ContainerBench(
      resourceLimits: ResourceLimits(serverCPUs: CPUSet("\(first)"), serverMemory: 32 << 20))
    let script = """
      grep Cpus_allowed_list /proc/self/status
      until [ -e /pictures/go ]; do sleep 0.05; done
      tail /dev/zero; echo tail ended with $?; exec sleep 600
      """
    let server = try await bench.start(["sh", "-c", script])
    let before = await ServerSnapshot(of: server)
    try bench.folder.write("", to: "images/go")
    let isOver = try await eventually {
      await server.lastLines(10).contains("tail ended with 137")
    }
    #expect(isOver)
    let line = await server.lastLines(10).first ?? ""
    #expect(line.split(whereSeparator: \.isWhitespace).last == "\(first)")
    let changes = ProcessChanges(from: before, to: await ServerSnapshot(of: server))
    #expect(changes?.outOfMemoryKills == 1)
    await server.stop()
  }

  @Test("A failed build shows the engine's output")
  func failingBuild() async throws {
    let bench = try ContainerBench()
    try bench.folder.write(
      "FROM \(baseImage)\nRUN echo no compiler here && false\n",
      to: "servers.d/sample/Dockerfile")
    let recipe = ContainerRecipe(
      image: .build(context: "sample", dockerfile: "Dockerfile", arguments: [:]), port: 8080,
      command: [], environment: [:], images: "/images", files: "/files")
    let error = await #expect(throws: LaunchError.self) {
      try await bench.launcher.prepare(.sample(container: recipe))
    }
    guard case .preparation("sample", let step, let lines) = error else {
      Issue.record("unexpected error \(String(describing: error))")
      return
    }
    #expect(step.hasPrefix("docker build "))
    #expect(lines.contains { $0.contains("no compiler here") })
  }
}

private let baseImage = "debian:bookworm-slim"

/// Whether Docker answers and has the base image.
private let hasBaseImage: Bool = {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["docker", "image", "inspect", baseImage]
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}()

/// Folders and a launcher of containers for a test.
private struct ContainerBench {
  let folder: TestFolder
  let registry: RunRegistry
  let launcher: ContainerLauncher

  init(resourceLimits: ResourceLimits = ResourceLimits(), remote: RemoteEngine? = nil) throws {
    folder = try TestFolder()
    registry = try RunRegistry(cache: folder.url.appending(path: "cache"))
    launcher = try #require(
      ContainerLauncher(
        runtime: .docker, servers: folder.url.appending(path: "servers.d"), registry: registry,
        resourceLimits: resourceLimits, remote: remote))
    try folder.write("a picture", to: "images/picture.txt")
  }

  func start(_ command: [String], files: [String] = []) async throws -> any RunningServer {
    let recipe = ContainerRecipe(
      image: .reference(baseImage), port: 8080, command: command,
      environment: [:], images: "/pictures", files: "/files")
    let prepared = try await launcher.prepare(.sample(container: recipe, files: files))
    return try await launcher.start(prepared, images: folder.url.appending(path: "images"))
  }

  /// Starts a server and waits until it answers, then stops it.
  func awaitReady(_ command: [String]) async throws {
    let server = try await start(command)
    do {
      try await Readiness(probes: [.init(url: server.origin)])
        .wait(for: server, named: "sample", limit: 60)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  func containers() async throws -> [String] {
    try await launcher.engine.run([
      "ps", "--all", "--quiet", "--filter", "label=\(ContainerEngine.label)=\(registry.id)",
    ]).output.split(separator: "\n").map(String.init)
  }
}
