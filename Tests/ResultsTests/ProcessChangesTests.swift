@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Results
@testable import Support
import TestSupport
import Testing

@Suite("Changes of processes")
struct ProcessChangesTests {
  private let master = ServerProcess(id: 10, startTime: 100, name: "master")
  private func worker(_ id: Int32, started: UInt64 = 101) -> ServerProcess {
    ServerProcess(id: id, startTime: started, name: "worker")
  }

  private func compare(
    from before: [ServerProcess], to after: [ServerProcess], kills: (Int?, Int?) = (nil, nil)
  ) -> ProcessChanges? {
    ProcessChanges(
      from: ServerSnapshot(processes: before, outOfMemoryKills: kills.0),
      to: ServerSnapshot(processes: after, outOfMemoryKills: kills.1))
  }

  @Test("Two workers replaced by others of their name are two restarts")
  func restarts() throws {
    let changes = try #require(
      compare(
        from: [master, worker(11), worker(12), worker(13)],
        to: [master, worker(13), worker(21, started: 900), worker(22, started: 901)]))
    #expect(changes.restarts == 2)
    #expect(
      changes.sentences == ["2 workers of the server restarted during the measurement (worker)."])
    #expect(changes.loss == "lost worker (process 11), worker (process 12)")
  }

  @Test("A worker without a replacement is lost, even if another process has begun")
  func lost() throws {
    let helper = ServerProcess(id: 30, startTime: 900, name: "helper")
    let changes = try #require(
      compare(from: [master, worker(11), worker(12)], to: [master, worker(12), helper]))
    #expect(changes.restarts == 0)
    #expect(
      changes.sentences == [
        "1 process of the server ended during the measurement without a replacement (worker)."
      ])
  }

  @Test("A reused process number is a restart")
  func reusedNumber() throws {
    let changes = try #require(
      compare(from: [worker(11, started: 100)], to: [worker(11, started: 800)]))
    #expect(
      changes.sentences == ["1 worker of the server restarted during the measurement (worker)."])
  }

  @Test("New processes and new names are not losses")
  func harmless() {
    var renamed = worker(11)
    renamed.name = "worker: idle"
    #expect(compare(from: [worker(11)], to: [renamed, worker(12)]) == nil)
    #expect(compare(from: [], to: [worker(12)]) == nil)
  }

  @Test("Kills by the kernel count from the beginning of the measurement")
  func outOfMemory() throws {
    #expect(compare(from: [master], to: [master], kills: (2, 2)) == nil)
    let changes = try #require(compare(from: [master], to: [master], kills: (2, 3)))
    #expect(
      changes.sentences == [
        "The kernel killed 1 process of the server during the measurement because memory ran out."
      ])
  }
}
