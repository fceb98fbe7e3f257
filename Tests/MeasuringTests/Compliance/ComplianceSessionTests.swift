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
import Testing

/// An operation that requests `/NAME` below the base URI.
private protocol Ask: ImageOperation {}

extension Ask {
  static var summary: String { "a test" }

  func steps(of iteration: Iteration) throws -> [[OperationRequest]] {
    [
      [
        OperationRequest(
          target: .suffix("/" + Self.name), image: iteration.image, expectation: Expectation())
      ]
    ]
  }
}

private struct First: Ask {
  static let name = "first"
  init(options: OptionValues) {}
}

private struct Second: Ask {
  static let name = "second"
  init(options: OptionValues) {}
}

private struct Harmful: Ask {
  static let name = "harmful"
  static let kind = OperationKind.harmful
  static let obligation = Obligation.may
  init(options: OptionValues) {}
}

/// Requests a resource 80 times.
private struct Often: ImageOperation {
  static let name = "often"
  static let summary = "a test"
  init(options: OptionValues) {}

  func steps(of iteration: Iteration) throws -> [[OperationRequest]] {
    (0..<80).map { number in
      [
        OperationRequest(
          target: .suffix("/often-\(number)"), image: iteration.image, expectation: Expectation())
      ]
    }
  }
}

private struct OtherHarmful: Ask {
  static let name = "other-harmful"
  static let kind = OperationKind.harmful
  init(options: OptionValues) {}
}

private struct Recommended: Ask {
  static let name = "recommended"
  static let obligation = Obligation.should
  init(options: OptionValues) {}
}

/// What a fake server does with its requests, and how it ended.
private struct Script: Sendable {
  /// The starts so far.
  var starts = 0
  /// The requests since the last start.
  var requests: [String] = []
  /// All requests for images, with the number of the start.
  var log: [String] = []
  var ending: String?
  var temporaryBytes = 0
}

private struct ScriptedServer: RunningServer {
  let origin: String
  let script: Locked<Script>

  var record: LaunchRecord? { nil }
  func ending() async -> String? { script.withLock { $0.ending } }
  func lastLines(_ count: Int) async -> [String] { [] }
  func usage() async -> ResourceUsage? { nil }
  var meter: (any ResourceMeter)? { nil }
  func processes() async -> [ServerProcess] { [] }
  func stop() async {}

  /// Each request leaves a file open.
  func holdings() async -> ServerHoldings? {
    script.withLock {
      ServerHoldings(openFiles: 10 + $0.requests.count, temporaryBytes: $0.temporaryBytes)
    }
  }
}

private struct Silence: RunObserver {
  func observe(_ event: RunEvent) {}
}

@Suite("The restarts of a check", .timeLimit(.minutes(2)))
struct ComplianceSessionTests {
  private let script = Locked(Script())

  /// Checks operations on a server that answers each with a status, and may end at it.
  private func results(
    of operations: [any ImageOperation],
    answer: @escaping @Sendable (String, inout Script) -> [ServerStep]
  ) async throws -> [FeatureResult] {
    try await report(of: operations, answer: answer).results
  }

  private func report(
    of operations: [any ImageOperation], formats: [SourceFormat] = [.jpeg(quality: 90)],
    limits: HarmLimits = .standard,
    answer: @escaping @Sendable (String, inout Script) -> [ServerStep]
  ) async throws -> ComplianceReport {
    let script = script
    let server = try TestServer { request in
      let name = request.target.split(separator: "/").last.map(String.init) ?? ""
      guard name != "info.json" else { return [.answer("404 Not Found")] }
      return script.withLock { script in
        script.requests.append(name)
        script.log.append("\(script.starts) \(name)")
        return answer(name, &script)
      }
    }
    let origin = server.origin
    var dataset = testDataset(count: 1)
    dataset.files = formats.flatMap { format in
      dataset.images.map {
        ImageFile(
          image: $0.name, format: format, path: "\(format.name)/\($0.name)", bytes: 1, sha256: "",
          command: "")
      }
    }
    return try await ComplianceRun(
      servers: [
        try plannedServer(testServer(sources: unique(formats.map(\.family))))
      ], operations: operations, deciding: operations, formats: formats, dataset: dataset, seed: 1,
      limits: limits, observer: Silence(),
      launch: { _ in
        script.withLock { script in
          script.starts += 1
          script.requests = []
          script.ending = nil
          script.temporaryBytes = 0
        }
        return ScriptedServer(origin: origin, script: script)
      }, awaitReady: { _, _ in }
    ).report()
  }

