import Statistics

/// A figure over the blocks of a cell.
package struct BlockSpread: Hashable, Sendable {
  /// One value per block, in ascending order.
  package let values: [Double]

  /// Takes one value per block; nil without a value.
  package init?(_ values: [Double]) {
    guard let median = Statistics.median(values) else { return nil }
    self.values = values.sorted()
    self.median = median
  }

  /// The median of the values.
  package let median: Double

  /// The smallest value.
  package var lowest: Double { values[0] }

  /// The largest value.
  package var highest: Double { values[values.count - 1] }

  /// The range of the values.
  package var range: ClosedRange<Double> { lowest...highest }

  /// Half of the range over the median; nil with one value, or if the median is 0.
  package var relativeHalfRange: Double? {
    values.count > 1 && median > 0 ? (highest - lowest) / 2 / median : nil
  }
}
