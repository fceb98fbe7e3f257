import Foundation
import Launching
import Testing

@Suite("Performance counters") struct PerformanceCounterTests {
  @Test("A counter that shared the hardware is scaled to the whole time")
  func scaling() {
    typealias Reading = PerformanceCounter.Reading
    #expect(Reading(value: 300, enabled: 10, running: 10).total == 300)
    #expect(Reading(value: 300, enabled: 30, running: 10).total == 900)
    #expect(Reading(value: 0, enabled: 30, running: 0).total == nil)
    #expect(Reading(value: 0, enabled: 0, running: 0).total == 0)
  }

  @Test("A software event of this process grows with its work, where the system permits it")
  func software() throws {
    let process = ProcessInfo.processInfo.processIdentifier
    guard let counter = PerformanceCounter(.taskClock, of: .process(process)) else { return }
    let before = try #require(counter.read())
    let begun = ContinuousClock.now
    while ContinuousClock.now - begun < .milliseconds(20) {}
    #expect(try #require(counter.read()) >= before)
  }

  @Test("Without a folder or a process there is no counter, and no message")
  func missing() {
    #expect(PerformanceCounter(.instructions, of: .group(folder: "/no/such/group")) == nil)
    #expect(PerformanceCounter(.instructions, of: .process(Int32.max)) == nil)
  }

  @Test("Events of version 1 count only for a group of the same name")
  func group() throws {
    func folder(_ events: String) -> String? {
      let membership = "3:perf_event:\(events)\n2:cpuacct:/docker/abc\n"
      let mounts = ["cpuacct", "perf_event"].map {
        "30 20 0:1 / /sys/fs/cgroup/\($0) rw - cgroup cgroup rw,\($0)\n"
      }.joined()
      return ControlGroup(membership: membership, mounts: mounts)?.eventFolder
    }
    #expect(folder("/docker/abc") == "/sys/fs/cgroup/perf_event/docker/abc")
    #expect(folder("/") == nil)
    let unified = ControlGroup(
      membership: "0::/a/b\n", mounts: "30 20 0:1 / /sys/fs/cgroup rw - cgroup2 cgroup rw\n")
    #expect(unified?.eventFolder == "/sys/fs/cgroup/a/b")
  }
}
