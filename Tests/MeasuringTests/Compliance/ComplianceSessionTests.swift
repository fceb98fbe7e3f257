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
}

@Suite("The restarts of a check", .timeLimit(.minutes(2)))
struct ComplianceSessionTests {
  private let script = Locked(Script())

  /// Checks operations on a server that answers each with a status, and may end at it.
  private func results(
    of operations: [any ImageOperation],
    answer: @escaping @Sendable (String, inout Script) -> [ServerStep]
  ) async throws -> [FeatureResult] {
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
    let session = ComplianceSession(
      server: try plannedServer(testServer()), format: .jpeg(quality: 90), dataset: testDataset(count: 1),
      pictures: PictureCheck(dataset: testDataset(count: 1)), seed: 1,
      launch: { _ in
        script.withLock { script in
          script.starts += 1
          script.requests = []
          script.ending = nil
        }
        return ScriptedServer(origin: origin, script: script)
      }, awaitReady: { _, _ in }, companion: { _ in })
    return try await session.results(of: operations).1
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
      of: [try make(First.self), try make(Harmful.self), try make(Second.self)]
    ) { name, _ in [name == "harmful" ? broken : fine] }
    #expect(results.map(\.verdict) == [.supported, .unsupported, .supported])
    #expect(script.withLock { $0.log } == ["1 first", "1 harmful", "2 second"])
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

  @Test("A crash that neither repetition confirms is reported as such")
  func unconfirmed() async throws {
    let fine = fine
    let results = try await results(of: [try make(First.self), try make(Second.self)]) {
      name, script in
      if script.starts == 1, name == "second" { script.ending = "exited with status 1" }
      return [fine]
    }
    #expect(results.map(\.verdict) == [.supported, .crashed])
    #expect(
      results[1].finding?.found
        == "exited with status 1; a repetition after a fresh start did not end the server")
  }

  @Test("What is only recommended is never wrong")
  func recommended() async throws {
    let broken = broken
    let results = try await results(of: [try make(Recommended.self)]) { _, _ in [broken] }
    #expect(results.map(\.verdict) == [.unsupported])
    #expect(!results[0].isFailure && results[0].isNotable)
  }
}
