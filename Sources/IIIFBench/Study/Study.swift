/// The plan of a run, as a file in `studies.d/` defines it and flags change it.
package struct Study: Codable, Hashable, Sendable {
  /// The keyword for all servers or all formats.
  package static let everything = "all"

  /// The study's name, equal to the file's name without `.yaml`.
  package var name: String
  /// The question that it answers, one sentence.
  package var question: String
  /// Server names, or `name@variant`.
  package var servers: [String]
  /// Operations, with options other than their defaults.
  package var operations: [StudyOperation]
  /// Source formats.
  package var formats: [SourceFormat]
  /// Loads.
  package var loads: [Load]
  /// The pictures.
  package var images: StudyImages
  /// The preferred major version of the Image API; servers that lack it use the one they have.
  package var api: Int
  /// The number of blocks, in each of which every server is started once.
  package var blocks: BlockCount
  /// The order in which the servers of a block are measured.
  package var order: MeasuringOrder
  /// The time limit of the run in seconds; nil for no limit.
  ///
  /// A block that would exceed the limit is not started.
  package var timeBudget: Seconds?
  /// The maximum time of a cell in seconds; nil for the default.
  package var cellLimit: Seconds?
  /// Length of the measured window in seconds, unless `iterations` is set.
  package var duration: Seconds
  /// Iterations of the measured window.
  package var iterations: Int?
  /// The length of the warm-up before each window.
  package var warmUp: WarmUpLength
  /// The JPEG quality, on libjpeg's scale, of all servers that support it; nil for their own.
  package var matchQuality: Int?
  /// The largest difference of two servers that counts as level, in percent.
  package var margin: Double
  /// How the price of different JPEG qualities is found.
  package var qualityPrice: QualityPrice
  /// Whether the caches of all servers are measured on purpose; a descriptor can say so for one server.
  package var caches: CacheUse
  /// One of this number of different answers of a cell is compared with a rendering of libvips; 0 for
  /// none, nil for ``BodySampling/standard``.
  package var pictureSample: Int?
  /// The timing of requests and the connections that they use.
  package var traffic: Traffic
  /// Limits; exceeding one fails the run.
  package var thresholds: [Threshold]
  /// Resource limits of servers and load generator; nil for none.
  package var resourceLimits: ResourceLimits?
  /// The promise whose highest arrival rate is searched instead of a comparison; nil for none.
  package var objective: ServiceObjective?

  /// Creates a study.
  package init(
    name: String, question: String, servers: [String], operations: [StudyOperation],
    formats: [SourceFormat], loads: [Load], images: StudyImages, api: Int = Standard.api,
    blocks: BlockCount = Standard.blocks, order: MeasuringOrder = Standard.order,
    timeBudget: Seconds? = nil, cellLimit: Seconds? = nil, duration: Seconds = Standard.duration,
    iterations: Int? = nil, warmUp: WarmUpLength = .fixed(Standard.warmUp),
    margin: Double = Standard.margin, matchQuality: Int? = nil,
    qualityPrice: QualityPrice = .bounded, caches: CacheUse = .off,
    pictureSample: Int? = nil, traffic: Traffic = Traffic(), thresholds: [Threshold] = [],
    resourceLimits: ResourceLimits? = nil
  ) {
    self.name = name
    self.question = question
    self.servers = servers
    self.operations = operations
    self.formats = formats
    self.loads = loads
    self.images = images
    self.api = api
    self.blocks = blocks
    self.order = order
    self.timeBudget = timeBudget
    self.cellLimit = cellLimit
    self.duration = duration
    self.iterations = iterations
    self.warmUp = warmUp
    self.margin = margin
    self.matchQuality = matchQuality
    self.qualityPrice = qualityPrice
    self.caches = caches
    self.pictureSample = pictureSample
    self.traffic = traffic
    self.thresholds = thresholds
    self.resourceLimits = resourceLimits
  }
}

/// How the price of different JPEG qualities is found.
package enum QualityPrice: String, Codable, Hashable, Sendable, CaseIterable {
  /// The costs of both encodings in libvips bound it.
  case bounded
  /// Servers whose quality can be set are also measured at the qualities of those whose cannot.
  case measured
}

extension Study {
  /// The maximum time of a cell in seconds, with its warm-up: by default ten windows, at least a
  /// minute.
  package var longestCell: Seconds { cellLimit ?? max(60, 10 * duration) }

  /// Whether the limit of a cell ends with its first valid answer.
  ///
  /// A number of iterations and a recording determine the length of a window themselves, so the
  /// default limit only ends the wait for a server that does not answer.
  package func isCellLimitLiftedByAnswer(for load: Load) -> Bool {
    guard cellLimit == nil else { return false }
    if case .replaySpeed = load { return true }
    return iterations != nil
  }

  /// Whether a server's caches are measured on purpose.
  package func wantsCaches(of server: ServerDescriptor) -> Bool {
    caches == .wanted || server.wantsCaches
  }

  /// The default values of a study.
  package enum Standard {
    /// The pictures.
    package static let images = StudyImages(source: "sample", count: nil)
    /// The major version of the Image API.
    package static let api = 2
    /// The number of blocks.
    package static let blocks = BlockCount.automatic(atMost: BlockCount.standardLimit)
    /// The order of the servers within a block.
    package static let order = MeasuringOrder.alternate
    /// The largest difference that counts as level, in percent.
    package static let margin = 5.0
    /// Seconds of a measured window.
    package static let duration: Seconds = 10
    /// Seconds of warm-up.
    package static let warmUp: Seconds = 2
  }
}

/// An operation of a study.
package struct StudyOperation: Codable, Hashable, Sendable {
  /// The operation's name.
  package var name: String
  /// Options with values other than their defaults, as texts.
  package var options: [String: String]

  /// Creates an operation of a study.
  package init(name: String, options: [String: String] = [:]) {
    self.name = name
    self.options = options
  }
}

/// The pictures of a study.
package struct StudyImages: Codable, Hashable, Sendable {
  /// `sample`, `sample-large`, a folder, a manifest's address or the name of a set.
  package var source: String
  /// The number of pictures to use, from the first; nil for all.
  package var count: Int?

  /// Creates a selection of pictures.
  package init(source: String, count: Int?) {
    self.source = source
    self.count = count
  }
}
