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

@Suite("Servers as processes")
struct LauncherProcessTests {
  @Test("A server cannot write a longer file than its limit")
  func fileLimit() async throws {
    let bench = try LauncherBench(resourceLimits: ResourceLimits(serverFileBytes: 1 << 20))
    let script = "trap '' XFSZ; head -c 2097152 /dev/zero > {scratch}/big; wc -c < {scratch}/big"
    let lines = try await bench.with(.process(["sh", "-c", script])) { server in
      _ = try await eventually { await server.ending() != nil }
      return await server.lastLines(1)
    }
    #expect(lines == ["1048576"])
  }

  @Test("A started server answers, is measured, and is gone after the stop")
  func lifeOfAServer() async throws {
    let bench = try LauncherBench()
    let descriptor = ServerDescriptor.fileServer()
    let prepared = try await bench.launcher.prepare(descriptor)
    let server = try await bench.launcher.start(prepared, images: bench.images)
    let url = "\(server.origin)/picture.txt"
    try await Readiness(probes: [.init(url: url, mediaType: "text/")])
      .wait(for: server, named: descriptor.label, limit: 240)

    #expect(await server.ending() == nil)
    let processes = await server.processes()
    #expect(processes.map(\.name).contains { $0.hasPrefix("python") })
    let usage = try #require(await server.usage())
    #expect(usage.cpuSeconds > 0)
    #expect([.controlGroup, .processClocks].contains(usage.clock.source))
    #expect(usage.peakMemory > 1 << 20)

    await server.stop()
    await server.stop()
    #expect(await server.ending() == "was ended by signal 15 (SIGTERM)")
    #expect(processes.allSatisfy(hasEnded))
    await #expect(throws: HTTPClientError.self) { try await HTTPClient().fetch(url) }
    #expect(await server.lastLines(1).first?.contains("GET /picture.txt") == true)
  }

  @Test("A stopped server leaves no temporary files")
  func scratchIsRemoved() async throws {
    let bench = try LauncherBench()
    let folder = try await bench.with(.process(["sh", "-c", "pwd; exec sleep 600"])) { server in
      let isUp = try await eventually { await !server.lastLines(1).isEmpty }
      #expect(isUp)
      return try #require(await server.lastLines(1).first)
    }
    #expect(folder.contains("iiif-bench-"))
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test("Configuration files are filled in, and other braces are kept")
  func configurationFiles() async throws {
    let bench = try LauncherBench()
    try bench.folder.write(
      "{workers} workers at {host}, {\"json\": {images}}", to: "servers.d/sample/conf/a.json")
    let descriptor = ServerDescriptor.fileServer(over: "{files}", files: ["conf/a.json"])
    let text = try await bench.with(descriptor) { server in
      let url = "\(server.origin)/conf/a.json"
      try await Readiness(probes: [.init(url: url)]).wait(for: server, named: "sample", limit: 240)
      return String(decoding: try await HTTPClient().fetch(url).body, as: UTF8.self)
    }
    #expect(text == "2 workers at 127.0.0.1, {\"json\": \(bench.images.path)}")
  }

  @Test("A server has only the environment of its descriptor")
  func environment() async throws {
    let bench = try LauncherBench()
    let descriptor = ServerDescriptor.process(
      ["sh", "-c", "env; echo end; exec sleep 600"], environment: ["IMAGES": "{images}/"])
    let lines = try await bench.with(descriptor) { server in
      let isUp = try await eventually { await server.lastLines(1) == ["end"] }
      #expect(isUp)
      return await server.lastLines(50)
    }
    let names = Set(lines.dropLast().compactMap { $0.split(separator: "=").first.map(String.init) })
    #expect(
      names.isSubset(of: [
        "HOME", "IIIF_BENCH_RUN", "IMAGES", "LANG", "OLDPWD", "PATH", "PWD", "SHLVL", "TMPDIR", "_",
      ]))
    #expect(lines.contains("IMAGES=\(bench.images.path)/"))
  }

  @Test("Workers that ignore SIGTERM are killed with their parent")
  func stubbornWorkers() async throws {
    let bench = try LauncherBench(grace: .milliseconds(100))
    let script = "trap '' TERM; (setsid sleep 600) & (sleep 600) & echo up; wait; wait"
    let processes = try await bench.with(.process(["sh", "-c", script])) { server in
      let isUp = try await eventually { await server.processes().count >= 3 }
      #expect(isUp)
      return await server.processes()
    }
    #expect(processes.allSatisfy(hasEnded))
  }

