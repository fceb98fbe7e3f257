@testable import ChildProcess
@testable import Datasets
import Decisions
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Results
import Foundation
import Support
import Synchronization
import TestSupport
import Testing
@testable import Verification

/// An operation that accepts any answer with status 200.
private struct Anything: ImageOperation {
  static let name = "anything"
  static let summary = "Anything"

  init(options: OptionValues) throws {}

  func steps(of iteration: Iteration) throws -> [[OperationRequest]] {
    [
      [
        OperationRequest(
          target: .suffix("/\(iteration.index)"), image: iteration.image,
          expectation: Expectation())
      ]
    ]
  }
}

/// A server of a test with a log and with holdings that depend on its requests.
private struct ObservedServer: RunningServer {
  let server: TestServer
  var holdings: @Sendable (_ requests: Int) -> ServerHoldings? = { _ in nil }

  var origin: String { server.origin }
  var record: LaunchRecord? { nil }
  var meter: (any ResourceMeter)? { nil }
  func ending() async -> String? { nil }
  func lastLines(_ count: Int) async -> [String] { [] }
  func log(at time: Date) async -> [String] { ["ERROR of the test"] }
  func usage() async -> ResourceUsage? { nil }
  func processes() async -> [ServerProcess] { [] }
  func holdings() async -> ServerHoldings? { holdings(server.requests.count) }
  func stop() async {}
}

private struct Silence: RunObserver {
  func observe(_ event: RunEvent) {}
}

@Suite("What a run says about faulty servers", .timeLimit(.minutes(2)))
struct FaultyServerTests {
  private let format = SourceFormat.jpeg(quality: 90)

  /// The results of a cell on a number of servers that take turns.
  private func measure(
    _ servers: [any RunningServer], operation: any ImageOperation, users: Int, in folder: URL,
    change: (inout Study) -> Void = { _ in }
  ) async throws -> [CellResult] {
    var study = testStudy()
    study.duration = 0.2
    study.cellLimit = 3
    change(&study)
    let image = SourceImage(index: 0, name: "page", size: PixelSize(width: 64, height: 48))
    let file = folder.appending(path: "page.jpg")
    if !FileManager.default.fileExists(atPath: file.path) { try Data("x".utf8).write(to: file) }
    let dataset = Dataset(
      name: "test", root: folder, images: [image],
      files: [
        ImageFile(
          image: image.name, format: format, path: "page.jpg", bytes: 1, sha256: "", command: "")
      ])
    let planned = try plannedServer(testServer())
    let cells = servers.map { server in
      CellMeasurement(
        cell: Cell(
          server: "alpha", variant: ServerDescriptor.defaultVariant, format: format,
          operation: type(of: operation).name, load: .concurrency(users)),
        block: 1, position: 0, isFirst: true, operation: operation, server: planned,
        running: server,
        dataset: dataset, sources: DatasetFingerprints(dataset),
        pictures: PictureCheck(dataset: dataset), study: study, seed: 1, observer: Silence(),
        announce: {})
    }
    return try await GroupMeasurement(cells: cells).results()
  }

