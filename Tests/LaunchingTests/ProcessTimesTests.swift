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

@Suite("CPU time of processes without a control group")
struct ProcessTimesTests {
  private typealias Total = ProcessTimes.Total
  private static let millisecond: UInt64 = 1_000_000

  private func process(
    _ id: Int32, parent: Int32, startTime: UInt64 = 1, own: UInt64, children: UInt64 = 0
  ) -> ProcessTimes.Reading {
    ProcessTimes.Reading(
      id: id, startTime: startTime, parent: parent,
      own: Total(nanoseconds: own * Self.millisecond), reapedChildren: children * Self.millisecond)
  }

  private func total(_ milliseconds: UInt64, inTicks: UInt64 = 0) -> Total {
    Total(nanoseconds: milliseconds * Self.millisecond, inTicks: inTicks * Self.millisecond)
  }

  @Test("The times of running processes are added up")
  func living() {
    var times = ProcessTimes()
    let first = [process(10, parent: 1, own: 5), process(11, parent: 10, own: 7)]
    #expect(times.take(first) == total(12))
    let second = [process(10, parent: 1, own: 6), process(11, parent: 10, own: 9)]
    #expect(times.take(second) == total(15))
  }

  @Test("An ended process keeps its reading, and its parent's ticks do not count it again")
  func ended() {
    var times = ProcessTimes()
    _ = times.take([process(10, parent: 1, own: 5), process(11, parent: 10, own: 57)])
    #expect(times.take([process(10, parent: 1, own: 5, children: 50)]) == total(62))
    #expect(times.take([process(10, parent: 1, own: 5, children: 60)]) == total(65, inTicks: 3))
  }

  @Test("A process that began and ended between readings counts in its parent's ticks")
  func unseen() {
    var times = ProcessTimes()
    #expect(times.take([process(10, parent: 1, own: 5)]) == total(5))
    let reading = process(10, parent: 1, own: 5, children: 30)
    #expect(times.take([reading]) == total(35, inTicks: 30))
  }

  @Test("Nothing is lost if a parent ends with its children or before them")
  func generations() {
    var times = ProcessTimes()
    _ = times.take([
      process(10, parent: 1, own: 1), process(11, parent: 10, own: 2),
      process(12, parent: 11, own: 4), process(13, parent: 11, own: 8),
    ])
    #expect(
      times.take([process(10, parent: 1, own: 1), process(13, parent: 1, own: 9)]) == total(16))
    #expect(times.take([process(10, parent: 1, own: 1)]) == total(16))
    #expect(times.take([process(10, parent: 1, own: 1, children: 10)]) == total(20, inTicks: 4))
    #expect(times.take([]) == total(20, inTicks: 4))
  }

  @Test("A later process of the same number starts at zero")
  func reused() {
    var times = ProcessTimes()
    _ = times.take([process(10, parent: 11, own: 50), process(11, parent: 10, own: 20)])
    let later = process(10, parent: 1, startTime: 2, own: 3)
    #expect(times.take([later]) == total(73))
  }

  @Test("A process's clock is finer than clock ticks")
  func clock() throws {
    let own = try #require(ProcessStat(of: getpid()))
    let readings = (0..<5).map { _ in ProcessTimes.Reading(own).own }
    #expect(readings.map(\.nanoseconds) == readings.map(\.nanoseconds).sorted())
    #expect(readings.allSatisfy { $0.inTicks == 0 })
    #expect(readings.contains { $0.nanoseconds % ProcessTimes.Reading.tick != 0 })
  }

  @Test("The resolution of a window follows from the readings at its edges")
  func window() {
    func usage(_ seconds: Double, inTicks: Double) -> ResourceUsage {
      ResourceUsage(
        cpuSeconds: seconds, peakMemory: 1, clock: .processes(inTicks: inTicks > 0),
        secondsInTicks: inTicks)
    }
    let opening = usage(1, inTicks: 0.5)
    let fine = usage(1.25, inTicks: 0.5).since(opening)
    #expect(fine.cpuSeconds == 0.25)
    #expect(fine.clock == CPUClock(source: .processClocks, resolution: 1e-9))
    let coarse = usage(1.25, inTicks: 0.75).since(opening)
    let tick = 1 / Double(sysconf(Int32(_SC_CLK_TCK)))
    #expect(coarse.clock == CPUClock(source: .processClocks, resolution: tick))
    #expect(usage(0.5, inTicks: 0).since(opening).cpuSeconds == 0)
  }
}
