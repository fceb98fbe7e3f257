/// The two parts of the noise of alternating slices: of the start, and of the slice.
///
/// A one-way analysis of variance with random effects, by the method of moments; the number of
/// slices may differ between blocks (Searle, Casella and McCulloch, Variance Components, 1992,
/// section 3.6). More slices lessen the second part only, more blocks both.
package struct VarianceComponents: Hashable, Sendable {
  /// The variance between the true values of starts; 0 when slices scatter no less than blocks.
  package let start: Double
  /// The variance of one slice within its start.
  package let slice: Double

  /// Takes the logarithms of the ratios of slices, by cell and block; nil unless a cell has two
  /// blocks, and a block two slices.
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
    // Blocks that scatter no more than slices are further slices.
    slice =
      excess > 0 ? within / sliceDegrees : (within + between) / (sliceDegrees + blockDegrees)
  }

  /// The variance of the mean over blocks of a number of slices each.
  package func variance(blocks: Int, slices: Int) -> Double {
    (start + slice / Double(slices)) / Double(blocks)
  }

  /// The number of slices a block that gives the least variance for the time; infinite when starts
  /// do not differ.
  ///
  /// Kalibera and Jones (2013): the root of the ratio of costs times the ratio of variances.
  package func optimalSlices(secondsPerStart: Double, secondsPerSlice: Double) -> Double {
    (secondsPerStart / secondsPerSlice * slice / start).squareRoot()
  }
}