  @Test("A server that ends before it answers is reported with its last lines")
  func endsEarly() async throws {
    let bench = try LauncherBench()
    let descriptor = ServerDescriptor.process(
      ["sh", "-c", "echo reading; echo 'no such codec' >&2; exit 3"])
    let error = await #expect(throws: LaunchError.self) {
      try await bench.with(descriptor) { server in
        try await Readiness(probes: [.init(url: server.origin)])
          .wait(for: server, named: "sample", limit: 60)
      }
    }
    #expect(
      error?.description == """
        sample exited with status 3 before it answered; it wrote last:
          | reading
          | no such codec
        """)
  }

  @Test("A server that never answers is reported with its last response")
  func neverReady() async throws {
    let server = try TestServer { _ in [.answer("503 Service Unavailable")] }
    let error = await #expect(throws: LaunchError.self) {
      try await Readiness(probes: [.init(url: server.origin)])
        .wait(for: ExternalServer(origin: server.origin), named: "sample", limit: 1.5)
    }
    #expect(
      error?.description == """
        sample did not answer the first image request within 1.5 s (\(server.origin) answered 503); \
        does it run at the address of --url?
        """)
  }

  @Test("An answer that is not an image does not make a server ready")
  func wrongMediaType() async throws {
    let server = try TestServer { _ in
      [.answer(headers: ["Content-Type: text/html"], body: Array("<p>soon</p>".utf8))]
    }
    let error = await #expect(throws: LaunchError.self) {
      try await Readiness(probes: [.init(url: server.origin, mediaType: "image/")])
        .wait(for: ExternalServer(origin: server.origin), named: "sample", limit: 1.5)
    }
    #expect(
      error
        == .notReady(
          server: "sample", seconds: 1.5,
          detail: "\(server.origin) answered with the media type 'text/html'",
          advice: "does it run at the address of --url?", lastLines: nil))
  }

  @Test("A server can be stopped in a cancelled task")
  func stopWhenCancelled() async throws {
    let bench = try LauncherBench()
    let prepared = try await bench.launcher.prepare(.process(["sleep", "600"]))
    let server = try await bench.launcher.start(prepared, images: bench.images)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      await server.stop()
    }
    await task.value
    #expect(await server.ending() == "was ended by signal 15 (SIGTERM)")
    #expect(await server.processes().isEmpty)
  }
}

@Suite("Preparing servers as processes")
struct LauncherPreparationTests {
  @Test("A missing Debian package is named with the command that installs it")
  func missingPackage() async throws {
    let bench = try LauncherBench()
    let error = await #expect(throws: LaunchError.self) {
      try await bench.launcher.prepare(
        .process(["sh"], apt: ["coreutils", "iiif-bench-no-such-package"]))
    }
    #expect(
      error?.description == """
        iiif-bench-no-such-package is not installed; install it with: \
        apt-get install iiif-bench-no-such-package
        """)
  }

  @Test("A missing program is named with its package")
  func missingProgram() async throws {
    let bench = try LauncherBench()
    let error = await #expect(throws: LaunchError.self) {
      try await bench.launcher.prepare(.process(["no-such-server"], apt: ["coreutils"]))
    }
    #expect(error == .missingProgram(name: "no-such-server", package: "coreutils"))
  }

  @Test("A server without a recipe for the runtime is refused")
  func noRecipe() async throws {
    let bench = try LauncherBench()
    let error = await #expect(throws: LaunchError.self) {
      try await bench.launcher.prepare(.sample())
    }
    #expect(
      error?.description == """
        sample cannot be started with --runtime process: its descriptor has only another way to \
        start it
        """)
  }

  @Test("The versions of the packages are recorded")
  func provenance() async throws {
    let bench = try LauncherBench()
    let prepared = try await bench.launcher.prepare(.process(["sh"], apt: ["coreutils"]))
    #expect(prepared.provenance["apt coreutils"]?.isEmpty == false)
  }

  @Test("The output of pip is shown if a package cannot be installed")
  func failingRequirement() async throws {
    let bench = try LauncherBench()
    let error = await #expect(throws: LaunchError.self) {
      try await bench.launcher.prepare(.process(["sh"], pypi: ["./no/such/package"]))
    }
    guard case .preparation("sample", "pip install ./no/such/package", let lines) = error else {
      Issue.record("unexpected error \(String(describing: error))")
      return
    }
    #expect(lines.contains { $0.contains("./no/such/package") })
  }

  @Test("Versions are read from the lists of pip and dpkg")
  func versionLists() {
    #expect(
      VirtualEnvironment.versions(in: "Flask==3.1.3\n-e git+x\npillow==13.0.0\n")
        == ["pypi Flask": "3.1.3", "pypi pillow": "13.0.0"])
    #expect(
      DebianPackages.versions(
        in: "libc6:amd64\tinstalled\t2.36\nnginx\tconfig-files\t1.22\nlighttpd\tinstalled\t1.4\n")
        == ["libc6": "2.36", "lighttpd": "1.4"])
  }
}
