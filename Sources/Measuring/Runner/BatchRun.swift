import Foundation
import IIIFBench
import Launching
import Results

/// Carries out one batch of a block: starts its servers, measures its groups, stops the servers.
struct BatchRun {
  private let batch: RunPlan.Batch
  private let runner: Runner
  private var started: [String: Started] = [:]
  /// Servers that are not started again, and why.
  private var givenUp: [String: String] = [:]

  /// A server that runs.
  private struct Started {
    var server: PlannedServer
    var running: any RunningServer
    var record: StartRecord
    /// Cells that were measured since the start.
    var cells = 0
    /// Whether a request to it failed since the start.
    var hasErrors = false
    /// Operations on source formats that the start has been asked for.
    var groups: Set<GroupName> = []
  }

  init(batch: RunPlan.Batch, runner: Runner) {
    self.batch = batch
    self.runner = runner
  }

  /// Measures everything and keeps it.
  ///
  /// A server that ends while it is measured is started again for the rest of its cells, unless it
  /// ended in the first cell after a start.
  mutating func carryOut(_ outcome: inout RunOutcome) async throws {
    do {
      try await startAll(batch.servers, &outcome)
      for group in batch.groups { try await measure(group, &outcome) }
    } catch {
      await stopAll()
      throw error
    }
    await stopAll()
  }

  private mutating func measure(
    _ group: RunPlan.CellGroup, _ outcome: inout RunOutcome
  ) async throws {
    let ended = batch.servers.filter { server in
      let label = server.descriptor.label
      return started[label] == nil && givenUp[label] == nil
        && group.cells.contains { $0.serverLabel == label }
    }
    try await startAll(ended, &outcome)
    var skipped: Set<Cell> = []
    for cell in group.cells {
      guard let reason = givenUp[cell.serverLabel] ?? outcome.unfinished.reason(toSkip: cell) else {
        continue
      }
      skipped.insert(cell)
      try outcome.keep(CellResult(cell: cell, block: batch.block, state: .failed, reason: reason))
    }
    try Task.checkCancellation()
    let number = outcome.measured + 1
    let measurements = group.cells.filter { !skipped.contains($0) }
      .compactMap { measurement(of: $0, number: number) }
    guard !measurements.isEmpty else { return }
    for result in try await runner.steps.measure(measurements) {
      try await take(result, &outcome)
      guard result.didNotFinish, let cell = measurements.first(where: { $0.cell == result.cell })
      else { continue }
      outcome.unfinished.add(result, server: cell.server)
    }
  }

  /// Keeps a result, and stops its server when that has ended.
  private mutating func take(_ result: CellResult, _ outcome: inout RunOutcome) async throws {
    let label = result.cell.serverLabel
    guard var server = started[label] else { return }
    var result = result
    if result.state == .measured {
      let descriptor = server.server.descriptor
      if !runner.study.wantsCaches(of: descriptor) {
        result.remarks += server.record.remarks(for: result.format, of: descriptor)
      }
      result.remarks += DescriptorRemarks(of: descriptor).remarks(on: result)
    }
    server.cells += 1
    if result.errorCount > 0 { server.hasErrors = true }
    server.groups.insert(GroupName(operation: result.operation, format: result.format))
    started[label] = server
    let hasEnded = result.state == .failed ? await server.running.ending() != nil : false
    if hasEnded, let place = await saveLog(of: server.running, label) {
      result.reason = (result.reason ?? "") + place
    }
    try outcome.keep(result)
    guard hasEnded else { return }
    started[label] = nil
    await Self.stop([server.running])
    if server.cells == 1 { giveUp(label, reason: "the server ended just before") }
  }

  private func measurement(of cell: Cell, number: Int) -> CellMeasurement? {
    guard let server = started[cell.serverLabel] else { return nil }
    guard let operation = runner.operations.first(where: { type(of: $0).name == cell.operation })
    else {
      preconditionFailure("the plan names operation '\(cell.operation)', which the run lacks")
    }
    let (block, observer) = (batch.block, runner.observer)
    return CellMeasurement(
      cell: cell, block: block, position: server.cells,
      isFirst: !server.groups.contains(GroupName(operation: cell.operation, format: cell.format)),
      operation: operation, server: server.server, running: server.running, dataset: runner.dataset,
      sources: runner.sources, pictures: runner.pictures, study: runner.study, seed: runner.seed,
      observer: observer,
      announce: { observer.observe(.cellBegan(cell, block: block, number: number)) })
  }

  /// Starts servers and then looks at each, so that no start disturbs a look.
  private mutating func startAll(
    _ servers: [PlannedServer], _ outcome: inout RunOutcome
  ) async throws {
    for server in servers { try await start(server) }
    for server in servers {
      let label = server.descriptor.label
      try await warmUp(server)
      guard var begun = started[label] else { continue }
      begun.record = try await runner.steps.inspect(server, formats(of: label), begun.running)
      begun.record.block = batch.block
      try outcome.keep(begun.record)
      started[label] = begun
    }
  }

  /// Sends the unmeasured requests that the server's descriptor asks for after a start.
  private mutating func warmUp(_ server: PlannedServer) async throws {
    let label = server.descriptor.label
    guard let seconds = server.descriptor.startWarmUp, started[label] != nil else { return }
    runner.observer.observe(.preparing("warming up \(label)"))
    let cells = batch.groups.flatMap(\.cells).filter { $0.serverLabel == label }
    try await runner.steps.warmUp(cells.compactMap { measurement(of: $0, number: 0) }, seconds)
    started[label]?.groups = Set(
      cells.map { GroupName(operation: $0.operation, format: $0.format) })
  }

  /// The formats in which a server's caches are checked.
  ///
  /// Whether it caches is a matter of its settings, which are the same in every block.
  private func formats(of label: String) -> Set<SourceFormat> {
    guard batch.block == 1 else { return [] }
    return Set(batch.groups.flatMap(\.cells).filter { $0.serverLabel == label }.map(\.format))
  }

  private mutating func start(_ server: PlannedServer) async throws {
    try Task.checkCancellation()
    let label = server.descriptor.label
    runner.observer.observe(.starting(server: label, block: batch.block))
    do {
      let running = try await runner.steps.launch(server)
      started[label] = Started(
        server: server, running: running, record: StartRecord(server: label, block: batch.block))
      try await runner.steps.awaitReady(server, running)
    } catch let error as LaunchError {
      let running = started.removeValue(forKey: label)?.running
      var place: String?
      if let running {
        place = await saveLog(of: running, label)
        await Self.stop([running])
      }
      giveUp(label, reason: error.description + (place ?? ""))
    }
  }

  /// Keeps the whole log of a server that failed.
  ///
  /// - Returns: A line with the path; nil if there is no log.
  private func saveLog(of running: any RunningServer, _ label: String) async -> String? {
    guard let file = await runner.logs?.file(for: label, block: batch.block),
      await running.writeLog(to: file)
    else { return nil }
    return "\nthe whole log: \(file.relativePath)"
  }

  private mutating func giveUp(_ label: String, reason: String) {
    runner.observer.observe(.warning("\(label): \(reason)"))
    givenUp[label] = reason
  }

  private mutating func stopAll() async {
    for (label, server) in started where server.hasErrors {
      _ = await saveLog(of: server.running, label)
    }
    await Self.stop(started.values.map(\.running))
    started = [:]
  }

  /// Stops servers even when the run has been cancelled.
  private static func stop(_ servers: [any RunningServer]) async {
    await Task.detached {
      await withTaskGroup(of: Void.self) { group in
        for server in servers { group.addTask { await server.stop() } }
      }
    }.value
  }
}