  private func make<Operation: ImageOperation>(_ type: Operation.Type) throws -> Operation {
    try type.init(options: OptionValues([:], for: []))
  }

  private let fine = ServerStep.answer(body: [1])
  private let broken = ServerStep.answer("500 Internal Server Error", body: [1])

  @Test("A server is started again after a harmful operation with a server error")
  func harmful() async throws {
    let (fine, broken) = (fine, broken)
    let results = try await results(
      of: [try make(First.self), try make(Harmful.self), try make(OtherHarmful.self)]
    ) { name, _ in [name == "harmful" ? broken : fine] }
    #expect(results.map(\.verdict) == [.supported, .unsupported, .supported])
    #expect(script.withLock { $0.log } == ["1 first", "1 harmful", "2 other-harmful"])
  }

  @Test("A server that does not answer is started again")
  func silent() async throws {
    let fine = fine
    let results = try await results(of: [try make(First.self), try make(Second.self)]) { name, _ in
      name == "first" ? [.reset] : [fine]
    }
    #expect(results.map(\.verdict) == [.wrong, .supported])
    #expect(script.withLock { $0.log } == ["1 first", "2 second"])
  }

  @Test("A crash is confirmed by a repetition after a fresh start")
  func crash() async throws {
    let fine = fine
    let results = try await results(
      of: [try make(First.self), try make(Second.self), try make(Recommended.self)]
    ) { name, script in
      if name == "second" {
        script.ending = "exited with status 2"
        return [.reset]
      }
      return [fine]
    }
    #expect(results.map(\.verdict) == [.supported, .crashed, .supported])
    #expect(results[1].finding?.found == "exited with status 2")
    #expect(script.withLock { $0.log } == ["1 first", "1 second", "2 second", "3 recommended"])
  }

  @Test("The operation before gets the blame when it ends a fresh server, and the suspect does not")
  func blame() async throws {
    let fine = fine
    let results = try await results(of: [try make(First.self), try make(Second.self)]) {
      name, script in
      // At first the server ends one request after the one that damages it.
      let isLate = script.starts == 1 && name == "second"
      let isRepeated = script.starts > 1 && name == "first"
      if isLate || isRepeated { script.ending = "was ended by signal 9 (SIGKILL)" }
      return [fine]
    }
    #expect(results.map(\.operation) == ["first", "second"])
    #expect(results.map(\.verdict) == [.crashed, .supported])
    #expect(script.withLock { $0.log } == ["1 first", "1 second", "2 second", "3 first"])
  }

