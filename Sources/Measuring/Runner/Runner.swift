package import IIIFBench
package import Launching
package import Results
import Verification

/// Carries out a run: block for block, until there are as many as wanted or all is decided.
package struct Runner: Sendable {
  /// Starts the prepared servers of a run, by their labels.
  package typealias Launch = @Sendable (PlannedServer) async throws -> any RunningServer
  /// Waits until a server answers image requests; throws ``LaunchError`` when it does not.
  package typealias AwaitReady = @Sendable (PlannedServer, any RunningServer) async throws -> Void
  /// Looks at a server that has just become ready, before its cells of some formats.
  package typealias Inspect =
    @Sendable (PlannedServer, Set<SourceFormat>, any RunningServer) async throws -> StartRecord
  /// Sends unmeasured requests of a server's cells for a number of seconds.
  package typealias WarmUp = @Sendable ([CellMeasurement], Seconds) async throws -> Void
  /// Measures the cells of a group in turn and returns their results in the same order.
  package typealias Measure = @Sendable ([CellMeasurement]) async throws -> [CellResult]
  /// Says what is open after the blocks up to now.
  package typealias Decide = @Sendable ([CellResult], [StartRecord]) -> OpenComparisons

  /// What a run does with its servers and figures; tests replace it.
  package struct Steps: Sendable {
    package var launch: Launch
    package var awaitReady: AwaitReady
    package var inspect: Inspect
    package var warmUp: WarmUp
    package var measure: Measure
    package var decide: Decide

    /// Creates steps.
    package init(
      launch: @escaping Launch, awaitReady: @escaping AwaitReady, inspect: @escaping Inspect,
      warmUp: @escaping WarmUp,
      measure: @escaping Measure, decide: @escaping Decide
    ) {
      self.launch = launch
      self.awaitReady = awaitReady
      self.inspect = inspect
      self.warmUp = warmUp
      self.measure = measure
      self.decide = decide
    }
  }

  let plan: RunPlan
  let study: Study
  let operations: [any ImageOperation]
  let dataset: Dataset
  let sources: DatasetFingerprints
  let pictures: PictureCheck
  let seed: UInt64
  let journal: Journal
  let observer: any RunObserver
  let steps: Steps
  /// Where the logs of failed servers are kept; nil for nowhere.
  let logs: ServerLogs?
  /// Returns a warning about what disturbs the run at the moment, if anything does.
  let disturbance: @Sendable () -> String?

  /// Creates a runner.
  package init(
    plan: RunPlan, study: Study, operations: [any ImageOperation], dataset: Dataset, seed: UInt64,
    journal: Journal, observer: any RunObserver, steps: Steps, logs: ServerLogs? = nil,
    disturbance: @escaping @Sendable () -> String? = { nil }
  ) {
    self.disturbance = disturbance
    self.logs = logs
    self.plan = plan
    self.study = study
    self.operations = operations
    self.dataset = dataset
    sources = DatasetFingerprints(dataset)
    pictures = PictureCheck(dataset: dataset)
    self.seed = seed
    self.journal = journal
    self.observer = observer
    self.steps = steps
  }

  /// Measures all cells; each is on disk before the next begins.
  ///
  /// - Throws: ``StorageError`` when the journal cannot be written, `CancellationError` when the
  ///   task is cancelled. Servers are stopped in every case.
  package func run() async throws {
    var outcome = RunOutcome(
      journal: journal, observer: observer,
      unfinished: UnfinishedCells(operations: operations, dataset: dataset))
    for gap in plan.gaps {
      try outcome.keep(
        CellResult(cell: gap.cell, block: 0, state: .unsupported, reason: gap.reason))
    }
    if let objective = study.objective {
      var search = CapacityRun(runner: self, objective: objective)
      return try await search.run(&outcome)
    }
    var schedule = BlockSchedule(study: study)
    var decided: Set<GroupName> = []
    var disturbances: Set<String> = []
    while let block = schedule.next() {
      try note(disturbance(), in: &disturbances)
      let isOpen = { (group: RunPlan.CellGroup) in !decided.contains(GroupName(group)) }
      let ahead = schedule.blocksToNextLook * plan.measurementCount(where: isOpen)
      observer.observe(.planned(outcome.measured + ahead))
      for batch in plan.batches(of: block, where: isOpen) {
        var run = BatchRun(batch: batch, runner: self)
        try await run.carryOut(&outcome)
      }
      schedule.end(block)
      try note(disturbance(), in: &disturbances)
      guard schedule.looks(after: block) else { continue }
      let open = steps.decide(outcome.cells, outcome.starts)
      schedule.take(open)
      decided.formUnion(plan.groupNames.filter { !open.groups.contains($0) })
    }
    if let stopping = schedule.stopping { try journal.append(.stopping(stopping)) }
  }

  /// Keeps a warning once.
  private func note(_ warning: String?, in known: inout Set<String>) throws {
    guard let warning, known.insert(warning).inserted else { return }
    try journal.append(.warning(warning))
    observer.observe(.warning(warning))
  }
}

/// An operation on a source format, at any load.
package struct GroupName: Hashable, Sendable {
  package var operation: String
  package var format: SourceFormat

  /// Creates a name.
  package init(operation: String, format: SourceFormat) {
    self.operation = operation
    self.format = format
  }
}

/// The comparisons of a run that are not decided.
package struct OpenComparisons: Sendable {
  /// The number of pairs of cells.
  package var count: Int
  /// What they are about.
  package var groups: Set<GroupName>

  /// Creates a record.
  package init(count: Int, groups: Set<GroupName>) {
    self.count = count
    self.groups = groups
  }
}

extension GroupName {
  /// The name of a group.
  init(_ group: RunPlan.CellGroup) {
    self.init(operation: group.cells[0].operation, format: group.cells[0].format)
  }
}

extension RunPlan {
  /// The names of all groups.
  var groupNames: Set<GroupName> { Set(groups.map { GroupName($0) }) }
}
