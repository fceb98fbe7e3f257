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

@Suite("The calls of container engines")
struct ContainerCallsTests {
  private func calls(
    files: [String] = ["a.conf"], resourceLimits: ResourceLimits = ResourceLimits(),
    remote: RemoteEngine? = nil,
    runtime: Runtime = .docker
  ) -> ContainerCalls {
    let recipe = ContainerRecipe(
      image: .reference("example/server:1"), port: 8080,
      command: ["serve", "--port={port}", "--workers={workers}"],
      environment: ["ROOT": "{images}"], images: "/images", files: "/etc/server")
    return ContainerCalls(
      descriptor: .sample(container: recipe, files: files), recipe: recipe,
      servers: URL(filePath: "/servers.d"), runtime: runtime,
      options: ContainerOptions(engine: [], build: [], run: ["--ulimit", "nproc=100"]),
      resourceLimits: resourceLimits, remote: remote)
  }

  private let container = ContainerCalls.Container(
    name: "one", run: "r1", images: "/my images", files: "/tmp/one/files")

  private func remote(_ host: String) throws -> RemoteEngine {
    RemoteEngine(engine: try #require(ContainerEngine(.docker)), host: host)
  }

  @Test(
    "A container of this machine is one call, with its folders mounted and its port on loopback",
    arguments: [Runtime.docker, .podman, .nerdctl])
  func local(runtime: Runtime) {
    #expect(
      calls(runtime: runtime).start(container) == [
        [
          "run", "--detach", "--name", "one", "--label", "org.iiif-bench.run=r1", "--publish",
          "127.0.0.1::8080", "--oom-score-adj", "500", "--init",
        ] + runtime.logArguments + [
          "--env", "ROOT=/images", "--mount",
          "type=bind,source=/my images,target=/images,readonly", "--mount",
          "type=bind,source=/tmp/one/files,target=/etc/server,readonly", "--ulimit", "nproc=100",
          "example/server:1", "serve", "--port=8080", "--workers=2",
        ]
      ])
  }

