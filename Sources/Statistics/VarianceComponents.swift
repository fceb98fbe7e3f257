/// The variance between starts and the variance between slices of a start.
///
/// A one-way analysis of variance with random effects, by the method of moments, for unequal numbers
/// of slices (Searle, Casella and McCulloch, Variance Components, 1992, section 3.6). More slices
/// reduce the second part only, more blocks both.
package struct VarianceComponents: Hashable, Sendable {
  /// The variance between the true values of starts; 0 if blocks scatter no more than slices.
  package let start: Double
  /// The variance of one slice within its start.
  package let slice: Double

  /// Takes the log ratios of slices by cell and block; nil unless a cell has two blocks and a block
  /// has two slices.
  package init?(cells: [[[Double]]]) {
    var (within, between, sliceDegrees, blockDegrees, weight) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for cell in cells {
      let blocks = cell.filter { !$0.isEmpty }
      let values = blocks.flatMap { $0 }
      guard blocks.count > 1 else { continue }
      let total = Double(values.count)
      let mean = values.reduce(0, +) / total
      for block in blocks {
        let count = Double(block.count)
        let own = block.reduce(0, +) / count
        within += block.reduce(0) { $0 + ($1 - own) * ($1 - own) }
        between += count * (own - mean) * (own - mean)
        sliceDegrees += count - 1
        weight -= count * count / total
      }
      blockDegrees += Double(blocks.count - 1)
      weight += total
    }
    guard sliceDegrees > 0, blockDegrees > 0 else { return nil }
    let excess = (between - blockDegrees * within / sliceDegrees) / weight
    start = max(0, excess)
    // Blocks that scatter no more than slices count as slices.
    slice =
      excess > 0 ? within / sliceDegrees : (within + between) / (sliceDegrees + blockDegrees)
  }

  /// The variance of the mean over a number of blocks and slices per block.
  package func variance(blocks: Int, slices: Int) -> Double {
    (start + slice / Double(slices)) / Double(blocks)
  }

  /// The number of slices per block with the smallest variance for a given total time; infinite if
  /// starts do not differ.
  ///
  /// Kalibera and Jones (2013): the square root of the cost ratio times the variance ratio.
  package func optimalSlices(secondsPerStart: Double, secondsPerSlice: Double) -> Double {
    (secondsPerStart / secondsPerSlice * slice / start).squareRoot()
  }
}
