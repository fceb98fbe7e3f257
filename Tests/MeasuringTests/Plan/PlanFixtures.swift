@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Results
@testable import Statistics
@testable import Support
@testable import Verification
import Foundation

func plannedServer(_ descriptor: ServerDescriptor, major: Int = 2) throws -> PlannedServer {
  struct NoVersion: Error {}
  guard let server = PlannedServer(descriptor: descriptor, descriptorHash: "hash", major: major)
  else { throw NoVersion() }
  return server
}

/// An operation that asks for a random square of the picture.
struct RandomSquare: ImageOperation {
  static let name = "random-square"
  static let summary = "A random square"
  static let options = [OperationOption("side", .integer(1...1000, default: 10), "Side in pixels")]

  let side: Int

  init(options: OptionValues) throws { side = options.integer("side") }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> { [.regionByPx] }

  func steps(of iteration: Iteration) throws -> [[OperationRequest]] {
    var random = iteration.random
    let x = random.integer(in: 0...(iteration.image.size.width - side))
    let y = random.integer(in: 0...(iteration.image.size.height - side))
    let region = Region.pixels(x: x, y: y, width: side, height: side)
    return [[OperationRequest(ImageRequest(region: region), of: iteration.image)]]
  }
}

/// An operation that needs nothing.
struct Whole: ImageOperation {
  static let name = "whole"
  static let summary = "The whole picture"

  init(options: OptionValues) throws {}

  func steps(of iteration: Iteration) throws -> [[OperationRequest]] {
    [[OperationRequest(ImageRequest(), of: iteration.image)]]
  }
}
