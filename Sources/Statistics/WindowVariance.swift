/// The variance within and between starts for windows measured in one piece, from the drift within
/// them.
package struct WindowVariance: Hashable, Sendable {
  /// W², the part of a window's variance that a longer window reduces.
  package let window: Double
  /// The part of a ratio's variance that comes from the starts of both servers, at least 0.
  package let start: Double

  /// Splits the variance of a log ratio between blocks.
  ///
  /// The variance of δ, the difference of a window's halves, is four times that of its mean.
  package init(ratio: Double, drift: Double) {
    window = drift / 4
    start = max(0, ratio - 2 * window)
  }

  /// The window length with the smallest variance for a given total time, where `secondsPerStart` is
  /// the cost of a start per cell; infinite if starts do not differ (Kalibera and Jones 2013).
  package func optimalSeconds(secondsPerStart: Double, window seconds: Double) -> Double {
    (secondsPerStart * 2 * window * seconds / start).squareRoot()
  }
}