  private func result(
    _ server: any RunningServer, users: Int = 1, change: (inout Study) -> Void = { _ in }
  ) async throws -> CellResult {
    try await withTemporaryFolder { folder in
      try #require(
        try await measure(
          [server], operation: Anything(options: OptionValues([:], for: [])), users: users,
          in: folder, change: change
        ).first)
    }
  }

  private func slowServer(_ pause: Duration) throws -> ObservedServer {
    ObservedServer(server: try TestServer { _ in [.pause(pause), .answer(body: [1])] })
  }

  /// A server whose answers take 40 ms at first and become faster until they take 4 ms.
  private func warmingServer(over seconds: Double) throws -> ObservedServer {
    let first = Mutex<ContinuousClock.Instant?>(nil)
    return ObservedServer(
      server: try TestServer { _ in
        let begun = first.withLock { first in
          first = first ?? .now
          return first ?? .now
        }
        let share = min(1, (ContinuousClock.now - begun) / .seconds(seconds))
        return [.pause(.milliseconds(40 - 36 * share)), .answer(body: [1])]
      })
  }

  @Test("A server with a slow start is warmed up until it is steady, or is reported")
  func slowStart() async throws {
    let result = try await result(warmingServer(over: 2)) {
      $0.warmUp = .automatic
      $0.cellLimit = 60
    }
    #expect(result.warmUpSeconds >= 2)
    let isReported = result.remarks.contains { $0.hasPrefix("Not steady after") }
    let median = try #require(result.responseTime).p50
    #expect(isReported || median < 30_000)
  }

  @Test("A server that is warmed up for too short a time becomes faster within its windows")
  func drift() async throws {
    var results: [CellResult] = []
    for block in 1...4 {
      var result = try await result(warmingServer(over: 1.2)) {
        $0.warmUp = .fixed(0.05)
        $0.duration = 1.5
      }
      result.block = block
      results.append(result)
    }
    let summary = ResultSummary(study: testStudy(), cells: results, starts: [])
    let factors = CellFinding.findings(in: summary).compactMap { finding in
      if case .windowDrift(let factor, _) = finding.kind { factor } else { nil }
    }
    let tenths = results.map(\.completion.tenths)
    #expect(factors.count == 1, "\(tenths)")
    #expect(factors.allSatisfy { $0 > 1.2 })
  }

  @Test(
    "Answers that take longer than the window have figures, with one user and with ten",
    arguments: [0.4, 1.0], [1, 10])
  func slowAnswers(seconds: Double, users: Int) async throws {
    let result = try await result(slowServer(.seconds(seconds)), users: users)
    #expect(result.state == .measured)
    #expect(result.errors == [:])
    #expect(result.requests >= users)
    #expect(result.throughput > 0)
    #expect(result.responseTime.map { Double($0.p50) >= seconds * 1e6 } == true)
  }

  @Test("Slow servers that take turns have figures", arguments: [1, 10])
  func slowTurns(users: Int) async throws {
    let results = try await withTemporaryFolder { folder in
      try await measure(
        [slowServer(.milliseconds(400)), slowServer(.milliseconds(600))],
        operation: Anything(options: OptionValues([:], for: [])), users: users, in: folder)
    }
    #expect(results.map(\.state) == [.measured, .measured])
    #expect(results.allSatisfy { $0.throughput > 0 && $0.requests >= users })
  }

  @Test(
    "A server that does not answer within the cell's limit did not finish, and is not awaited",
    arguments: [1, 10], [WarmUpLength.fixed(0.1), .automatic])
  func hopeless(users: Int, warmUp: WarmUpLength) async throws {
    let server = ObservedServer(server: try TestServer { _ in [.silence] })
    let result = try await result(server, users: users) {
      $0.cellLimit = 0.5
      $0.warmUp = warmUp
    }
    #expect(result.state == .failed)
    #expect(result.didNotFinish)
    #expect(
      result.reason?.hasPrefix("did not finish: 0 of \(users) answers in ") == true,
      "\(result.reason ?? "")")
    #expect(result.unfinished == users)
  }

  @Test("A first byte after the limit of the cell has figures once both limits are raised")
  func lateFirstByte() async throws {
    let late = try slowServer(.seconds(1))
    #expect(try await result(late) { $0.cellLimit = 0.4 }.didNotFinish)
    let raised = try await result(late) {
      $0.cellLimit = 20
      $0.traffic.timeout = 30
    }
    #expect(raised.state == .measured)
    #expect(raised.throughput > 0)
    let short = try await result(late) { $0.traffic.timeout = 0.3 }
    #expect(short.errors.keys.sorted() == ["first-byte-timeout"])
  }

  @Test("A failure has URL, picture, time and the lines that the server logged")
  func faces() async throws {
    let server = ObservedServer(server: try TestServer { _ in [.reset] })
    let before = Date()
    let result = try await result(server)
    #expect(result.errorExamples.count == ErrorExample.examplesPerKind)
    let example = try #require(result.errorExamples.first)
    #expect(example.kind == "reset")
    #expect(example.url.hasPrefix(server.origin + "/iiif/2/"))
    #expect(example.picture == "page")
    #expect(example.time >= before - 1)
    #expect(example.found.hasPrefix("a closed connection without an answer after "))
    #expect(example.log == ["ERROR of the test"])
  }

  @Test("A server's own time-out explains the answers that it breaks off")
  func ownTimeout() async throws {
    let server = try TestServer { _ in
      [
        .text("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"), .pause(.milliseconds(100)),
        .close,
      ]
    }
    let result = try await result(ObservedServer(server: server))
    var descriptor = testServer()
    descriptor.limits = OutputLimits(timeout: 0.1)
    #expect(result.errors.keys.sorted() == ["truncated"])
    #expect(
      DescriptorRemarks(of: descriptor).remarks(on: result) == [
        "The server itself gives up an answer after 0.1 s, which looks like truncated."
      ])
  }

  @Test("What grows with the requests of a server is said")
  func growth() async throws {
    let server = try TestServer { _ in [.answer(body: [1])] }
    let leaking = ObservedServer(server: server) { requests in
      ServerHoldings(openFiles: 10 + requests, temporaryFiles: requests)
    }
    let result = try await result(leaking) {
      $0.iterations = 100
      $0.cellLimit = nil
    }
    #expect(
      result.remarks == [
        "The server's open files grow with its requests.",
        "The server leaves temporary files with its requests.",
      ])
  }

  @Test("A source file that is handed out is said")
  func sourceFile() async throws {
    try await withTemporaryFolder { folder in
      let page = TestPage(number: 1, width: 64, height: 48)
      try page.netpbm.write(to: folder.appending(path: "page.ppm"))
      try await ExternalProgram.vips.run(["copy", "page.ppm", "page.jpg"], directory: folder)
      let bytes = Array(try Data(contentsOf: folder.appending(path: "page.jpg")))
      let server = try TestServer { _ in
        [.answer(headers: ["Content-Type: image/jpeg"], body: bytes)]
      }
      let result = try #require(
        try await measure(
          [ObservedServer(server: server)], operation: Whole(options: OptionValues([:], for: [])),
          users: 1, in: folder
        ) { $0.pictureSample = 0 }.first)
      #expect(result.errors == [:])
      #expect(
        DescriptorRemarks(of: testServer()).remarks(on: result) == [
          "The answer is the source file itself, which no decoder reads. The descriptor does not "
            + "say so; add 'passes-source-through: [jpeg]'."
        ])
    }
  }
}