  @Test("A crash that neither repetition confirms is a remark, and no operation is blamed")
  func unconfirmed() async throws {
    let fine = fine
    let report = try await report(of: [try make(First.self), try make(Second.self)]) {
      name, script in
      if script.starts == 1, name == "second" { script.ending = "exited with status 1" }
      return [fine]
    }
    #expect(report.results.map(\.verdict) == [.supported, .supported])
    #expect(
      report.summaries.first?.remarks.last
        == "the server failed once after 2 requests of one start, at 'second' (exited with status "
        + "1), but on a fresh start neither at 'second' nor at 'first' before it")
    #expect(
      script.withLock { $0.log } == ["1 first", "1 second", "2 second", "3 first", "3 second"])
  }

  @Test("A server that fails at an operation only after the one before it is told so")
  func pair() async throws {
    let fine = fine
    let report = try await report(of: [try make(First.self), try make(Second.self)]) {
      name, script in
      if script.requests == ["first", "second"] { script.ending = "exited with status 1" }
      return [fine]
    }
    #expect(report.results.map(\.verdict) == [.supported, .crashed])
    #expect(
      report.summaries.first?.remarks.last
        == "the server fails at 'second' (exited with status 1) only after 'first'")
  }

  @Test("A server that leaks descriptors and ends after 300 requests is not blamed on the last one")
  func leak() async throws {
    let fine = fine
    let formats = [SourceFormat.jpeg(quality: 90), .tiff, .tiffPyramid, .jp2(ratio: nil)]
    let report = try await report(of: [try make(Often.self)], formats: formats) { _, script in
      guard script.requests.count >= 300 else { return [fine] }
      script.ending = "exited with status 24"
      return [.reset]
    }
    #expect(report.results.map(\.verdict) == Array(repeating: .supported, count: 4))
    let remark = try #require(report.summaries.last?.remarks.last)
    #expect(remark.contains("failed once after 300 requests of one start, at 'often'"))
    #expect(remark.hasSuffix("; its open files had grown from 10 to 250"))
    #expect(report.summaries.dropLast().allSatisfy { !$0.remarks.contains(remark) })
  }

  @Test("A hang in a harmful operation is over with the next start")
  func hang() async throws {
    let fine = fine
    let report = try await report(
      of: [try make(Harmful.self), try make(First.self), try make(OtherHarmful.self)],
      limits: HarmLimits(temporaryBytes: 1 << 30, answerTime: .milliseconds(500))
    ) { name, script in
      // The server answers nothing more after the harmful operation.
      name == "harmful" || script.requests.contains("harmful") ? [.silence] : [fine]
    }
    #expect(report.results.map(\.operation) == ["first", "harmful", "other-harmful"])
    #expect(report.results.map(\.verdict) == [.supported, .unsupported, .supported])
    #expect(report.results[1].finding?.kind == "no-answer")
    // The hang is confirmed on a fresh start.
    #expect(
      script.withLock { $0.log } == ["1 first", "1 harmful", "2 harmful", "3 other-harmful"])
  }

  @Test("A harmful operation that fills the disk is stopped at the limit")
  func disk() async throws {
    let fine = fine
    let report = try await report(
      of: [try make(Harmful.self), try make(OtherHarmful.self)],
      limits: HarmLimits(temporaryBytes: 1 << 20, answerTime: .seconds(2))
    ) { name, script in
      guard name == "harmful" else { return [fine] }
      script.temporaryBytes = 80 << 30
      return [.silence]
    }
    #expect(report.results.map(\.verdict) == [.unsupported, .supported])
    #expect(report.results[0].finding?.kind == "limit-exceeded")
    #expect(report.results[0].finding?.found == "85899345920 bytes of temporary files")
    #expect(script.withLock { $0.log } == ["1 harmful", "2 other-harmful"])
  }

  @Test("A server is started once for all formats, and harmful operations come after all others")
  func starts() async throws {
    let fine = fine
    let report = try await report(
      of: [try make(Harmful.self), try make(First.self)],
      formats: [.jpeg(quality: 90), .tiff, .jp2(ratio: nil)]
    ) { _, _ in [fine] }
    #expect(report.results.count == 6 && report.summaries.count == 3)
    #expect(
      script.withLock { $0.log }
        == Array(repeating: "1 first", count: 3) + Array(repeating: "1 harmful", count: 3))
  }

  @Test("What is only recommended is never wrong")
  func recommended() async throws {
    let broken = broken
    let results = try await results(of: [try make(Recommended.self)]) { _, _ in [broken] }
    #expect(results.map(\.verdict) == [.unsupported])
    #expect(!results[0].isFailure && results[0].isNotable)
  }
}
