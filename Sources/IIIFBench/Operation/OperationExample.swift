public import IIIF

/// The requests that an operation is to make in one iteration: its documentation and its test.
public struct OperationExample: Sendable {
  /// A request and its valid answer.
  public struct Request: Hashable, Sendable, CustomStringConvertible {
    /// What stands behind the identifier: `full/1000,/0/default.jpg`.
    public var path: String
    /// The pixel size of a right image; nil where it is not known or the answer is none.
    public var size: PixelSize?

    /// Creates a request for an image of `width` × `height` pixels.
    public init(_ path: String, _ width: Int, _ height: Int) {
      self.path = path
      size = PixelSize(width: width, height: height)
    }

    /// Creates a request whose answer has no known size.
    public init(_ path: String) {
      self.path = path
      size = nil
    }

    /// Path and size.
    public var description: String { path + (size.map { " → \($0)" } ?? "") }
  }

  /// Where an example stands in the source.
  public struct Place: Hashable, Sendable {
    /// The file's path at the time of the build.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column, from 1.
    public var column: Int

    /// Creates a place.
    package init(
      file: String, line: Int, column: Int
    ) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// Where it stands, to which findings about it point.
  public var place: Place
  /// The size of the picture, or the sizes of all pictures, of which the first one's turn it is.
  public var pictures: [PixelSize]
  /// The version of the Image API; from 3.0 on the word for full size is `max`, before `full`.
  public var version: APIVersion
  /// Options that differ from their defaults.
  public var options: [String: String]
  /// The iteration's requests, in the order of steps.
  public var requests: [Request]

  /// Creates an example on one picture.
  public init(
    _ width: Int, _ height: Int, version: APIVersion = .v21, options: [String: String] = [:],
    requests: [Request], file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    self.init(
      pictures: [PixelSize(width: width, height: height)], version: version, options: options,
      requests: requests, file: file, line: line, column: column)
  }

  /// Creates an example on several pictures.
  public init(
    pictures: [PixelSize], version: APIVersion = .v21, options: [String: String] = [:],
    requests: [Request], file: String = #filePath, line: Int = #line, column: Int = #column
  ) {
    place = Place(file: file, line: line, column: column)
    self.pictures = pictures
    self.version = version
    self.options = options
    self.requests = requests
  }

  /// The requests that the operation really makes.
  ///
  /// `operations` are those that it can be composed of.
  ///
  /// - Throws: ``OptionError``, or what the operation throws.
  public func actualRequests(
    of type: any ImageOperation.Type, among operations: [any ImageOperation.Type] = []
  ) throws -> [Request] {
    let images = pictures.enumerated().map { index, size in
      SourceImage(index: index, name: "picture-\(index)", size: size)
    }
    guard let first = images.first else { return [] }
    let operation = try type.init(
      options: OptionValues(options, for: type.options, among: operations)
    ).prepared(for: OperationSetting(images: images, version: version))
    let fullSize: FullSizeToken = version.major == 2 ? .full : .max
    let iteration = Iteration(
      index: 0, image: first, images: images, version: version, fullSize: fullSize,
      random: SeededRandom(seed: 1, purpose: type.name))
    return try operation.steps(of: iteration).joined().map { request in
      var example = Request(request.target.text(fullToken: fullSize))
      example.size = request.expectation.size
      return example
    }
  }
}

extension OperationRequest.Target {
  /// What stands behind the identifier, without the slash before it.
  fileprivate func text(fullToken: FullSizeToken) -> String {
    switch self {
    case .information: "info.json"
    case .image(let request): request.path(fullToken: fullToken)
    case .suffix(let text): text.hasPrefix("/") ? String(text.dropFirst()) : text
    }
  }
}
