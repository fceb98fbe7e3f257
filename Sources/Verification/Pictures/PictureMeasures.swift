import Foundation

/// The differences between two reduced pictures of the same size.
package struct PictureMeasures: Hashable, Sendable {
  /// The largest difference between the means of a channel.
  package var meanDifference: Double
  /// Peak signal-to-noise ratio in decibels.
  package var psnr: Double
  /// Structural similarity of lightness, 1 for equal pictures, over windows of 8 × 8 pixels at
  /// steps of 4.
  ///
  /// Wang, Bovik, Sheikh, Simoncelli: "Image quality assessment: from error visibility to
  /// structural similarity", IEEE Transactions on Image Processing 13 (4), 2004.
  package var similarity: Double
  /// The mean square error over the variance of the reference: 0 for equal pictures, about 2 for
  /// unrelated ones.
  package var relativeError: Double
  /// The correlation of lightness.
  package var correlation: Double

  /// Compares two pictures of the same size, by lightness alone if colour does not count.
  package init(of picture: ReducedPicture, to reference: ReducedPicture, inColour: Bool) {
    let (mine, theirs) = (picture.lightness, reference.lightness)
    let (my, their) = (Moments(mine), Moments(theirs))
    let covariance =
      zip(mine, theirs).reduce(0) { $0 + ($1.0 - my.mean) * ($1.1 - their.mean) }
      / Double(max(1, mine.count))
    let spread = (my.variance * their.variance).squareRoot()
    correlation = spread > 0 ? covariance / spread : 0
    similarity = Self.similarity(mine, theirs, width: reference.width, height: reference.height)
    let error: Double
    if inColour {
      error = Self.squareError(picture.samples.map(Double.init), reference.samples.map(Double.init))
      meanDifference = zip(picture.means, reference.means).map { abs($0 - $1) }.max() ?? 0
    } else {
      error = Self.squareError(mine, theirs)
      meanDifference = abs(my.mean - their.mean)
    }
    psnr = error > 0 ? 10 * log10(255 * 255 / error) : 99
    relativeError = their.variance > 0 ? error / their.variance : (error > 0 ? .infinity : 0)
  }

  private static func squareError(_ mine: [Double], _ theirs: [Double]) -> Double {
    let sum = zip(mine, theirs).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return sum / Double(max(1, mine.count))
  }

  private static func similarity(
    _ mine: [Double], _ theirs: [Double], width: Int, height: Int
  ) -> Double {
    var (sum, count) = (0.0, 0)
    for y in stride(from: 0, through: max(0, height - 8), by: 4) {
      for x in stride(from: 0, through: max(0, width - 8), by: 4) {
        let rows = y..<min(y + 8, height)
        let columns = x..<min(x + 8, width)
        sum += similarity(mine, theirs, rows: rows, columns: columns, width: width)
        count += 1
      }
    }
    return sum / Double(max(1, count))
  }

  private static func similarity(
    _ mine: [Double], _ theirs: [Double], rows: Range<Int>, columns: Range<Int>, width: Int
  ) -> Double {
    var (sumA, sumB, sumAA, sumBB, sumAB) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for y in rows {
      for x in columns {
        let (a, b) = (mine[y * width + x], theirs[y * width + x])
        sumA += a
        sumB += b
        sumAA += a * a
        sumBB += b * b
        sumAB += a * b
      }
    }
    let count = Double(rows.count * columns.count)
    let (meanA, meanB) = (sumA / count, sumB / count)
    let varianceA = sumAA / count - meanA * meanA
    let varianceB = sumBB / count - meanB * meanB
    let covariance = sumAB / count - meanA * meanB
    // The constants of the paper: (0.01 × 255)² and (0.03 × 255)².
    let (c1, c2) = (6.5025, 58.5225)
    return (2 * meanA * meanB + c1) * (2 * covariance + c2)
      / ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2))
  }
}

/// Mean and variance of some numbers.
package struct Moments {
  package let mean: Double
  package let variance: Double

  package init(_ values: [Double]) {
    let count = Double(max(1, values.count))
    let mean = values.reduce(0, +) / count
    self.mean = mean
    variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
  }
}
