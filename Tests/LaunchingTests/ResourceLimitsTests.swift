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

@Suite("Limits of processors and memory")
struct ResourceLimitsTests {
  @Test(
    "Sets of processors are read and written as the kernel does",
    arguments: [
      ("0", [0], "0"), ("3,1,2", [1, 2, 3], "1-3"), ("0-1,4-6,8", [0, 1, 4, 5, 6, 8], "0-1,4-6,8"),
    ])
  func processors(text: String, numbers: [Int], shortest: String) throws {
    let set = try #require(CPUSet(text))
    #expect(set.numbers == numbers)
    #expect(set.text == shortest)
    #expect(try JSONDecoder().decode(CPUSet.self, from: JSONEncoder().encode(set)) == set)
  }

  @Test(
    "What is no set of processors is refused",
    arguments: [
      "", ",", "1,", "2-1", "-1", "a", "0-", "0-99999", "٣", "1-2-3",
    ])
  func noProcessors(text: String) {
    #expect(CPUSet(text) == nil)
  }

  @Test("Memory sizes use units of 1024, and other forms are refused")
  func memory() {
    #expect(MemorySize.bytes("1048576") == 1 << 20)
    #expect(MemorySize.bytes("512m") == 512 << 20)
    #expect(MemorySize.bytes("2G") == 2 << 30)
    for text in ["", "g", "0", "1.5g", "-1", "2gb", "9999999999999999", "999999999999999g"] {
      #expect(MemorySize.bytes(text) == nil, "\(text)")
    }
  }

  @Test("Flags override the study, and limits that neither sets stay unset")
  func completed() throws {
    let study = ResourceLimits(workers: 10, serverMemory: 100, generatorCPUs: CPUSet("1"))
    let flags = ResourceLimits(workers: 4, serverCPUs: CPUSet("0"))
    #expect(
      flags.completed(by: study)
        == ResourceLimits(
          workers: 4, serverCPUs: CPUSet("0"), serverMemory: 100, generatorCPUs: CPUSet("1")))
  }

  @Test("A process and its children run on the given processors")
  func affinity() async throws {
    let first = try #require(CPUSet.allowed?.numbers.first)
    let bench = try LauncherBench(resourceLimits: ResourceLimits(serverCPUs: CPUSet("\(first)")))
    let script = "sh -c 'grep Cpus_allowed_list /proc/self/status'; exec sleep 600"
    let line = try await bench.with(.process(["sh", "-c", script])) { server in
      let isUp = try await eventually { await !server.lastLines(1).isEmpty }
      #expect(isUp)
      return try #require(await server.lastLines(1).first)
    }
    #expect(line.split(whereSeparator: \.isWhitespace).last == "\(first)")
  }

  @Test("A processor that the machine lacks is named before the start")
  func missingProcessor() async throws {
    let all = try #require(CPUSet.allowed)
    let bench = try LauncherBench(resourceLimits: ResourceLimits(serverCPUs: CPUSet("8191")))
    let error = await #expect(throws: LaunchError.self) {
      try await bench.launcher.prepare(.process(["sh"]))
    }
    #expect(
      error?.description == """
        sample cannot be limited: there is no processor 8191, only \(all.text)
        """)
  }

  @Test(
    "A process that wants more memory than it was given is killed, and the kernel's count says so",
    .enabled(if: canLimitMemory, "needs the right to make control groups"))
  func memoryLimit() async throws {
    let bench = try LauncherBench(resourceLimits: ResourceLimits(serverMemory: 32 << 20))
    let folder = try TestFolder()
    let go = folder.url.appending(path: "go").path
    let script = """
      until [ -e "$1" ]; do sleep 0.02; done
      tail /dev/zero; echo tail ended with $?; exec sleep 600
      """
    try await bench.with(.process(["sh", "-c", script, "sh", go])) { server in
      let before = await ServerSnapshot(of: server)
      try folder.write("", to: "go")
      let isOver = try await eventually { await server.lastLines(1).first?.contains("137") == true }
      #expect(isOver)
      let after = await ServerSnapshot(of: server)
      let changes = try #require(ProcessChanges(from: before, to: after))
      #expect(changes.outOfMemoryKills == 1)
      let peak = try #require(await server.usage()).peakMemory
      #expect(peak <= 33 << 20)
    }
  }

  @Test(
    "Memory is limited with the files of either version, and cannot be swapped out",
    arguments: [
      (1, ["memory.limit_in_bytes": "4096", "memory.memsw.limit_in_bytes": "4096"]),
      (2, ["memory.max": "4096", "memory.swap.max": "0"]),
    ])
  func memoryFiles(version: Int, written: [String: String]) throws {
    let folder = try TestFolder()
    let controller = ControlGroup.Controller(path: folder.url.path, version: version)
    let group = ControlGroup(cpu: controller, memory: controller)
    #expect(!group.limit(memory: 4096))
    for name in written.keys { try folder.write("", to: name) }
    #expect(group.limit(memory: 4096))
    for (name, value) in written {
      let file = folder.url.appending(path: name)
      #expect(try String(contentsOf: file, encoding: .utf8) == value)
    }
    #expect(!ControlGroup(cpu: controller, memory: nil).limit(memory: 4096))
  }

  @Test("The limits are part of a server's provenance")
  func provenance() async throws {
    let first = try #require(CPUSet.allowed?.numbers.first)
    let bench = try LauncherBench(resourceLimits: ResourceLimits(serverCPUs: CPUSet("\(first)")))
    let prepared = try await bench.launcher.prepare(.process(["sh"]))
    #expect(prepared.provenance["limit of processors"] == "\(first)")
  }
}

/// Whether this user may make control groups that count memory.
private let canLimitMemory: Bool = {
  guard let group = ControlGroup.make(name: "iiif-bench-probe-\(UUID().uuidString)") else {
    return false
  }
  defer { group.remove() }
  return group.limit(memory: 64 << 20)
}()
