import IIIFBench
import Results

/// The logarithms of a cell's figure by block, with the sign for which more is better.
struct BlockValues {
  /// The values.
  let values: [Int: Double]

  /// Takes the figures of a cell.
  init(_ cell: CellSummary, _ figure: ComparedFigure) {
    values = Dictionary(
      cell.blocks.compactMap { block in
        figure.logarithm(of: block).map { (block.block, $0) }
      }
    ) { first, _ in first }
  }

  private init(values: [Int: Double]) { self.values = values }

  /// The values minus the mean of the controls, in the blocks that all have.
  func corrected(by controls: [BlockValues]) -> BlockValues {
    let common = values.filter { entry in controls.allSatisfy { $0.values[entry.key] != nil } }
    return BlockValues(
      values: Dictionary(
        uniqueKeysWithValues: common.map { block, value in
          let sum = controls.reduce(0) { $0 + $1.values[block, default: 0] }
          return (block, value - sum / Double(max(1, controls.count)))
        }))
  }

  /// The mean over the blocks that others have; 0 without one.
  func mean(in others: BlockValues) -> Double {
    let own = values.filter { others.values[$0.key] != nil }.sorted { $0.key < $1.key }
    return own.isEmpty ? 0 : own.reduce(0) { $0 + $1.value } / Double(own.count)
  }
}

extension Cell {
  /// The cell of another server.
  func ofServer(_ label: String) -> Cell {
    let parts = label.split(separator: "@", maxSplits: 1).map(String.init)
    var cell = self
    cell.server = parts[0]
    cell.variant = parts.count > 1 ? parts[1] : ServerDescriptor.defaultVariant
    return cell
  }
}
