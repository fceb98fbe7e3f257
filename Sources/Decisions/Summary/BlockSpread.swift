import Foundation
import Statistics

/// A figure over the blocks of a cell.
package struct BlockSpread: Hashable, Sendable {
  /// One value per block, in ascending order.
  package let values: [Double]
  /// The median of the values.
  package let median: Double
  /// The 95 % interval of the mean; nil if unknown, as with one block.
  package internal(set) var interval: ClosedRange<Double>?

  /// Takes one value per block; nil without a value.
  package init?(_ values: [Double]) {
    guard let median = Statistics.median(values) else { return nil }
    self.values = values.sorted()
    self.median = median
  }

  /// The geometric mean, to which the interval belongs; 0 if a value is 0.
  package var mean: Double {
    guard lowest > 0 else { return 0 }
    return exp(values.reduce(0) { $0 + log($1) } / Double(values.count))
  }

  /// The smallest value.
  package var lowest: Double { values[0] }

  /// The largest value.
  package var highest: Double { values[values.count - 1] }

  /// The range of the values.
  package var range: ClosedRange<Double> { lowest...highest }
}
