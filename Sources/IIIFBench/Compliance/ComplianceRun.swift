internal import IIIF

/// Checks servers one after the other: every operation once per version and source format.
public struct ComplianceRun: Sendable {
  private let servers: [PlannedServer]
  private let operations: [any Operation]
  private let formats: [SourceFormat]
  private let dataset: Dataset
  private let seed: UInt64
  private let observer: any RunObserver
  private let launch: Runner.Launch
  private let awaitReady: Runner.AwaitReady

  /// Creates a run; harmful operations are put last, so that a server that dies of one has answered
  /// the others.
  public init(
    servers: [PlannedServer], operations: [any Operation], formats: [SourceFormat],
    dataset: Dataset, seed: UInt64, observer: any RunObserver, launch: @escaping Runner.Launch,
    awaitReady: @escaping Runner.AwaitReady
  ) {
    self.servers = servers
    self.operations =
      operations.filter { type(of: $0).kind != .harmful }
      + operations.filter { type(of: $0).kind == .harmful }
    self.formats = formats
    self.dataset = dataset
    self.seed = seed
    self.observer = observer
    self.launch = launch
    self.awaitReady = awaitReady
  }

  /// The results of all servers.
  ///
  /// - Throws: ``LaunchError`` when a server does not start or does not come up again.
  public func results() async throws -> [FeatureResult] {
    var results: [FeatureResult] = []
    for server in servers {
      for format in formats where server.descriptor.sources.contains(format.family) {
        results += try await check(server, format: format)
      }
    }
    return results
  }

  /// A server that dies is started again for the next operation.
  private func check(
    _ server: PlannedServer, format: SourceFormat
  ) async throws -> [FeatureResult] {
    var results: [FeatureResult] = []
    var remaining = operations.filter { $0.isDefined(in: server.api.version) }[...]
    while !remaining.isEmpty {
      try Task.checkCancellation()
      observer.observe(
        .preparing(
          "\(server.descriptor.label), Image API \(server.api.version.rawValue), \(format.name)"))
      let running = try await launch(server)
      do {
        try await awaitReady(server, running)
        try await check(server, running, format: format, &remaining, into: &results)
      } catch {
        await Task.detached { await running.stop() }.value
        throw error
      }
      await Task.detached { await running.stop() }.value
    }
    return results
  }

  private func check(
    _ server: PlannedServer, _ running: any RunningServer, format: SourceFormat,
    _ remaining: inout ArraySlice<any Operation>, into results: inout [FeatureResult]
  ) async throws {
    let check = FeatureCheck(
      server: server, running: running, dataset: dataset, format: format, seed: seed)
    while let operation = remaining.popFirst() {
      try Task.checkCancellation()
      let result = try await check.result(of: operation)
      results.append(result)
      if result.verdict == .crashed { return }
    }
  }
}
