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
    /// Seconds after which an incomplete answer fails.
    package static let timeout = Bound("timeout", 0.001...86_400)
    /// Seconds of a ramp.
    package static let rampDuration = Bound("stages.duration", 0.001...86_400)
    /// The factor of the load at an end of a ramp.
    package static let rampLevel = Bound("stages", 0.0...1000)
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
      Bounds.timeout.problem(of: timeout), Bounds.percentile.problem(of: precision?.percentile),
      Bounds.precision.problem(of: precision?.relativeWidth),
    ]
    let ramps = stages.flatMap { ramp in
      [
        Bounds.rampDuration.problem(of: ramp.duration), Bounds.rampLevel.problem(of: ramp.from),
        Bounds.rampLevel.problem(of: ramp.to),
      ]
    }
    return (own + ramps).compactMap(\.self)
  }
}
