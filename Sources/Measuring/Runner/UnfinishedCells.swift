import IIIF
import IIIFBench
import LoadGenerator
import Results

/// The cells of a run that did not finish, and those that would take their servers at least as long.
struct UnfinishedCells {
  private let operations: [any ImageOperation]
  private let dataset: Dataset
  private var cells: [Entry] = []

  private struct Entry {
    var cell: Cell
    var block: Int
    var server: PlannedServer
    /// The pixels of an iteration; nil if they cannot be counted.
    var pixels: Double?
  }

  /// Creates an empty list for a run.
  init(operations: [any ImageOperation], dataset: Dataset) {
    self.operations = operations
    self.dataset = dataset
  }

  /// Adds a cell that did not finish.
  mutating func add(_ result: CellResult, server: PlannedServer) {
    cells.append(
      Entry(
        cell: result.cell, block: result.block, server: server,
        pixels: pixels(of: result.cell, on: server)))
  }

  /// Why a cell is not measured; nil for one that has to be.
  ///
  /// A cell takes as long as one that did not finish if it has the same server and source format, at
  /// least the same load, and at least as many pixels per iteration.
  func reason(toSkip cell: Cell) -> String? {
    for entry in cells
    where entry.cell.serverLabel == cell.serverLabel && entry.cell.format == cell.format
      && cell.load.isAtLeast(entry.cell.load)
    {
      let reason =
        "\(CellResult.unfinishedReason): not measured, because \(entry.cell.operation) did not finish "
        + "in block \(entry.block)"
      if entry.cell.operation == cell.operation { return "\(reason) under no higher load" }
      guard let own = pixels(of: cell, on: entry.server), let least = entry.pixels, own >= least
      else { continue }
      return "\(reason) and reads and writes no more pixels"
    }
    return nil
  }

  private func pixels(of cell: Cell, on server: PlannedServer) -> Double? {
    guard let operation = operations.first(where: { type(of: $0).name == cell.operation }) else {
      return nil
    }
    return IterationPixels(operation: operation, server: server, cell: cell, dataset: dataset)?.mean
  }
}

/// The pixels that a server reads and writes for an iteration of an operation.
struct IterationPixels {
  /// The mean over some iterations: the areas of requested regions and of their answers.
  let mean: Double

  private static let iterations = 50

  /// Counts the pixels; nil if the operation's requests cannot be made, or are not all images.
  init?(
    operation: any ImageOperation, server: PlannedServer, cell: Cell, dataset: Dataset
  ) {
    guard let prepared = try? server.prepared(operation, for: dataset),
      let workload = try? Workload(
        operation: prepared, on: server, format: cell.format, of: dataset,
        iterations: Self.iterations, seed: 1)
    else { return nil }
    let pictures = workload.expectations.compactMap(\.picture)
    guard pictures.count == workload.expectations.count, !pictures.isEmpty else { return nil }
    let pixels = pictures.reduce(0.0) { sum, picture in
      let source = picture.request.region.extent(of: picture.image.size)
      let answer = picture.request.resultSize(of: picture.image.size)
      return sum + Double(source.width) * Double(source.height)
        + Double(answer.width) * Double(answer.height)
    }
    mean = pixels / Double(workload.table.iterationCount)
  }
}

extension Load {
  /// Whether the load is of the same kind as another one and at least as high.
  fileprivate func isAtLeast(_ other: Load) -> Bool {
    switch (self, other) {
    case (.concurrency(let own), .concurrency(let users)): own >= users
    case (.rate(let own), .rate(let rate)): own >= rate
    case (.replaySpeed(let own), .replaySpeed(let speed)): own >= speed
    default: false
    }
  }
}
