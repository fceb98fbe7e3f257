/// What was completed within the measured window, each answer and iteration counted with the share of
/// its time that lies in the window.
package struct CompletedWork: Codable, Hashable, Sendable {
  /// Valid answers.
  package var answers = 0.0
  /// Bytes of their bodies.
  package var bytes = 0.0
  /// Iterations without a failure.
  package var iterations = 0.0
  /// Iterations that were started in the window.
  package var iterationsStarted = 0
  /// The answers of ten equal parts of the window; of several slices the sums of their parts.
  package var tenths: [Double] = []
  /// The slices that the window consists of, in the order in which they were measured.
  package var slices: [Slice] = []
  /// Throughput times mean response time over the number of users.
  ///
  /// By Little's law it is 1 when users wait for nothing but valid answers. Nil unless the load is a
  /// closed loop of a duration, without think time and stages.
  package var littlesLaw: Double?
  /// Whether the load ended before the last counted answer had come.
  package var loadEndedEarly = false

  /// One slice of the window.
  package struct Slice: Codable, Hashable, Sendable {
    /// When it was opened, in seconds after the first request of the cell.
    package var start: Double
    /// Its length in seconds.
    package var seconds: Double
    /// Valid answers by their shares.
    package var answers: Double

    /// Creates a slice.
    package init(start: Double, seconds: Double, answers: Double) {
      self.start = start
      self.seconds = seconds
      self.answers = answers
    }
  }

  /// Creates a record of nothing.
  package init() {}
}
