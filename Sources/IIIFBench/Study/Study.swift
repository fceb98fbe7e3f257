/// What a run compares, as a file in `studies.d/` says it and flags change it.
public struct Study: Codable, Hashable, Sendable {
  /// The study's name, which is the file's name without `.yaml`.
  public var name: String
  /// The question that it answers, in one sentence.
  public var question: String
  /// Server names, or `name@variant`.
  public var servers: [String]
  /// Operations, with the options that differ from their defaults.
  public var operations: [StudyOperation]
  /// Source formats.
  public var formats: [SourceFormat]
  /// Loads.
  public var loads: [Load]
  /// The pictures.
  public var images: StudyImages
  /// Major version of the Image API to ask in; a server that lacks it is asked in the one it has.
  public var api: Int
  /// Fresh starts of every server.
  public var blocks: Int
  /// Length of the measured window in seconds, unless `iterations` are given.
  public var duration: Seconds
  /// Iterations of the measured window.
  public var iterations: Int?
  /// Length of the warm-up before each window in seconds.
  public var warmUp: Seconds
  /// One in so many different answers of a cell is compared with a rendering of libvips, 0 for none;
  /// nil for ``BodySampling/standard``.
  public var pictureSample: Int?
  /// When requests are due, and over what they go.
  public var traffic: Traffic
  /// Conditions that must not hold.
  public var thresholds: [Threshold]
  /// What servers and load generator may use of the machine; nil for everything.
  public var allotment: Allotment?

  /// Creates a study.
  public init(
    name: String, question: String, servers: [String], operations: [StudyOperation],
    formats: [SourceFormat], loads: [Load], images: StudyImages, api: Int = 2, blocks: Int = 5,
    duration: Seconds = 10, iterations: Int? = nil, warmUp: Seconds = 2, pictureSample: Int? = nil,
    traffic: Traffic = Traffic(), thresholds: [Threshold] = [], allotment: Allotment? = nil
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
    self.duration = duration
    self.iterations = iterations
    self.warmUp = warmUp
    self.pictureSample = pictureSample
    self.traffic = traffic
    self.thresholds = thresholds
    self.allotment = allotment
  }
}

extension KeyedDecodingContainer {
  /// The thresholds of a study; none in results from before there were any.
  func decode(_ type: [Threshold].Type, forKey key: Key) throws -> [Threshold] {
    try decodeIfPresent(type, forKey: key) ?? []
  }
}

/// An operation of a study.
public struct StudyOperation: Codable, Hashable, Sendable {
  /// The operation's name.
  public var name: String
  /// Options that differ from their defaults, as texts.
  public var options: [String: String]

  /// Creates an operation of a study.
  public init(name: String, options: [String: String] = [:]) {
    self.name = name
    self.options = options
  }
}

/// The pictures of a study.
public struct StudyImages: Codable, Hashable, Sendable {
  /// `sample`, `sample-large`, a folder, the address of a manifest or the name of a set.
  public var source: String
  /// How many pictures are used, from the first; nil for all.
  public var count: Int?

  /// Creates a choice of pictures.
  public init(source: String, count: Int?) {
    self.source = source
    self.count = count
  }
}
