/// The change of a server from the first to the last cell of a start, one value for each block.
///
/// The order of cells is drawn, so a regression on the position separates the start's age from the
/// cells.
package enum StartDrift {
  /// A figure's logarithm, and where in the start it was measured, from 0.
  package struct Point: Hashable, Sendable {
    /// The logarithm.
    package var value: Double
    /// The position.
    package var position: Int

    /// Creates a point.
    package init(value: Double, position: Int) {
      (self.value, self.position) = (value, position)
    }
  }

  /// The changes by block as a row for the rule of comparisons; nil when no block has two
  /// positions.
  ///
  /// Takes for each cell of a server its points by block. A cell's mean over the blocks is
  /// subtracted first; then each block's slope over the position, times its span, is the change.
  /// The start is what repeats, so the blocks' scatter is the noise.
  package static func row(cells: [[Int: Point]]) -> BlockRow? {
    var residuals: [Int: [(position: Double, value: Double)]] = [:]
    for cell in cells where cell.count > 1 {
      let mean = cell.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.value }
      for (block, point) in cell {
        residuals[block, default: []].append(
          (Double(point.position), point.value - mean / Double(cell.count)))
      }
    }
    return BlockRow(values: residuals.compactMapValues(change))
  }

  private static func change(_ points: [(position: Double, value: Double)]) -> Double? {
    let middle = points.reduce(0) { $0 + $1.position } / Double(points.count)
    let spread = points.reduce(0) { $0 + ($1.position - middle) * ($1.position - middle) }
    guard spread > 0, let first = points.map(\.position).min(),
      let last = points.map(\.position).max()
    else { return nil }
    let slope = points.reduce(0) { $0 + ($1.position - middle) * $1.value } / spread
    return slope * (last - first)
  }
}
