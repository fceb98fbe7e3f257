import Foundation
import IIIF

@testable import IIIFBench

/// A server that exists in tests only.
func testServer(
  _ name: String = "alpha", variant: String = ServerDescriptor.defaultVariant,
  sources: [SourceFamily] = [.jpeg, .tiffPyramid],
  api: [APISupport] = [
    APISupport(version: .v21, prefix: "/iiif/2", level: .level1, fullSize: .full)
  ],
  identifier: IdentifierRule = IdentifierRule(template: "{path}", slashes: .raw, layout: .tree)
) -> ServerDescriptor {
  ServerDescriptor(
    name: name, variant: variant, title: name, homepage: "https://example.org", licence: "MIT",
    version: "1", api: api, sources: sources, identifier: identifier, container: nil, process: nil,
    files: [], workers: Workers(kind: .process, count: 1), startLimit: 5,
    jpegQuality: JPEGQuality(value: nil, settable: false), limits: OutputLimits(), caches: [],
    notes: [])
}

func plannedServer(_ descriptor: ServerDescriptor, major: Int = 2) throws -> PlannedServer {
  struct NoVersion: Error {}
  guard let server = PlannedServer(descriptor: descriptor, descriptorHash: "hash", major: major)
  else { throw NoVersion() }
  return server
}

/// An operation that asks for a random square of the picture.
struct RandomSquare: IIIFBench.Operation {
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
struct Whole: IIIFBench.Operation {
  static let name = "whole"
  static let summary = "The whole picture"

  init(options: OptionValues) throws {}

  func steps(of iteration: Iteration) throws -> [[OperationRequest]] {
    [[OperationRequest(ImageRequest(), of: iteration.image)]]
  }
}

/// Pictures whose files are in the catalogue only.
func testDataset(
  count: Int = 3, size: PixelSize = PixelSize(width: 200, height: 300)
) -> Dataset {
  let images = (0..<count).map {
    SourceImage(index: $0, name: "page \($0)", size: size)
  }
  return Dataset(
    name: "test", root: URL(filePath: "/nowhere"), images: images,
    files: images.map { image in
      ImageFile(
        image: image.name, format: .jpeg(quality: 90), path: "jpeg-q90/\(image.name).jpg", bytes: 1,
        sha256: "", command: "")
    })
}

func testStudy(servers: [String] = ["alpha"], blocks: Int = 2) -> Study {
  Study(
    name: "test", question: "Which?", servers: servers,
    operations: [StudyOperation(name: "whole")], formats: [.jpeg(quality: 90)],
    loads: [.concurrency(1)], images: StudyImages(source: "sample", count: nil), blocks: blocks,
    duration: 1, warmUp: 0)
}
