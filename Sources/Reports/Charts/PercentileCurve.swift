import Results
import Foundation
import IIIFBench

/// Response times over the share of faster answers.
struct PercentileCurve {
  /// A point; on the axis `nines`, each further nine takes the same space.
  struct Point: Hashable {
    /// 0 at the start, 1 at 90 %, 2 at 99 %, 3 at 99.9 %.
    var nines: Double
    /// Microseconds.
    var value: UInt64
  }

  /// The points in ascending order.
  let points: [Point]

  /// Samples the curve of a distribution at eight points per nine.
  init(_ figures: LatencyFigures) {
    let total = Double(figures.count)
    let end = Self.nines(of: 1 - 1 / max(total, 2))
    let wanted = stride(from: 0, through: end, by: 0.125).map { $0 }
    var (passed, next, points) = (0.0, 0, [Point]())
    for pair in figures.histogram where pair.count == 2 {
      passed += Double(pair[1])
      while next < wanted.count, passed / total >= 1 - pow(10, -wanted[next]) {
        points.append(Point(nines: wanted[next], value: pair[0]))
        next += 1
      }
    }
    points.append(Point(nines: end, value: figures.max))
    self.points = points
  }

  /// The position of a share of answers below 1.
  static func nines(of share: Double) -> Double { -log10(1 - share) }

  /// The labelled shares of the axis that a number of answers reaches.
  static func ticks(answers: UInt64) -> [(nines: Double, name: String)] {
    let end = nines(of: 1 - 1 / max(Double(answers), 2))
    let shares = [
      (0.0, "0"), (0.5, "50"), (0.9, "90"), (0.99, "99"), (0.999, "99.9"), (0.9999, "99.99"),
      (0.99999, "99.999"),
    ]
    return shares.map { (nines(of: $0.0), $0.1) }.filter { $0.nines <= end + 1e-9 }
  }
}
