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
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation
import Synchronization
import Testing

@Suite("The rule by which a server counts as cached")
struct CacheCheckRuleTests {
  private func judge(_ rounds: [[CacheCheck.Series]]) -> CacheCheck? {
    CacheCheck(format: .jpeg(quality: 90), cost: .cpuTime, rounds: rounds)
  }

  private func series(_ first: Double, _ again: Double...) -> CacheCheck.Series {
    CacheCheck.Series(first: first, again: again)
  }

  @Test("Two rounds of cheap repetitions are a cache; ratio and rank are kept")
  func cached() throws {
    let round = [
      series(800, 100, 100, 100), series(800, 90, 100, 100), series(900, 100, 100, 100),
      series(800, 100, 100, 100), series(600, 100, 100, 100),
    ]
    let check = try #require(judge([round, round]))
    #expect(check.isCached)
    #expect(check.ratio == 8)
    #expect(check.rank == 1)
    #expect(check.urls == 5)
  }

  @Test("A cache of each process is found when the processes have filled theirs")
  func cachesOfProcesses() throws {
    let round = (0..<5).map { _ in series(900, 900, 880, 100, 100, 110) }
    #expect(try #require(judge([round, round])).isCached)
  }

  @Test("Repetitions that are disturbed now and then do not hide a cache")
  func disturbed() throws {
    let round = (0..<8).map { _ in series(800, 100, 950, 90, 100, 100, 120, 100, 700, 90, 110) }
    #expect(try #require(judge([round, round])).isCached)
  }

  @Test("First requests that are the dearest by a little are no cache")
  func warmedUp() throws {
    let round = (0..<8).map { _ in series(140, 100, 100, 100) }
    let check = try #require(judge([round, round]))
    #expect(check.rank == 1)
    #expect(!check.isCached)
  }

  @Test("One round alone is no cache, nor is a second one that does not confirm it")
  func unconfirmed() throws {
    let cached = (0..<3).map { _ in series(300, 100, 100, 100) }
    let even = (0..<3).map { _ in series(100, 100, 100, 100) }
    #expect(!(try #require(judge([cached])).isCached))
    #expect(!(try #require(judge([cached, even])).isCached))
  }

  @Test("Too few URLs say nothing")
  func tooFew() {
    #expect(judge([[series(900, 100), series(900, 100)]]) == nil)
    #expect(judge([]) == nil)
  }

  @Test("Costs that jump by a factor of eight at random are no cache in ten thousand checks")
  func noise() throws {
    var random = SeededRandom(seed: 7, purpose: "noise", index: 0)
    var cached = 0
    for _ in 0..<10_000 {
      let rounds = (0..<2).map { _ in
        (0..<8).map { _ in
          let costs = (0..<7).map { _ in Double(1 << random.integer(in: 0...3)) }
          return CacheCheck.Series(first: costs[0], again: Array(costs[1...]))
        }
      }
      if try #require(judge(rounds)).isCached { cached += 1 }
    }
    #expect(cached == 0)
  }
}

@Suite("Asking a server for fresh and repeated URLs")
struct CacheProbeTests {
  private let format = SourceFormat.jpeg(quality: 90)

  /// A server that works a quarter of a second for an image, and hardly for one that it remembers.
  private func server(
    remembers: Bool, status: String = "200 OK", work: Work = Work()
  ) throws -> TestServer {
    let seen = Mutex<Set<String>>([])
    return try TestServer { request in
      let isKnown = seen.withLock { !$0.insert(request.target).inserted }
      work.add(remembers && isKnown ? 0.001 : 0.25)
      return [
        .answer(status, headers: ["Content-Type: image/jpeg", "Connection: close"], body: [1]),
        .close,
      ]
    }
  }

  /// A probe with so much time that no answer counts as very slow on the busiest machine.
  private func probe(
    _ server: TestServer, level: ComplianceLevel = .level2, work: Work? = nil
  ) throws -> CacheProbe {
    let api = APISupport(version: .v21, prefix: "/iiif/2", level: level, fullSize: .full)
    return CacheProbe(
      server: try plannedServer(testServer(api: [api])),
      running: MeteredServer(origin: server.origin, meter: work),
      dataset: testDataset(size: PixelSize(width: 2000, height: 3000)),
      budget: .seconds(60))
  }

  @Test("A server that remembers its answers shows in what a repeated one costs")
  func remembering() async throws {
    let work = Work()
    let server = try server(remembers: true, work: work)
    let check = try #require(try await probe(server, work: work).check(format))
    #expect(check.ratio > 2)
    #expect(check.isCached)
    #expect(check.cost == .cpuTime)
  }

  @Test("A server that does the work again each time is not cached")
  func working() async throws {
    let work = Work()
    let server = try server(remembers: false, work: work)
    let check = try #require(try await probe(server, work: work).check(format))
    #expect(!check.isCached)
  }

  @Test("Response times are compared where CPU time is not known exactly")
  func times() async throws {
    let server = try server(remembers: false)
    let check = try #require(try await probe(server).check(format))
    #expect(check.cost == .responseTime)
  }

  @Test("Fresh URLs go through all pictures, and none of them comes twice")
  func urls() throws {
    let server = try server(remembers: false)
    let urls = try probe(server).freshURLs(format)
    #expect(urls.count == 19)
    #expect(Set(urls).count == urls.count)
    let pictures = urls.prefix(3).compactMap { $0.firstMatch(of: /page%20\d/)?.output }
    #expect(Set(pictures).count == 3)
  }

  @Test("A server that cannot cut out regions, is very slow or answers with errors is not judged")
  func unjudged() async throws {
    let server = try server(remembers: true)
    #expect(try await probe(server, level: .level0).check(format) == nil)
    #expect(server.requests.isEmpty)
    var slow = try probe(server)
    slow.budget = .zero
    #expect(try await slow.check(format) == nil)
    #expect(server.requests.count == 3)
    let broken = try self.server(remembers: true, status: "500 Internal Server Error")
    #expect(try await probe(broken).check(format) == nil)
  }
}

/// The CPU time that a server of a test says it has used.
private final class Work: ResourceMeter {
  private let seconds = Mutex(0.0)

  var isExact: Bool { true }
  func add(_ more: Double) { seconds.withLock { $0 += more } }
  func read() -> ResourceUsage? {
    ResourceUsage(
      cpuSeconds: seconds.withLock { $0 }, peakMemory: 0,
      clock: CPUClock(source: .controlGroup, resolution: 1e-6))
  }
  func resetPeak() {}
}

private struct MeteredServer: RunningServer {
  let origin: String
  let meter: (any ResourceMeter)?

  var record: LaunchRecord? { nil }
  func ending() async -> String? { nil }
  func lastLines(_ count: Int) async -> [String] { [] }
  func usage() async -> ResourceUsage? { nil }
  func processes() async -> [ServerProcess] { [] }
  func stop() async {}
}
