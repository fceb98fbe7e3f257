extension Study {
  /// The bounds of a study's own numbers.
  package enum Bounds {
    /// Users of a closed loop.
    package static let concurrency = Bound("concurrency", 1...100_000)
    /// Iterations per second of an open loop.
    package static let rate = Bound("rate", 0.01...1_000_000)
    /// Speed of a replay.
    package static let replaySpeed = Bound("replay-speed", 0.001...1000)
    /// Pictures.
    package static let count = Bound("count", 1...1_000_000)
    /// Major version of the Image API.
    package static let api = Bound("api", 2...3)
    /// A fixed number of blocks.
    package static let blocks = Bound("blocks", 1...1000)
    /// The maximum of an automatic number of blocks.
    package static let maximumBlocks = Bound("max-blocks", 2...1000)
    /// Seconds of a measured window.
    package static let duration = Bound("duration", 0.1...86_400)
    /// Iterations of a measured window.
    package static let iterations = Bound("iterations", 1...1_000_000_000)
    /// The largest difference that counts as level, in percent.
    package static let margin = Bound("margin", 0.1...50.0)
    /// Seconds of warm-up.
    package static let warmUp = Bound("warm-up", 0.0...86_400)
    /// JPEG quality on libjpeg's scale.
    package static let matchQuality = Bound("match-quality", 1...100)
    /// One in this number of answers is compared with a reference rendering.
    package static let pictureSample = Bound("picture-sample", 0...1_000_000)
  }

  /// Checks every number of the study, of its traffic and of its resource limits.
  ///
  /// - Throws: ``BoundError`` with all numbers that are out of bounds.
  package func validate() throws(BoundError) {
    let own = [
      Bounds.count.problem(of: images.count), Bounds.api.problem(of: api), blocks.problem,
      Bounds.duration.problem(of: duration), Bounds.iterations.problem(of: iterations),
      Bounds.margin.problem(of: margin), Bounds.warmUp.problem(of: warmUp.seconds),
      Bounds.matchQuality.problem(of: matchQuality),
      Bounds.pictureSample.problem(of: pictureSample),
    ]
    let problems =
      (loads.map(\.problem) + own).compactMap(\.self) + traffic.problems
      + (resourceLimits?.problems ?? [])
    if let error = BoundError(problems) { throw error }
  }
}

extension Load {
  fileprivate var problem: BoundProblem? {
    switch self {
    case .concurrency(let users): Study.Bounds.concurrency.problem(of: users)
    case .rate(let rate): Study.Bounds.rate.problem(of: rate)
    case .replaySpeed(let speed): Study.Bounds.replaySpeed.problem(of: speed)
    }
  }
}

extension BlockCount {
  fileprivate var problem: BoundProblem? {
    switch self {
    case .fixed(let count): Study.Bounds.blocks.problem(of: count)
    case .automatic(let limit): Study.Bounds.maximumBlocks.problem(of: limit)
    }
  }
}

extension ResourceLimits {
  /// The bounds of the numbers.
  package enum Bounds {
    /// Processes or threads of a server.
    package static let workers = Bound("workers", 1...1024)
  }

  /// Checks every number.
  ///
  /// - Throws: ``BoundError`` with all numbers that are out of bounds.
  package func validate() throws(BoundError) {
    if let error = BoundError(problems) { throw error }
  }

  fileprivate var problems: [BoundProblem] {
    [Bounds.workers.problem(of: workers)].compactMap(\.self)
  }
}
