import Datasets
package import IIIFBench
package import LoadGenerator

/// The requests of a cell, in the order in which they are sent, with what valid answers are.
package struct Workload: Sendable {
  /// The requests, by iteration and step.
  package private(set) var table = RequestTable()
  /// For each request of the table, what a valid answer to it is.
  package private(set) var expectations: [Expectation] = []

  /// For each request of the table, the name of its picture.
  package private(set) var pictures: [String] = []

  /// The number of different request targets.
  package var distinctRequests: Int { Set(table.requests.map(\.target)).count }

  /// Makes the requests of iterations 0 to `iterations` of an operation that is ready for the
  /// server.
  ///
  /// They depend on the seed, the operation and the pictures only; the server decides no more than
  /// how they are written.
  ///
  /// - Throws: `CancellationError`; what the operation throws; ``MissingFormat`` when a picture lacks the format;
  ///   ``AmbiguousName`` when its name cannot be told to the server.
  package init(
    operation: any ImageOperation, on server: PlannedServer, format: SourceFormat,
    of dataset: Dataset,
    iterations: Int, seed: UInt64
  ) throws {
    let writer = RequestWriter(server: server, format: format, dataset: dataset)
    let pictures = try ImageOrder(count: dataset.images.count, seed: seed)
      .pictures(iterations: iterations)
    for (index, picture) in pictures.enumerated() {
      if index.isMultiple(of: 1024) { try Task.checkCancellation() }
      let steps = try operation.steps(
        of: Iteration(
          index: index, image: dataset.images[picture], images: dataset.images,
          version: server.api.version, fullSize: server.api.fullSize,
          random: SeededRandom(seed: seed, purpose: type(of: operation).name, index: index)))
      expectations += steps.joined().map(\.expectation)
      self.pictures += steps.joined().map(\.image.name)
      table.append(
        iteration: try steps.map { try $0.map(writer.written) },
        parts: steps.map { step in
          (step.first?.part).map { (name: $0.name, continues: $0.continues) }
        })
    }
  }
}

/// A picture whose name holds the text that stands for a slash in a server's identifiers.
package struct AmbiguousName: Error, Hashable, CustomStringConvertible {
  /// The path of the picture's file.
  package var path: String
  /// The text.
  package var substitute: String

  /// A sentence that names both, and the remedy.
  package var description: String {
    "'\(path)' holds '\(substitute)', which stands for a slash in this server's identifiers; "
      + "rename the picture"
  }
}

/// Writes the requests of operations as one server wants them.
private struct RequestWriter {
  private let address: ImageAddress
  private let locator: ImageLocator
  private let format: SourceFormat
  /// The lengths of the source files in bytes, by picture.
  private let lengths: [String: Int]
  private let headers: [HeaderField]

  init(server: PlannedServer, format: SourceFormat, dataset: Dataset) {
    lengths = Dictionary(
      dataset.files.filter { $0.format == format }.map { ($0.image, $0.bytes) },
      uniquingKeysWith: { first, _ in first })
    address = server.address
    headers = server.connection.headers
    locator = ImageLocator(dataset, layout: server.descriptor.identifier.layout)
    self.format = format
  }

  func written(_ request: OperationRequest) throws -> LoadRequest {
    guard let path = locator.path(of: request.image, format: format) else {
      throw MissingFormat(image: request.image.name, format: format)
    }
    if let substitute = address.ambiguity(of: path) {
      throw AmbiguousName(path: path, substitute: substitute)
    }
    return LoadRequest(
      target: address.target(
        of: request.target, path: path, index: request.image.index,
        escaped: request.escapesIdentifier),
      headers: request.headers.sorted { $0.key < $1.key }
        .map { HeaderField(name: $0.key, value: $0.value) } + headers,
      maximumBodyBytes: AnswerLimit.bytes(
        for: request.expectation, source: lengths[request.image.name] ?? 0))
  }
}
