/// The work completed within the measured window, where each answer and iteration counts with the
/// share of its time that lies in the window.
package struct CompletedWork: Codable, Hashable, Sendable {
  /// Valid answers.
  package var answers = 0.0
  /// Bytes of their bodies.
  package var bytes = 0.0
  /// Iterations without a failure.
  package var iterations = 0.0
  /// Iterations started in the window.
  package var iterationsStarted = 0
  /// The answers of ten equal parts of the window, summed over its slices.
  package var tenths: [Double] = []
  /// The slices of the window, in the order of measurement.
  package var slices: [Slice] = []
  /// Throughput times mean response time over the number of users.
  ///
  /// By Little's law it is 1 if users wait for valid answers only. Nil unless the load is a closed
  /// loop of a given duration, without think time and stages.
  package var littlesLaw: Double?
  /// Whether the load ended before the last counted answer.
  package var loadEndedEarly = false

  /// One slice of the window.
  package struct Slice: Codable, Hashable, Sendable {
    /// Its start, in seconds after the first request of the cell.
    package var start: Double
    /// Its length in seconds.
    package var seconds: Double
    /// Valid answers, weighted by shares of time.
    package var answers: Double

    /// Creates a slice.
    package init(start: Double, seconds: Double, answers: Double) {
      self.start = start
      self.seconds = seconds
      self.answers = answers
    }
  }

  /// Creates an empty record.
  package init() {}
}
