/// The change of a server from the first to the last cell of a start, one value per block.
///
/// The order of cells is random, so a regression on the position separates the effect of the start's
/// age from that of the cells.
package enum StartDrift {
  /// The logarithm of a figure and its position in the start, from 0.
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

  /// The changes by block; nil if no block has two positions.
  ///
  /// Takes the points of each cell of a server by block. After subtraction of each cell's mean, a
  /// block's change is the slope over the position times the span of positions. The scatter between
  /// blocks is the noise, since the start is the unit of replication.
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
