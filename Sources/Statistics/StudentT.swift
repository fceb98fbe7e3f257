/// Student's t distribution, for means of few values.
public enum StudentT {
  /// The value that the absolute t of so many degrees of freedom exceeds with a chance of 5 %.
  public static func critical95(degreesOfFreedom degrees: Int) -> Double {
    guard degrees > 0 else { return .infinity }
    if degrees <= table.count { return table[degrees - 1] }
    // Cornish-Fisher expansion around the normal quantile, right to 4 digits from 30 degrees on.
    let (z, n) = (1.959964, Double(degrees))
    let first = (z * z * z + z) / 4
    let second = (5 * z * z * z * z * z + 16 * z * z * z + 3 * z) / 96
    return z + first / n + second / (n * n)
  }

  private static let table = [
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788,
    2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639,
    2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
  ]
}
