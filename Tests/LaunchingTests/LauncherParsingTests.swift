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

@Suite("Output of the system and of container engines")
struct LauncherParsingTests {
  @Test("A process is read whatever characters its name holds")
  func processStat() throws {
    let text = """
      42 (a) b (c) S 7 40 39 0 -1 4194560 1 2 3 4 100 20 30 4 20 0 1 0 987654 1 2
      """
    let stat = try #require(ProcessStat(parsing: Array(text.utf8)))
    #expect(stat.id == 42)
    #expect(stat.name == "a) b (c")
    #expect(stat.parent == 7)
    #expect(stat.group == 40)
    #expect(stat.session == 39)
    #expect(stat.ownTicks == 120)
    #expect(stat.childTicks == 34)
    #expect(stat.startTime == 987654)
    #expect(ProcessStat(parsing: Array("42 (cut".utf8)) == nil)
  }

  @Test("A later session of the same number shares no members with an earlier one")
  func reusedSession() throws {
    let table = ProcessTable([
      try process(10, parent: 1, session: 10, startTime: 500),
      try process(11, parent: 10, session: 10, startTime: 501),
      try process(12, parent: 11, session: 12, startTime: 502),
      try process(13, parent: 1, session: 13, startTime: 503),
    ])
    #expect(table.members(of: Session(leader: 10, startTime: 500)).map(\.id) == [10, 11, 12])
    #expect(table.members(of: Session(leader: 10, startTime: 400)).isEmpty)
    #expect(table.tree(of: 11).map(\.id) == [11, 12])
  }

  @Test("Control groups of version 1 are found per controller")
  func controlGroupVersion1() {
    let group = ControlGroup(
      membership: "4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n0::/\n",
      mounts: """
        30 29 0:26 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid - cgroup cgroup rw,cpu,cpuacct
        31 29 0:27 / /sys/fs/cgroup/memory rw,nosuid shared:9 - cgroup cgroup rw,memory
        32 29 0:28 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
        """)
    #expect(group?.cpu == .init(path: "/sys/fs/cgroup/cpu,cpuacct/docker/abc", version: 1))
    #expect(group?.memory == .init(path: "/sys/fs/cgroup/memory/docker/abc", version: 1))
  }

  @Test("Control groups of version 2 are found below a partial mount")
  func controlGroupVersion2() {
    let group = ControlGroup(
      membership: "0::/user/one/session.scope\n",
      mounts: "35 24 0:30 /user /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate")
    #expect(group?.cpu == .init(path: "/sys/fs/cgroup/one/session.scope", version: 2))
    #expect(group?.memory == group?.cpu)
    #expect(group?.folders == ["/sys/fs/cgroup/one/session.scope"])
  }

  @Test("A container's state reports how it ended")
  func containerState() throws {
    #expect(try #require(ContainerState(parsing: "running 0 false 812\n")).ending == nil)
    #expect(
      try #require(ContainerState(parsing: "exited 3 false 0\n")).ending == "exited with status 3")
    #expect(
      try #require(ContainerState(parsing: "exited 137 true 0\n")).ending
        == "was killed because it ran out of memory (status 137)")
    #expect(ContainerState(parsing: "no such container") == nil)
  }

  @Test("A mount quotes folders whose names hold a comma")
  func mounts() {
    #expect(
      ContainerCalls.mount(source: "/my pictures/ä", target: "/images")
        == "type=bind,source=/my pictures/ä,target=/images,readonly")
    #expect(
      ContainerCalls.mount(source: "/a,\"b\"", target: "/images")
        == "type=bind,\"source=/a,\"\"b\"\"\",target=/images,readonly")
  }

  @Test("An image is identified by its name, its identifier and its digest")
  func imageProvenance() {
    #expect(
      ContainerLauncher.provenance(
        image: "example/server:1", identity: "sha256:aa\n[\"example/server@sha256:bb\"]\n")
        == [
          "image": "example/server:1", "image id": "sha256:aa",
          "image digest": "example/server@sha256:bb",
        ])
    #expect(
      ContainerLauncher.provenance(image: "local:1", identity: "sha256:aa\n[]\n")
        == ["image": "local:1", "image id": "sha256:aa"])
  }

  @Test("Engine options are taken from the environment")
  func options() {
    let options = ContainerOptions(environment: [
      "IIIF_BENCH_ENGINE_OPTIONS": "--runtime runc",
      "IIIF_BENCH_RUN_OPTIONS": "--ulimit  nofile=1024:4096",
    ])
    #expect(
      options
        == ContainerOptions(
          engine: ["--runtime", "runc"], build: [], run: ["--ulimit", "nofile=1024:4096"]))
  }

  @Test("Different build arguments make a different image")
  func imageNames() {
    func name(_ arguments: [String: String]) -> String {
      let recipe = ContainerRecipe(
        image: .build(context: "sample", dockerfile: "Dockerfile", arguments: arguments),
        port: 80, command: [], environment: [:], images: "/images", files: "/etc/iiif-bench")
      return imageName(of: .sample(container: recipe), recipe: recipe)
    }
    #expect(name(["VERSION": "1"]) == name(["VERSION": "1"]))
    #expect(name(["VERSION": "1"]) != name(["VERSION": "2"]))
    #expect(name([:]).hasPrefix("iiif-bench/sample:"))
  }

  @Test("The last lines of a text omit trailing empty lines")
  func lastLines() {
    #expect(TextTail.lines(of: "one\ntwo\r\nthree\n\n \n", last: 2) == ["two", "three"])
    #expect(TextTail.lines(of: "", last: 2).isEmpty)
    let coloured = "\u{1B}[31mred\u{1B}[0m and\tplain\u{7}\n\u{1B}]0;title\u{7}a\u{1B}[2J\u{1B}Mb"
    #expect(TextTail.lines(of: coloured, last: 2) == ["red and\tplain", "ab"])
  }

  private func process(
    _ id: Int32, parent: Int32, session: Int32, startTime: UInt64
  ) throws -> ProcessStat {
    let text = "\(id) (x) S \(parent) \(id) \(session) 0 -1 0 1 2 3 4 0 0 0 0 20 0 1 0 \(startTime)"
    return try #require(ProcessStat(parsing: Array(text.utf8)))
  }
}
