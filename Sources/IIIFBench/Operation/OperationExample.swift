public import IIIF

/// The expected requests of an operation in one iteration: its documentation and its test.
public struct OperationExample: Sendable {
  /// A request and its valid answer.
  public struct Request: Hashable, Sendable {
    /// The part after the identifier: `full/1000,/0/default.jpg`.
    package var path: String
    /// The expected pixel size; nil if it is unknown or the answer is not an image.
    package var size: PixelSize?

    /// Creates a request for an image of `width` × `height` pixels.
    public init(_ path: String, _ width: Int, _ height: Int) {
      self.path = path
      size = PixelSize(width: width, height: height)
    }

    /// Creates a request with an answer of unknown size.
    public init(_ path: String) {
      self.path = path
      size = nil
    }

    /// Path and size.
    package var text: String { path + (size.map { " → \($0)" } ?? "") }
  }

  /// The source location of an example.
  package struct Place: Hashable, Sendable {
    /// The file's path at build time.
    package var file: String
    /// The line, from 1.
    package var line: Int
    /// The column, from 1.
    package var column: Int

    /// Creates a place.
    package init(
      file: String, line: Int, column: Int
    ) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// The source location, for messages.
  package var place: Place
  /// The sizes of the run's pictures; the iteration uses the first one.
  package var pictures: [PixelSize]
  /// The version of the Image API; the keyword for full size is `max` in 3.0 and `full` before.
  package var version: APIVersion
  /// Options with values other than their defaults.
  package var options: [String: String]
  /// The iteration's requests, in the order of the steps.
  package var requests: [Request]

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

  /// The requests that the operation makes.
  ///
  /// `operations` are the operations that it may be composed of.
  ///
  /// - Throws: ``OptionError``, or what the operation throws.
  package func actualRequests(
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
      var example = Request(request.target.path(fullToken: fullSize))
      example.size = request.expectation.size
      return example
    }
  }
}

extension OperationRequest.Target {
  /// The part after the identifier, without the leading slash.
  fileprivate func path(fullToken: FullSizeToken) -> String {
    switch self {
    case .information: "info.json"
    case .image(let request): request.path(fullToken: fullToken)
    case .suffix(let text): text.hasPrefix("/") ? String(text.dropFirst()) : text
    }
  }
}
