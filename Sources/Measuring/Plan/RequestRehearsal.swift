package import IIIFBench

/// Makes the requests of a run before any server starts, so that an operation that fails or traps does
/// so at once.
package struct RequestRehearsal {
  private let study: Study
  private let selection: Selection
  private let dataset: Dataset
  private let seed: UInt64

  /// Takes what the requests depend on.
  package init(study: Study, selection: Selection, dataset: Dataset, seed: UInt64) {
    self.study = study
    self.selection = selection
    self.dataset = dataset
    self.seed = seed
  }

  /// Makes all requests of each operation for one server and source format, and the first ones for the
  /// others, which differ in their writing only.
  ///
  /// - Throws: ``UnusableOperation``, what an operation throws, or `CancellationError`.
  package func run() throws {
    for operation in selection.operations {
      var isComplete = false
      for server in selection.servers {
        for format in study.formats
        where server.limitation(to: operation, format: format) == nil
          && dataset.files.contains(where: { $0.format == format })
        {
          let ready = try server.prepared(operation, for: dataset)
          let iterations =
            study.loads.filter { $0.limitation(to: ready) == nil }
            .map { study.tableIterations(for: $0, of: ready) }.max() ?? 0
          guard iterations > 0 else { continue }
          _ = try Workload(
            operation: ready, on: server, format: format, of: dataset,
            iterations: isComplete ? 1 : iterations, seed: seed)
          isComplete = true
        }
      }
    }
  }
}
