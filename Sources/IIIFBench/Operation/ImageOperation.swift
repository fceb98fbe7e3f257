public import IIIF

/// A kind of work that servers are compared by: one file in `Plugins/`.
///
/// An operation says which requests make up its iteration `k` and what a valid answer to each is.
/// The requests must depend on nothing but the iteration that is handed in, so that every server
/// gets the same work.
public protocol ImageOperation: Sendable {
  /// The name by which it is selected: lower-case words joined by hyphens.
  static var name: String { get }
  /// One line for lists, without a full stop.
  static var summary: String { get }
  /// What it is for.
  static var kind: OperationKind { get }
  /// How strongly the specification asks for valid answers to its requests.
  static var obligation: Obligation { get }
  /// What can be set, with defaults.
  static var options: [OperationOption] { get }
  /// Requests that it is to make, which document it and are checked by the project's tests.
  static var examples: [OperationExample] { get }
  /// Creates the operation with values for all of its options.
  init(options: OptionValues) throws
  /// The features without which the operation makes no sense on a server.
  func requiredFeatures(in version: APIVersion) -> Set<Feature>
  /// Whether the version of the Image API knows what the operation asks for.
  func isDefined(in version: APIVersion) -> Bool
  /// When iterations are due, after the first one and in their order, where the operation has a
  /// timing of its own; empty otherwise.
  var ownTimes: [Duration] { get }
  /// What a reader of the operation's figures must know, a sentence each.
  var remarks: [String] { get }
  /// The operation made ready for the pictures and the version of a cell, before it is asked for
  /// requests.
  func prepared(for setting: OperationSetting) throws -> any ImageOperation
  /// The requests of an iteration: steps, of which each waits for the one before, and whose
  /// requests go out together.
  func steps(of iteration: Iteration) throws -> [[OperationRequest]]
}

extension ImageOperation {
  /// Work as clients do it.
  public static var kind: OperationKind { .work }
  /// The specification demands it.
  public static var obligation: Obligation { .must }
  /// No examples.
  public static var examples: [OperationExample] { [] }
  /// Nothing can be set.
  public static var options: [OperationOption] { [] }
  /// No features beyond level 0.
  public func requiredFeatures(in version: APIVersion) -> Set<Feature> { [] }
  /// All versions know it.
  public func isDefined(in version: APIVersion) -> Bool { true }
  /// No timing of its own.
  public var ownTimes: [Duration] { [] }
  /// Nothing must be known.
  public var remarks: [String] { [] }
  /// The operation as it is.
  public func prepared(for setting: OperationSetting) throws -> any ImageOperation { self }
}

extension ImageOperation {
  /// The option without which the operation makes no sense, so that it has no default.
  public static var requiredOption: OperationOption? {
    options.first { $0.defaultText == nil }
  }
}

/// What all iterations of a cell have in common.
public struct OperationSetting: Sendable {
  /// All pictures of the run.
  public var images: [SourceImage]
  /// The version of the Image API that the server is asked in.
  public var version: APIVersion
  /// What the server itself tells of the first picture; nil under load, where all servers get the
  /// same work.
  public var information: ImageInformation?
  /// What the server's information came with to tell its versions apart; nil under load, or when it
  /// came with nothing.
  public var validators: CacheValidators?

  /// Creates the setting of a cell.
  public init(
    images: [SourceImage], version: APIVersion, information: ImageInformation? = nil,
    validators: CacheValidators? = nil
  ) {
    self.images = images
    self.version = version
    self.information = information
    self.validators = validators
  }
}

/// What an operation knows when it makes the requests of one iteration.
public struct Iteration: Sendable {
  /// The iteration's number, from 0.
  public var index: Int
  /// The picture whose turn it is.
  public var image: SourceImage
  /// All pictures of the run.
  public var images: [SourceImage]
  /// The version of the Image API that the server is asked in.
  public var version: APIVersion
  /// The server's word for full size, which stands in the URI of every full-size request.
  public var fullSize: FullSizeToken
  /// Random numbers that depend on the run's seed, the operation and the iteration only.
  public var random: SeededRandom

  /// Creates the setting of an iteration.
  public init(
    index: Int, image: SourceImage, images: [SourceImage], version: APIVersion,
    fullSize: FullSizeToken, random: SeededRandom
  ) {
    self.index = index
    self.image = image
    self.images = images
    self.version = version
    self.fullSize = fullSize
    self.random = random
  }
}
