/// What a run compares, as a file in `studies.d/` says it and flags change it.
package struct Study: Codable, Hashable, Sendable {
  /// The word for all servers or all formats.
  package static let everything = "all"

  /// The study's name, which is the file's name without `.yaml`.
  package var name: String
  /// The question that it answers, in one sentence.
  package var question: String
  /// Server names, or `name@variant`.
  package var servers: [String]
  /// Operations, with the options that differ from their defaults.
  package var operations: [StudyOperation]
  /// Source formats.
  package var formats: [SourceFormat]
  /// Loads.
  package var loads: [Load]
  /// The pictures.
  package var images: StudyImages
  /// Major version of the Image API to ask in; a server that lacks it is asked in the one it has.
  package var api: Int
  /// How often every server is started afresh.
  package var blocks: BlockCount
  /// The order in which the servers of a block are measured.
  package var order: MeasuringOrder
  /// How long the run may take, in seconds; nil for no limit.
  ///
  /// No block begins that would end later.
  package var timeBudget: Seconds?
  /// The longest time that a cell's windows may last, in seconds; nil for a standard one.
  package var cellLimit: Seconds?
  /// Length of the measured window in seconds, unless `iterations` are given.
  package var duration: Seconds
  /// Iterations of the measured window.
  package var iterations: Int?
  /// Length of the warm-up before each window in seconds.
  package var warmUp: Seconds
  /// The JPEG quality of all servers that can be set to it, on libjpeg's scale; nil for their own.
  package var matchQuality: Int?
  /// One in so many different answers of a cell is compared with a rendering of libvips, 0 for none;
  /// nil for ``BodySampling/standard``.
  package var pictureSample: Int?
  /// When requests are due, and over what they go.
  package var traffic: Traffic
  /// Conditions that must not hold.
  package var thresholds: [Threshold]
  /// What servers and load generator may use of the machine; nil for everything.
  package var resourceLimits: ResourceLimits?

  /// Creates a study.
  package init(
    name: String, question: String, servers: [String], operations: [StudyOperation],
    formats: [SourceFormat], loads: [Load], images: StudyImages, api: Int = Standard.api,
    blocks: BlockCount = Standard.blocks, order: MeasuringOrder = Standard.order,
    timeBudget: Seconds? = nil, cellLimit: Seconds? = nil, duration: Seconds = Standard.duration,
    iterations: Int? = nil, warmUp: Seconds = Standard.warmUp, matchQuality: Int? = nil,
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
    self.matchQuality = matchQuality
    self.pictureSample = pictureSample
    self.traffic = traffic
    self.thresholds = thresholds
    self.resourceLimits = resourceLimits
  }
}

extension Study {
  /// The longest time that a cell's windows may last, in seconds: a minute or ten windows, unless the
  /// study says otherwise.
  package var longestCell: Seconds { cellLimit ?? max(60, 10 * duration) }

  /// What is taken where a study says nothing, in a file and in code.
  package enum Standard {
    /// The pictures.
    package static let images = StudyImages(source: "sample", count: nil)
    /// The major version of the Image API.
    package static let api = 2
    /// The number of blocks.
    package static let blocks = BlockCount.automatic(atMost: BlockCount.standardLimit)
    /// The order of the servers within a block.
    package static let order = MeasuringOrder.alternate
    /// Seconds of a measured window.
    package static let duration: Seconds = 10
    /// Seconds of warm-up.
    package static let warmUp: Seconds = 2
  }
}

extension KeyedDecodingContainer {
  /// The thresholds of a study; none in results from before there were any.
  package func decode(_ type: [Threshold].Type, forKey key: Key) throws -> [Threshold] {
    try decodeIfPresent(type, forKey: key) ?? []
  }
}

/// An operation of a study.
package struct StudyOperation: Codable, Hashable, Sendable {
  /// The operation's name.
  package var name: String
  /// Options that differ from their defaults, as texts.
  package var options: [String: String]

  /// Creates an operation of a study.
  package init(name: String, options: [String: String] = [:]) {
    self.name = name
    self.options = options
  }
}

/// The pictures of a study.
package struct StudyImages: Codable, Hashable, Sendable {
  /// `sample`, `sample-large`, a folder, the address of a manifest or the name of a set.
  package var source: String
  /// How many pictures are used, from the first; nil for all.
  package var count: Int?

  /// Creates a choice of pictures.
  package init(source: String, count: Int?) {
    self.source = source
    self.count = count
  }
}
