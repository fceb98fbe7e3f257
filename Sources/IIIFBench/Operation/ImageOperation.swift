public import IIIF

/// A kind of request to an image server, one file in `Plugins/`.
///
/// An operation defines the requests of an iteration and the valid answer to each of them. The
/// requests must depend only on the iteration that is passed in, so that every server gets the same
/// work.
public protocol ImageOperation: Sendable {
  /// The name: lower-case words joined by hyphens.
  static var name: String { get }
  /// A one-line description for lists, without a full stop.
  static var summary: String { get }
  /// The kind, which determines the commands that run it.
  static var kind: OperationKind { get }
  /// How strongly the specification requires valid answers.
  static var obligation: Obligation { get }
  /// The options with their defaults.
  static var options: [OperationOption] { get }
  /// Expected requests, which are both documentation and test.
  static var examples: [OperationExample] { get }
  /// Creates the operation with values for all options.
  init(options: OptionValues) throws
  /// The features that a server must offer.
  func requiredFeatures(in version: APIVersion) -> Set<Feature>
  /// Whether the version of the Image API defines what the operation requests.
  func isDefined(in version: APIVersion) -> Bool
  /// The recorded times of iterations, relative to the first one, in ascending order; empty if the
  /// operation has none.
  var ownTimes: [Duration] { get }
  /// Notes for readers of the operation's figures, one sentence each.
  var remarks: [String] { get }
  /// The operation, prepared for the pictures and the version of a cell.
  ///
  /// It is called once, before ``steps(of:)``.
  func prepared(for setting: OperationSetting) throws -> any ImageOperation
  /// The requests of an iteration as a sequence of steps.
  ///
  /// The requests of a step are sent together; each step waits for the previous one.
  func steps(of iteration: Iteration) throws -> [[OperationRequest]]
}

extension ImageOperation {
  /// Typical work of clients.
  public static var kind: OperationKind { .work }
  /// The specification requires it.
  public static var obligation: Obligation { .must }
  /// No examples.
  public static var examples: [OperationExample] { [] }
  /// No options.
  public static var options: [OperationOption] { [] }
  /// No features beyond level 0.
  public func requiredFeatures(in version: APIVersion) -> Set<Feature> { [] }
  /// All versions define it.
  public func isDefined(in version: APIVersion) -> Bool { true }
  /// No recorded times.
  public var ownTimes: [Duration] { [] }
  /// No notes.
  public var remarks: [String] { [] }
  /// The operation, unchanged.
  public func prepared(for setting: OperationSetting) throws -> any ImageOperation { self }
}

extension ImageOperation {
  /// The option that has no default and must be given; nil if all options have defaults.
  package static var requiredOption: OperationOption? {
    options.first { $0.defaultText == nil }
  }
}

/// The values that all iterations of a cell share.
public struct OperationSetting: Sendable {
  /// All pictures of the run.
  public var images: [SourceImage]
  /// The version of the Image API.
  public var version: APIVersion
  /// The server's information about the first picture; nil under load, because all servers get the
  /// same work.
  public var information: ImageInformation?
  /// The validators of the server's information; nil under load or if the server sent none.
  public var validators: CacheValidators?

  /// Creates a setting.
  package init(
    images: [SourceImage], version: APIVersion, information: ImageInformation? = nil,
    validators: CacheValidators? = nil
  ) {
    self.images = images
    self.version = version
    self.information = information
    self.validators = validators
  }
}

/// The input from which an operation makes the requests of one iteration.
public struct Iteration: Sendable {
  /// The iteration's index, from 0.
  public var index: Int
  /// The picture of this iteration.
  public var image: SourceImage
  /// All pictures of the run.
  public var images: [SourceImage]
  /// The version of the Image API.
  public var version: APIVersion
  /// The server's keyword for full size.
  public var fullSize: FullSizeToken
  /// A random generator that depends only on the run's seed, the operation and the iteration.
  public var random: SeededRandom

  /// Creates an iteration.
  package init(
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
