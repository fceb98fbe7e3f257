/// What a cell shows of a cache that is measured on purpose.
package struct CacheFigures: Codable, Hashable, Sendable {
  /// How hits are recognised.
  package enum Recognition: Codable, Hashable, Sendable {
    /// By a header field with this name.
    case field(String)
    /// By time: an answer is a hit if it takes at most half as long as the first one to the same
    /// request.
    case time
  }

  /// How hits are recognised.
  package var recognition: Recognition
  /// The working set: the different requests that were answered.
  package var distinctRequests: Int
  /// The pictures of the working set.
  package var pictures: Int
  /// The first requests of the operation on the source format after the server's start, until all of
  /// the working set was requested once, or for the length of a window; nil if an earlier cell of the
  /// start had sent them.
  package var cold: CachePhase?
  /// The measured window.
  package var warm: CachePhase

  /// Creates figures.
  package init(
    recognition: Recognition, distinctRequests: Int, pictures: Int, cold: CachePhase?,
    warm: CachePhase
  ) {
    self.recognition = recognition
    self.distinctRequests = distinctRequests
    self.pictures = pictures
    self.cold = cold
    self.warm = warm
  }
}

/// The hits and misses of a phase.
package struct CachePhase: Codable, Hashable, Sendable {
  /// Its length in seconds.
  package var seconds: Double
  /// Valid answers per second.
  package var answersPerSecond: Double
  /// Valid answers from the cache.
  package var hits: Int
  /// Other valid answers.
  package var misses: Int
  /// Times of hits from the send to the last byte; nil without one.
  package var hitTime: LatencyFigures?
  /// Times of misses; nil without one.
  package var missTime: LatencyFigures?

  /// Creates a phase.
  package init(
    seconds: Double, answersPerSecond: Double, hits: Int, misses: Int,
    hitTime: LatencyFigures? = nil, missTime: LatencyFigures? = nil
  ) {
    self.seconds = seconds
    self.answersPerSecond = answersPerSecond
    self.hits = hits
    self.misses = misses
    self.hitTime = hitTime
    self.missTime = missTime
  }

  /// The share of hits; nil without an answer.
  package var hitRatio: Double? {
    hits + misses > 0 ? Double(hits) / Double(hits + misses) : nil
  }
}
