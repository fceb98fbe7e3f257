import IIIFBench
import Launching
import Results
import Verification

/// The check of one server in one version and format, with as many starts as it needs.
///
/// A server that ended is started again. So is one that did not answer, or answered a harmful operation
/// with a server error: its later answers would otherwise be those of a damaged server, and a later
/// operation would get the blame.
actor ComplianceSession {
  private let server: PlannedServer
  private let format: SourceFormat
  private let dataset: Dataset
  private let pictures: PictureCheck
  private let seed: UInt64
  private let launch: Runner.Launch
  private let awaitReady: Runner.AwaitReady
  /// Called with the first start.
  private let companion: @Sendable (any RunningServer) async throws -> Void
  private var running: (any RunningServer)?
  private var claim: ServerClaim?

  init(
    server: PlannedServer, format: SourceFormat, dataset: Dataset, pictures: PictureCheck,
    seed: UInt64, launch: @escaping Runner.Launch, awaitReady: @escaping Runner.AwaitReady,
    companion: @escaping @Sendable (any RunningServer) async throws -> Void
  ) {
    self.server = server
    self.format = format
    self.dataset = dataset
    self.pictures = pictures
    self.seed = seed
    self.launch = launch
    self.awaitReady = awaitReady
    self.companion = companion
  }

  /// The server's claim and the results of operations, in their order. The server is stopped.
  ///
  /// - Throws: ``LaunchError`` when the server does not start, what an operation throws, or
  ///   `CancellationError`.
  func results(of operations: [any ImageOperation]) async throws -> (ServerClaim, [FeatureResult]) {
    do {
      let results = try await uninterrupted(operations)
      await stop()
      return (claim ?? ServerClaim(of: server.api, since: "nothing was checked"), results)
    } catch {
      await stop()
      throw error
    }
  }

  private func uninterrupted(_ operations: [any ImageOperation]) async throws -> [FeatureResult] {
    var results: [FeatureResult] = []
    for (index, operation) in operations.enumerated() {
      try Task.checkCancellation()
      let isFirstOfStart = running == nil
      let result = try await result(of: operation)
      results.append(result)
      if result.verdict == .crashed {
        let previous = isFirstOfStart || index == 0 ? nil : operations[index - 1]
        try await confirm(&results, suspect: operation, previous: previous)
      } else if isDamaging(result, by: operation) {
        await stop()
      }
    }
    return results
  }

  private func isDamaging(_ result: FeatureResult, by operation: any ImageOperation) -> Bool {
    result.finding?.kind == FeatureResult.noAnswer
      || (type(of: operation).kind == .harmful && result.isServerFailure)
  }

  /// Repeats the operation at which the server ended, and if that does not end a fresh server, the one
  /// before it, and corrects the last results.
  private func confirm(
    _ results: inout [FeatureResult], suspect: any ImageOperation, previous: (any ImageOperation)?
  ) async throws {
    let repeated = try await freshResult(of: suspect)
    if repeated.verdict == .crashed { return }
    if let previous {
      let cause = try await freshResult(of: previous)
      if cause.verdict == .crashed {
        results.replaceSubrange(results.count - 2..<results.count, with: [cause, repeated])
        return
      }
    }
    results[results.count - 1].finding?.found +=
      "; a repetition after a fresh start did not end the server"
  }

  private func freshResult(of operation: any ImageOperation) async throws -> FeatureResult {
    await stop()
    let result = try await result(of: operation)
    await stop()
    return result
  }

  private func result(of operation: any ImageOperation) async throws -> FeatureResult {
    let running = try await started()
    return try await FeatureCheck(
      server: server, running: running, dataset: dataset, format: format, claim: claim,
      seed: seed, pictures: pictures
    ).result(of: operation)
  }

  /// The running server, started if it is not.
  private func started() async throws -> any RunningServer {
    if let running { return running }
    let started = try await launch(server)
    running = started
    try await awaitReady(server, started)
    if claim == nil {
      claim = try await ServerClaim.fetched(
        from: started, of: server, dataset: dataset, format: format)
      try await companion(started)
    }
    return started
  }

  private func stop() async {
    guard let stopped = running else { return }
    running = nil
    await Task.detached { await stopped.stop() }.value
  }
}
