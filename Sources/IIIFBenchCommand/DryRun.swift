import Measuring
import IIIFBench
import LoadGenerator
import Results

/// Lists a run's cells with their requests.
struct DryRun {
  var study: Study
  var selection: Selection
  var dataset: Dataset
  var seed: UInt64

  /// Prints every cell of every block in order, with its requests in the first block.
  func print() throws {
    let plan = RunPlan(
      servers: selection.servers, operations: selection.operations, formats: study.formats,
      loads: study.loads, images: dataset.images,
      serversAtOnce: study.serversAtOnce(memory: HostRecord.current.memory), seed: seed)
    for gap in plan.gaps { Swift.print("unsupported \(gap.cell.line): \(gap.reason)") }
    for block in 1...study.blocks.maximum {
      try Task.checkCancellation()
      for batch in plan.batches(of: block) { try print(batch) }
    }
  }

  private func print(_ batch: RunPlan.Batch) throws {
    let labels = batch.servers.map(\.descriptor.label).joined(separator: ", ")
    Swift.print("block \(batch.block) \(labels)")
    for cell in batch.groups.flatMap(\.cells) {
      Swift.print("  cell \(cell.line)")
      guard batch.block == 1,
        let server = batch.servers.first(where: { $0.descriptor.label == cell.serverLabel })
      else { continue }
      try printRequests(of: cell, on: server)
    }
  }

  private func printRequests(of cell: Cell, on server: PlannedServer) throws {
    guard
      let operation = selection.operations.first(where: { type(of: $0).name == cell.operation })
    else { return }
    let ready = try server.prepared(operation, for: dataset)
    let workload = try Workload(
      operation: ready, on: server, format: cell.format, of: dataset,
      iterations: study.tableIterations(for: cell.load, of: ready), seed: seed)
    for remark in ready.remarks { Swift.print("    note: \(remark)") }
    for (index, request) in workload.table.requests.enumerated() {
      if index.isMultiple(of: 1024) { try Task.checkCancellation() }
      Swift.print("    \(request.method.rawValue) \(request.target)")
    }
  }
}

extension Cell {
  /// The cell in one line.
  var line: String { "\(serverLabel) \(format.name) \(operation) \(load.words)" }
}

extension Load {
  /// The load for people.
  var words: String {
    switch self {
    case .concurrency(let users): "concurrency \(users)"
    case .rate(let rate): "rate \(rate)/s"
    case .replaySpeed(let speed): "replay speed \(speed)"
    }
  }
}
