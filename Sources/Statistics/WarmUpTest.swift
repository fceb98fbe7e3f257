/// Decides whether a server has warmed up, from the throughput of short slices.
///
/// It is steady if, over the last eight slices, the halves differ by at most 3 % and throughput does
/// not rise with time.
package enum WarmUpTest {
  /// The number of slices that the test uses.
  package static let slices = 8

  /// The critical rank correlation of eight slices with time, 5 % one-sided.
  private static let criticalCorrelation = 0.64
  private static let allowedChange = 0.03

  /// Whether the last eight rates are steady; false with fewer.
  package static func isSteady(rates: [Double]) -> Bool {
    guard rates.count >= slices else { return false }
    let last = Array(rates.suffix(slices))
    let earlier = last.prefix(slices / 2).reduce(0, +)
    let later = last.suffix(slices / 2).reduce(0, +)
    guard earlier > 0, abs(later / earlier - 1) <= allowedChange else { return false }
    return rankCorrelation(last, last.indices.map(Double.init)) < criticalCorrelation
  }
}

/// Spearman's ρ of two samples; 0 if one of them is constant.
package func rankCorrelation(_ first: [Double], _ second: [Double]) -> Double {
  let (x, y) = (ranks(first), ranks(second))
  let middle = Double(x.count + 1) / 2
  var (xx, yy, xy) = (0.0, 0.0, 0.0)
  for (a, b) in zip(x, y) {
    xx += (a - middle) * (a - middle)
    yy += (b - middle) * (b - middle)
    xy += (a - middle) * (b - middle)
  }
  return xx > 0 && yy > 0 ? xy / (xx * yy).squareRoot() : 0
}

/// The ranks from 1; equal values share their mean rank.
private func ranks(_ values: [Double]) -> [Double] {
  values.map { value in
    let below = values.count { $0 < value }
    let equal = values.count { $0 == value }
    return Double(below) + Double(equal + 1) / 2
  }
}