  @Test("The log of a container is bounded, in the form of each engine")
  func log() {
    #expect(
      Runtime.docker.logArguments == [
        "--log-driver", "json-file", "--log-opt", "max-size=1m", "--log-opt", "max-file=2",
      ])
    #expect(
      Runtime.podman.logArguments
        == ["--log-driver", "k8s-file", "--log-opt", "max-size=1mb"])
  }

  @Test("A descriptor's settings of a container become flags")
  func settings() {
    #expect(ContainerSettings().arguments == ["--init"])
    #expect(
      ContainerSettings(
        usesInit: false, memoryFolders: ["/tmp", "/cache"], checksHealth: false,
        sharedMemory: 64 << 20, processLimits: ["nofile": 1024, "core": 0]
      ).arguments == [
        "--tmpfs", "/tmp", "--tmpfs", "/cache", "--no-healthcheck", "--shm-size", "67108864",
        "--ulimit", "core=0", "--ulimit", "nofile=1024",
      ])
  }

  @Test("Files are copied into a container of another machine before it starts")
  func elsewhere() throws {
    #expect(
      calls(remote: try remote("192.0.2.7")).start(container) == [
        [
          "create", "--name", "one", "--label", "org.iiif-bench.run=r1", "--publish",
          "192.0.2.7::8080", "--oom-score-adj", "500", "--init", "--log-driver", "json-file",
          "--log-opt", "max-size=1m",
          "--log-opt", "max-file=2", "--env", "ROOT=/images", "--mount",
          "type=bind,source=/my images,target=/images,readonly", "--ulimit", "nproc=100",
          "example/server:1", "serve", "--port=8080", "--workers=2",
        ],
        ["cp", "/tmp/one/files/.", "one:/etc/server"],
        ["start", "one"],
      ])
    let plain = try calls(files: [], remote: remote("192.0.2.7")).start(container)
    #expect(plain.map { $0[0] } == ["create", "start"])
  }

  @Test("Limits are part of the call, and swap is forbidden")
  func limits() {
    let words = calls(
      resourceLimits: ResourceLimits(serverCPUs: CPUSet("0-1"), serverMemory: 1 << 30)
    ).start(container)[0]
    let text = words.joined(separator: " ")
    #expect(text.contains("--cpuset-cpus 0-1 --memory 1073741824 --memory-swap 1073741824"))
  }

  @Test("Without a limit of the user, a server gets three quarters of the machine's memory")
  func standardMemory() {
    var calls = calls()
    calls.machineMemory = 16 << 30
    #expect(calls.start(container)[0].joined(separator: " ").contains("--memory \(12 << 30) "))
    calls.resourceLimits.serverMemory = 1 << 30
    #expect(calls.start(container)[0].joined(separator: " ").contains("--memory \(1 << 30) "))
  }

  @Test("The limits in force are read from the engine's report")
  func keptLimits() throws {
    let kept = try #require(
      ContainerLimits(json: #"[{"Id": "a", "HostConfig": {"Memory": 64, "CpusetCpus": "0,1"}}]"#))
    #expect(kept.memory == 64)
    #expect(kept.cpus == CPUSet("0-1"))
    let dropped = try #require(
      ContainerLimits(json: #"[{"HostConfig": {"Memory": 0, "CpusetCpus": ""}}]"#))
    #expect(dropped.memory == 0)
    #expect(dropped.cpus == nil)
    #expect(ContainerLimits(json: #"[{"HostConfig": {}}]"#) == nil)
    #expect(ContainerLimits(json: "[]") == nil)
  }

  @Test("Ports are published at the address for requests, or at all addresses if it is a name")
  func addresses() throws {
    let named = try remote("server.example.org")
    #expect(named.publishAddress == "0.0.0.0")
    #expect(named.origin(port: "49153") == "http://server.example.org:49153")
    let short = try remote("2001:db8::7")
    #expect(short.publishAddress == "[2001:db8::7]")
    #expect(short.origin(port: "49153") == "http://[2001:db8::7]:49153")
  }
}

@Suite("Output of engines of other machines")
struct RemoteEngineParsingTests {
  @Test("Processes are read as number, start and name")
  func top() {
    let text = """
      PID                 STARTED             COMMAND
      24317               Wed                 Nov 25 01:55:01 2026 sh
      24400               Wed                 Nov  5 00:00:02 2026 a worker
      """
    #expect(
      RemoteProcesses.all(in: text) == [
        ServerProcess(id: 24317, startTime: 1_795_571_701, name: "sh"),
        ServerProcess(id: 24400, startTime: 1_793_836_802, name: "a worker"),
      ])
    #expect(RemoteProcesses.all(in: "Error: no such container").isEmpty)
  }

  @Test(
    "Shares and memory are read whatever a terminal's controls surround them",
    arguments: [
      ("\u{1B}[H19.87% 400KiB / 23.54GiB \u{1B}[K", 0.1987, 409_600),
      ("\u{1B}[J\u{1B}[H0.00% 1.5GiB / 2GiB", 0, 1_610_612_736),
      ("101.50% 45.3MB / 2GB", 1.015, 45_300_000),
    ])
  func stats(text: String, share: Double, memory: Int) throws {
    let line = try #require(StatsLine(parsing: text))
    #expect(abs(line.share - share) < 1e-9)
    #expect(line.memory == memory)
    #expect(StatsLine(parsing: "-- / --") == nil)
  }

  @Test("Shares are integrated over time, and the last one is extrapolated")
  func sum() throws {
    var sum = StatsMeter.Sum()
    let start = ContinuousClock.now
    sum.take(try #require(StatsLine(parsing: "50% 10MiB / 1GiB")), at: start)
    sum.take(try #require(StatsLine(parsing: "150% 30MiB / 1GiB")), at: start + .seconds(2))
    sum.take(try #require(StatsLine(parsing: "100% 20MiB / 1GiB")), at: start + .seconds(3))
    #expect(abs(sum.cpuSeconds(at: start + .seconds(4)) - 5) < 1e-9)
    #expect(sum.peak == 30 << 20)
  }
}
