package import IIIFBench
package import Launching

/// One start of one server, to which every operation is put once in each of its versions, told step
/// by step.
package struct ServerTrial: Sendable {
  /// A step of a trial.
  package enum Event: Sendable {
    /// The server was started and has not answered yet.
    case started(any RunningServer)
    /// It answered its first requests at its origin, so long after the start.
    case ready(Duration, origin: String)
    /// The operations of a version begin.
    case version(PlannedServer)
    /// A request is over.
    case exchange(Exchange)
    /// An operation is over.
    case result(FeatureResult)
    /// The last lines of the server's log, before it is stopped.
    case log([String])
  }

  private let versions: [PlannedServer]
  private let operations: [any ImageOperation]
  private let format: SourceFormat
  private let dataset: Dataset
  private let start: ServerStart

  /// How many lines of a log are told.
  private static let logLines = 20

  /// Creates a trial of a server in its versions, with pictures in one format.
  package init(
    versions: [PlannedServer], operations: [any ImageOperation], format: SourceFormat,
    dataset: Dataset, start: ServerStart
  ) {
    self.versions = versions
    self.operations = operations
    self.format = format
    self.dataset = dataset
    self.start = start
  }

  /// Runs the trial to its end, or until a process of the server dies.
  ///
  /// - Throws: ``LaunchError`` when the server does not start, what an operation throws, or
  ///   `CancellationError`; the server has been stopped by then.
  package func results(tell: (Event) -> Void) async throws -> [FeatureResult] {
    guard let first = versions.first else { return [] }
    let began = ContinuousClock.now
    let running = try await start.launch(first)
    do {
      tell(.started(running))
      try await start.awaitReady(first, running)
      tell(.ready(ContinuousClock.now - began, origin: running.origin))
      let results = try await results(from: running, tell: tell)
      tell(.log(await running.lastLines(Self.logLines)))
      await Task.detached { await running.stop() }.value
      return results
    } catch {
      await Task.detached { await running.stop() }.value
      throw error
    }
  }

  private func results(
    from running: any RunningServer, tell: (Event) -> Void
  ) async throws -> [FeatureResult] {
    var results: [FeatureResult] = []
    for server in versions {
      tell(.version(server))
      var claim = try await ServerClaim.fetched(
        from: running, of: server, dataset: dataset, format: format)
      // It is the descriptor that is on trial.
      claim.features = server.api.features
      let check = FeatureCheck(
        server: server, running: running, dataset: dataset, format: format, claim: claim, seed: 1)
      for operation in operations where operation.isDefined(in: server.api.version) {
        try Task.checkCancellation()
        let result = try await check.result(of: operation) { tell(.exchange($0)) }
        tell(.result(result))
        results.append(result)
        if result.verdict == .crashed { return results }
      }
    }
    return results
  }
}
