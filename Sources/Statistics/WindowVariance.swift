/// The two parts of the noise of windows that are measured in one piece, from the drift within
/// them.
package struct WindowVariance: Hashable, Sendable {
  /// W², the part of a window's variance that a longer window lessens.
  package let window: Double
  /// The part of a ratio's variance that belongs to the starts of both servers, at least 0.
  package let start: Double

  /// Splits the variance of a ratio's logarithm from block to block.
  ///
  /// The halves of a window differ by δ, whose variance is four times that of the window's mean.
  package init(ratio: Double, drift: Double) {
    window = drift / 4
    start = max(0, ratio - 2 * window)
  }

  /// The length of a window that gives the least variance for the time, from what a start costs for
  /// each cell; infinite when starts do not differ (Kalibera and Jones 2013).
  package func optimalSeconds(secondsPerStart: Double, window seconds: Double) -> Double {
    (secondsPerStart * 2 * window * seconds / start).squareRoot()
  }
}
