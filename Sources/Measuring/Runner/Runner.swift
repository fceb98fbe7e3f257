package import IIIFBench
package import Launching
package import Results
import Verification

/// Carries out the plan of a run: start, wait until ready, measure, stop, again and again.
package struct Runner: Sendable {
  /// Starts the prepared servers of a run, by their labels.
  package typealias Launch = @Sendable (PlannedServer) async throws -> any RunningServer
  /// Waits until a server answers image requests; throws ``LaunchError`` when it does not.
  package typealias AwaitReady = @Sendable (PlannedServer, any RunningServer) async throws -> Void
  /// Looks at a server that has just become ready.
  package typealias Inspect =
    @Sendable (RunPlan.Start, any RunningServer) async throws -> StartRecord
  /// Measures one cell.
  package typealias Measure = @Sendable (CellMeasurement) async throws -> CellResult

  private let plan: RunPlan
  private let study: Study
  private let operations: [any ImageOperation]
  private let dataset: Dataset
  private let sources: DatasetFingerprints
  private let pictures: PictureCheck
  private let seed: UInt64
  private let journal: Journal
  private let observer: any RunObserver
  private let launch: Launch
  private let awaitReady: AwaitReady
  private let inspect: Inspect
  private let measure: Measure

  /// Creates a runner that measures with the load generator.
  package init(
    plan: RunPlan, study: Study, operations: [any ImageOperation], dataset: Dataset, seed: UInt64,
    journal: Journal, observer: any RunObserver, launch: @escaping Launch,
    awaitReady: @escaping AwaitReady
  ) {
    self.init(
      plan: plan, study: study, operations: operations, dataset: dataset, seed: seed,
      journal: journal, observer: observer, launch: launch, awaitReady: awaitReady,
      inspect: StartInspection(dataset: dataset).record,
      measure: { try await $0.result() })
  }

  package init(
    plan: RunPlan, study: Study, operations: [any ImageOperation], dataset: Dataset, seed: UInt64,
    journal: Journal, observer: any RunObserver, launch: @escaping Launch,
    awaitReady: @escaping AwaitReady, inspect: @escaping Inspect, measure: @escaping Measure
  ) {
    self.plan = plan
    self.study = study
    self.operations = operations
    self.dataset = dataset
    sources = DatasetFingerprints(dataset)
    pictures = PictureCheck(dataset: dataset)
    self.seed = seed
    self.journal = journal
    self.observer = observer
    self.launch = launch
    self.awaitReady = awaitReady
    self.inspect = inspect
    self.measure = measure
  }

  /// Measures all cells; each is on disk before the next begins.
  ///
  /// - Throws: ``StorageError`` when the journal cannot be written, `CancellationError` when the
  ///   task is cancelled. Servers are stopped in every case.
  package func run() async throws {
    for gap in plan.gaps {
      try keep(CellResult(cell: gap.cell, block: 0, state: .unsupported, reason: gap.reason))
    }
    observer.observe(.planned(plan.measurementCount))
    var number = 0
    for start in plan.starts {
      try await carryOut(start, number: &number)
    }
  }

  /// A server that ends while it is measured is started again for the rest of its cells, unless it
  /// ended in the first cell after a start.
  private func carryOut(_ start: RunPlan.Start, number: inout Int) async throws {
    var remaining = start.cells[...]
    while !remaining.isEmpty {
      observer.observe(.starting(server: start.server.descriptor.label, block: start.block))
      let before = remaining.count
      try await withServer(of: start, remaining: &remaining, number: &number) {
        server, remaining, number in
        let record = try await inspect(start, server)
        try journal.append(.start(record))
        while let cell = remaining.popFirst() {
          number += 1
          var result = try await measured(cell, of: start, on: server, number: number)
          if result.state == .measured {
            result.remarks += record.remarks(for: cell.format, of: start.server.descriptor)
          }
          try keep(result)
          if result.state == .failed, await server.ending() != nil { return }
        }
      }
      if remaining.count == before - 1, !remaining.isEmpty {
        try giveUp(remaining, of: start, number: &number, reason: "the server ended just before")
        return
      }
    }
  }

  private func withServer(
    of start: RunPlan.Start, remaining: inout ArraySlice<Cell>, number: inout Int,
    _ body: (any RunningServer, inout ArraySlice<Cell>, inout Int) async throws -> Void
  ) async throws {
    let server: any RunningServer
    do {
      try Task.checkCancellation()
      server = try await launch(start.server)
    } catch let error as LaunchError {
      try giveUp(remaining, of: start, number: &number, reason: error.description)
      remaining = []
      return
    }
    do {
      try await awaitReady(start.server, server)
      try await body(server, &remaining, &number)
    } catch let error as LaunchError {
      await stop(server)
      try giveUp(remaining, of: start, number: &number, reason: error.description)
      remaining = []
      return
    } catch {
      await stop(server)
      throw error
    }
    await stop(server)
  }

  /// Stops a server even when the run has been cancelled.
  private func stop(_ server: any RunningServer) async {
    await Task.detached { await server.stop() }.value
  }

  private func measured(
    _ cell: Cell, of start: RunPlan.Start, on server: any RunningServer, number: Int
  ) async throws -> CellResult {
    try Task.checkCancellation()
    observer.observe(.cellBegan(cell, block: start.block, number: number))
    guard let operation = operations.first(where: { type(of: $0).name == cell.operation }) else {
      preconditionFailure("the plan names operation '\(cell.operation)', which the run lacks")
    }
    do {
      return try await measure(
        CellMeasurement(
          cell: cell, block: start.block, operation: operation, server: start.server,
          running: server, dataset: dataset, sources: sources, pictures: pictures,
          study: study, seed: seed, observer: observer))
    } catch let error as CancellationError {
      throw error
    } catch {
      return CellResult(cell: cell, block: start.block, state: .failed, reason: "\(error)")
    }
  }

  private func giveUp(
    _ cells: ArraySlice<Cell>, of start: RunPlan.Start, number: inout Int, reason: String
  ) throws {
    observer.observe(.warning("\(start.server.descriptor.label): \(reason)"))
    for cell in cells {
      number += 1
      try keep(CellResult(cell: cell, block: start.block, state: .failed, reason: reason))
    }
  }

  private func keep(_ result: CellResult) throws {
    try journal.append(.cell(result))
    observer.observe(.cellEnded(result))
  }
}
