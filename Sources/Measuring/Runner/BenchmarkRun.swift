import ChildProcess
import Decisions
import Launching
package import IIIFBench
package import Results
package import Foundation

/// A run from its prepared servers to its result on disk.
package struct BenchmarkRun: Sendable {
  /// The study, with everything that flags replaced.
  package var study: Study
  /// The servers and operations that it names.
  package var selection: Selection
  /// The pictures.
  package var dataset: Dataset
  /// The folder with the files of `dataset` that a server of the given layout is started with.
  package var folder: @Sendable (IdentifierRule.Layout) throws -> URL
  /// The servers, ready to be started, by label.
  package var servers: [String: ServerPreparation.Ready]
  /// The seed of the order and of all requests.
  package var seed: UInt64
  /// The command line that repeats the run.
  package var command: [String]
  /// The program.
  package var tool: ToolRecord
  /// What the reader of the result must know, one sentence each.
  package var warnings: [String] = []
  /// Who watches.
  package var observer: any RunObserver

  /// Creates a run.
  package init(
    study: Study, selection: Selection, dataset: Dataset,
    folder: @escaping @Sendable (IdentifierRule.Layout) throws -> URL,
    servers: [String: ServerPreparation.Ready], seed: UInt64, command: [String], tool: ToolRecord,
    observer: any RunObserver
  ) {
    self.study = study
    self.selection = selection
    self.dataset = dataset
    self.folder = folder
    self.servers = servers
    self.seed = seed
    self.command = command
    self.tool = tool
    self.observer = observer
  }

  /// Measures everything and writes journal and result into a new folder below `parent`.
  ///
  /// - Returns: The result and its folder.
  /// - Throws: ``StorageError``, or `CancellationError`; what was finished until then is in both
  ///   files in either case, as far as the disk takes it.
  package func execute(below parent: URL) async throws -> (result: BenchmarkResult, folder: URL) {
    let started = Date()
    let store = try ResultStore(below: parent, study: study.name, started: started)
    let journal = try Journal(creating: store.journalFile)
    try journal.append(.run(header(started: started)))
    do {
      let files = FileStates(of: dataset)
      try await runner(journal: journal, logs: ServerLogs(in: store.logs)).run()
      for path in files.changed() {
        let warning = "\(path) changed during the run: a server wrote into the pictures."
        try journal.append(.warning(warning))
        observer.observe(.warning(warning))
      }
      try await priceEncodings(in: journal, at: store.journalFile)
      try journal.append(.end(Date()))
    } catch {
      try? store.write(try Journal.read(store.journalFile).result)
      throw error
    }
    let result = try Journal.read(store.journalFile).result
    try store.write(result)
    return (result, store.folder)
  }

  /// Measures the costs of encodings in which the answers of servers differ.
  private func priceEncodings(in journal: Journal, at file: URL) async throws {
    let pricing = EncodingPricing(selection: selection, dataset: dataset, seed: seed)
    let summary = ResultSummary(try Journal.read(file).result)
    for (operation, encodings) in EquivalenceAudit(summary).differingEncodings {
      observer.observe(.preparing("measuring the cost of encodings of \(operation)"))
      do {
        let costs = try await pricing.costs(of: encodings, operation: operation, in: summary)
        for cost in costs { try journal.append(.encodingCost(cost)) }
      } catch let error as ExternalProgramError {
        let warning = "The cost of encodings of \(operation) is unknown: \(error)"
        observer.observe(.warning(warning))
        try journal.append(.warning(warning))
      }
    }
  }

  private func runner(journal: Journal, logs: ServerLogs) -> Runner {
    let plan = RunPlan(
      servers: selection.servers, operations: selection.operations, formats: study.formats,
      loads: study.loads, images: dataset.images,
      serversAtOnce: study.serversAtOnce(memory: HostRecord.current.memory), seed: seed)
    let start = ServerStart(
      servers: servers, dataset: dataset, formats: study.formats, folder: folder)
    return Runner(
      plan: plan, study: study, operations: selection.operations, dataset: dataset, seed: seed,
      journal: journal, observer: observer,
      steps: Runner.Steps(
        launch: start.launch, awaitReady: start.awaitReady,
        inspect: StartInspection(dataset: dataset).record, warmUp: StartWarmUp.run,
        measure: { try await GroupMeasurement(cells: $0).results() }, decide: decide),
      logs: logs, disturbance: OtherRuns.warning)
  }

  /// What is open at a look at the cells up to now.
  private func decide(_ cells: [CellResult], _ starts: [StartRecord]) -> OpenComparisons {
    let verdicts = Verdicts(
      ResultSummary(study: study, cells: cells, starts: starts, servers: records),
      level: Verdicts.level(of: study.blocks))
    let open = verdicts.groups.filter { !$0.openPairs.isEmpty }
    return OpenComparisons(
      count: verdicts.openCount,
      groups: Set(open.map { GroupName(operation: $0.operation, format: $0.format) }))
  }

  private func header(started: Date) -> BenchmarkResult {
    BenchmarkResult(
      tool: tool, host: .current, study: study, seed: seed, command: command, started: started,
      ended: nil, servers: records, images: dataset, cells: [], warnings: warnings)
  }

  private var records: [ServerRecord] {
    selection.servers.compactMap { server in
      servers[server.descriptor.label].map { ready in
        ServerRecord(
          descriptor: server.descriptor, descriptorHash: server.descriptorHash,
          runtime: ready.prepared.runtime, api: server.api,
          provenance: ready.prepared.provenance)
      }
    }
  }
}
