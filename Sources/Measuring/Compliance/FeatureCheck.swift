import IIIF
package import IIIFBench
package import Launching
import Results
package import Verification
import LoadGenerator

/// Puts the requests of one iteration of an operation to a server, once and without load.
package struct FeatureCheck: Sendable {
  private let server: PlannedServer
  private let running: any RunningServer
  private let dataset: Dataset
  private let format: SourceFormat
  private let claim: ServerClaim?

  /// All forms that a feature has are compared, of a burst of tiles some.
  private static let sampling = BodySampling(oneIn: 10, atLeast: 8, maximumBytes: 64 << 20)
  /// How long a process may take to be gone after it failed to answer.
  private static let dyingTime = Duration.seconds(2)
  /// The maximum time of an answer to an operation that harms no server.
  private static let answerTime = Duration.seconds(60)
  private let seed: UInt64
  private let pictures: PictureCheck
  private let limits: HarmLimits

  /// Creates a check of a running server with pictures in a format; the descriptor's claim is taken
  /// where there is none of the server's own, and checks of the same pictures can share what their
  /// answers are compared with.
  package init(
    server: PlannedServer, running: any RunningServer, dataset: Dataset, format: SourceFormat,
    claim: ServerClaim? = nil, seed: UInt64,
    pictures: PictureCheck? = nil, limits: HarmLimits = .standard
  ) {
    self.server = server
    self.running = running
    self.dataset = dataset
    self.format = format
    self.claim = claim
    self.seed = seed
    self.pictures = pictures ?? PictureCheck(dataset: dataset)
    self.limits = limits
  }

  /// The outcome of an operation; the first invalid answer ends it.
  ///
  /// - Parameters:
  ///   - operation: The operation.
  ///   - observe: Called with every exchange as soon as it is over.
  /// - Throws: What the operation throws, or `CancellationError`.
  package func outcome(
    of operation: any ImageOperation, observe: (Exchange) -> Void = { _ in }
  ) async throws -> FeatureOutcome {
    let type = type(of: operation)
    let before = await ServerSnapshot(of: running)
    var exchanges: [Exchange] = []
    let (finding, exceeded) = try await limits.watching(type.kind == .harmful ? running : nil) {
      try await self.finding(of: operation) { exchange in
        exchanges.append(exchange)
        observe(exchange)
      }
    }
    let isUnanswered = exchanges.contains { $0.status == nil }
    let hasServerError = exchanges.contains { ($0.status ?? 0) >= 500 }
    var ended: String?
    if exceeded == nil {
      ended = try await ending(since: before, waits: isUnanswered || hasServerError)
    }
    let url = finding?.url ?? exchanges.last?.url ?? ""
    var problem = finding
    if let exceeded {
      problem = ErrorExample(
        kind: "limit-exceeded", url: url, expected: "an answer within the limits of a check",
        found: exceeded)
    } else if let ended {
      problem = ErrorExample(
        kind: "crashed", url: url, expected: "a server that goes on", found: ended)
    }
    return FeatureOutcome(
      result: result(of: operation, finding: problem, hasEnded: ended != nil),
      requests: exchanges.count, isUnanswered: isUnanswered, hasServerError: hasServerError,
      exceedsLimit: exceeded != nil)
  }

  /// The result of an operation.
  ///
  /// - Throws: As ``outcome(of:observe:)``.
  package func result(
    of operation: any ImageOperation, observe: (Exchange) -> Void = { _ in }
  ) async throws -> FeatureResult {
    try await outcome(of: operation, observe: observe).result
  }

  private func result(
    of operation: any ImageOperation, finding: ErrorExample?, hasEnded: Bool
  ) -> FeatureResult {
    let type = type(of: operation)
    let isClaimed = operation.requiredFeatures(in: server.api.version)
      .isSubset(of: (claim?.features ?? server.api.features).subtracting(lacking))
    return FeatureResult(
      server: server.descriptor.label, version: server.api.version, format: format,
      operation: type.name, obligation: type.obligation,
      verdict: Self.verdict(
        isDue: isClaimed && type.obligation == .must, isRight: finding == nil,
        isClaimed: isClaimed, hasEnded: hasEnded),
      finding: finding)
  }

  /// Features that the descriptor excepts for the format.
  private var lacking: Set<Feature> {
    server.descriptor.limits(of: format.family)?.lacks ?? []
  }

  /// How the server, or a process of it, has ended; nil when all go on.
  ///
  /// A process that dies of a request is gone some time after its connection is, so that a failure of
  /// the server itself is a reason to look for a while.
  private func ending(since before: ServerSnapshot, waits: Bool) async throws -> String? {
    let deadline = ContinuousClock.now + (waits ? Self.dyingTime : .zero)
    while true {
      let changes = ProcessChanges(from: before, to: await ServerSnapshot(of: running))
      if let ending = await running.ending() ?? changes?.loss { return ending }
      guard ContinuousClock.now < deadline else { return nil }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  private static func verdict(
    isDue: Bool, isRight: Bool, isClaimed: Bool, hasEnded: Bool
  ) -> FeatureResult.Verdict {
    if hasEnded { return .crashed }
    guard isRight else { return isDue ? .wrong : .unsupported }
    return isClaimed ? .supported : .unclaimed
  }

  /// The first wrong answer; nil when all are right.
  private func finding(
    of operation: any ImageOperation, observe: (Exchange) -> Void
  ) async throws -> ErrorExample? {
    let prepared: any ImageOperation
    do {
      prepared = try server.prepared(operation, for: dataset, claim: claim)
    } catch {
      guard let lack = error.lack else { throw error }
      return ErrorExample(
        kind: "not-applicable", url: running.origin, expected: lack.expected, found: lack.found)
    }
    let workload = try Workload(
      operation: prepared,
      on: server, format: format, of: dataset, iterations: 1, seed: seed)
    let verification = ImageVerification(
      origin: running.origin, requests: workload.table.requests,
      expectations: workload.expectations, sampling: Self.sampling)
    for (index, request) in workload.table.requests.enumerated() {
      try await awaitNextSecond(before: request)
      var exchange = try await exchange(
        request, index: index, with: verification,
        within: type(of: operation).kind == .harmful ? limits.answerTime : Self.answerTime)
      if exchange.problem == nil {
        exchange.problem = try await LinkCheck(links: workload.expectations[index].links)
          .problem(in: exchange)
      }
      observe(exchange)
      if let problem = exchange.problem { return problem }
    }
    return try await pictures.report(on: verification.keptBodies, format: format, quality: nil)
      .examples.first
  }

  /// Waits so that a conditional request by date is not sent within the second in which the date was
  /// received: a date has no fractions (RFC 9110 §8.8.2.2), so that a server that sends the time of
  /// the answer would confirm it.
  private func awaitNextSecond(before request: LoadRequest) async throws {
    guard let answered = claim?.answered,
      request.headers.contains(where: { $0.name.lowercased() == "if-modified-since" })
    else { return }
    try await Task.sleep(until: answered + .milliseconds(1100))
  }

  private func exchange(
    _ request: LoadRequest, index: Int, with verification: ImageVerification,
    within time: Duration
  ) async throws -> Exchange {
    var exchange = Exchange(method: request.method.rawValue, url: running.origin + request.target)
    let began = ContinuousClock.now
    do {
      let answer = try await server.connection.client.fetch(
        exchange.url, method: request.method, headers: request.headers, timeout: time)
      exchange.duration = ContinuousClock.now - began
      judge(answer, to: index, with: verification)
      exchange.take(answer)
      exchange.answer = answer
      exchange.problem = verification.examples.first
    } catch let error as HTTPClientError {
      exchange.duration = ContinuousClock.now - began
      exchange.problem = ErrorExample(
        kind: FeatureResult.noAnswer, url: exchange.url, expected: "an answer",
        found: error.description)
    }
    return exchange
  }

  private func judge(
    _ answer: HTTPResponse, to index: Int, with verification: ImageVerification
  ) {
    let verifier = verification.makeVerifier(thread: 0)
    let fields = answer.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
    verifier.begin(request: index)
    verifier.body(answer.body.span)
    _ = verifier.end(
      ResponseSummary(status: answer.status, bodyBytes: answer.body.count),
      fields: Array(fields.utf8).span)
  }
}
