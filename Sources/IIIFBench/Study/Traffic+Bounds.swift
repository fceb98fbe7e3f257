import LoadGenerator

extension Traffic {
  /// The bounds of the numbers.
  package enum Bounds {
    /// Seconds between two iterations of a user.
    package static let thinkTime = Bound("think-time", 0.0...3600)
    /// Event loops of the load generator.
    package static let threads = Bound("threads", 1...256)
    /// Maximum connections of an open loop.
    package static let maximumConnections = Bound("maximum-connections", 1...65_535)
    /// Requests per connection.
    package static let requestsPerConnection = Bound("requests-per-connection", 1...1_000_000_000)
    /// The maximum number of concurrent requests on one connection of HTTP/2.
    package static let streamsPerConnection = Bound("streams-per-connection", 1...65_535)
    /// The maximum number of redirects that are followed.
    package static let maximumRedirects = Bound("maximum-redirects", 0...100)
    /// Seconds after which an incomplete answer fails.
    package static let timeout = Bound("timeout", 0.001...86_400)
    /// Seconds of a stage.
    package static let stageDuration = Bound("stages.duration", 0.001...86_400)
    /// The factor of the load at an end of a stage.
    package static let stageLevel = Bound("stages", 0.0...1000)
    /// The percentile whose precision ends a window.
    package static let percentile = Bound("percentile", 0.001...99.999)
    /// The width of its interval relative to the percentile.
    package static let precision = Bound("precision", 0.0001...10)
  }

  /// The numbers that are out of bounds.
  var problems: [BoundProblem] {
    let own = [
      Bounds.thinkTime.problem(of: thinkTime), Bounds.threads.problem(of: threads),
      Bounds.maximumConnections.problem(of: maximumConnections),
      Bounds.requestsPerConnection.problem(of: requestsPerConnection),
      Bounds.streamsPerConnection.problem(of: streamsPerConnection),
      Bounds.maximumRedirects.problem(of: maximumRedirects),
      Bounds.timeout.problem(of: timeout), Bounds.percentile.problem(of: precision?.percentile),
      Bounds.precision.problem(of: precision?.relativeWidth),
    ]
    let ofStages = stages.flatMap { stage in
      [
        Bounds.stageDuration.problem(of: stage.duration / .seconds(1)),
        Bounds.stageLevel.problem(of: stage.from), Bounds.stageLevel.problem(of: stage.to),
      ]
    }
    return (own + ofStages).compactMap(\.self)
  }
}
