@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import Measuring
@testable import Operations
@testable import Support
import Testing

/// The operation of that name.
func operationType(_ name: String) throws -> any ImageOperation.Type {
  try #require(allOperations.first { $0.name == name })
}

/// The operation of that name with options as texts.
func operation(
  _ name: String, options: [String: String] = [:]
) throws -> any ImageOperation {
  let type = try operationType(name)
  return try type.init(
    options: OptionValues(options, for: type.options, among: allOperations))
}

/// The names of all operations that need no value of the user's.
let defaultOperations = allOperations.filter { $0.requiredOption == nil }.map { $0.name }

/// The setting of an iteration on pictures of the given sizes.
func iteration(
  _ index: Int = 0, sizes: [PixelSize] = [PixelSize(width: 2000, height: 3000)],
  version: APIVersion = .v21, fullSize: FullSizeToken = .full, purpose: String = "test"
) -> Iteration {
  let images = sizes.enumerated().map { number, size in
    SourceImage(index: number, name: "page-\(number)", size: size)
  }
  return Iteration(
    index: index, image: images[index % images.count], images: images, version: version,
    fullSize: fullSize, random: SeededRandom(seed: 1, purpose: purpose, index: index))
}

extension OperationRequest {
  /// What stands behind the identifier in the request's URI.
  func path(_ fullSize: FullSizeToken = .full) -> String {
    switch target {
    case .information: "info.json"
    case .image(let request): request.path(fullToken: fullSize)
    case .suffix(let text): text
    }
  }
}
