@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Results
@testable import Support
import TestSupport
@testable import Verification
import Foundation

/// A dataset of two pages, and answers made from them by libvips.
struct PictureBench {
  static let size = PixelSize(width: 800, height: 600)

  let folder: URL
  let dataset: Dataset
  let format = SourceFormat.tiff

  /// Draws the pages below a folder.
  init(in folder: URL) async throws {
    self.folder = folder
    let images = ["a", "b"].enumerated().map {
      SourceImage(index: $0, name: $1, size: Self.size)
    }
    for image in images {
      let page = TestPage(number: image.index, width: Self.size.width, height: Self.size.height)
      try page.netpbm.write(to: folder.appending(path: "\(image.name).ppm"))
      try await ExternalProgram.vips.run(
        ["copy", "\(image.name).ppm", "\(image.name).tif"], directory: folder)
    }
    dataset = Dataset(
      name: "test", root: folder, images: images,
      files: images.map {
        ImageFile(
          image: $0.name, format: .tiff, path: "\($0.name).tif", bytes: 1, sha256: "", command: "")
      })
  }

  /// An answer to a request of page `a`, made by steps of `vips`, by default from page `a`.
  func body(
    _ request: ImageRequest, _ steps: [[String]], from page: String = "a",
    options: String = "[Q=75]", quality: Int? = 75
  ) async throws -> KeptBody {
    var input = "\(page).tif"
    for (index, step) in (steps.isEmpty ? [["copy"]] : steps).enumerated() {
      let isLast = index >= steps.count - 1
      let output = isLast ? "out.\(request.format.rawValue)\(options)" : "\(index).v"
      try await ExternalProgram.vips.run(
        [step[0], input, output] + step.dropFirst(), directory: folder)
      input = output
    }
    let data = try Data(contentsOf: folder.appending(path: "out.\(request.format.rawValue)"))
    return body(request, bytes: Array(data), quality: quality)
  }

  /// An answer to a request of page `a` with the given bytes.
  func body(_ request: ImageRequest, bytes: [UInt8], quality: Int? = nil) -> KeptBody {
    KeptBody(
      url: "http://127.0.0.1:1/a",
      picture: ExpectedPicture(request: request, image: dataset.images[0]), bytes: bytes,
      jpegQuality: quality)
  }

  /// The report on answers of a server that declares quality 75.
  func report(_ bodies: [KeptBody]) async throws -> PictureReport {
    try await PictureCheck(dataset: dataset).report(on: bodies, format: format, quality: 75)
  }
}

/// A square of page `a`.
let squareRequest = ImageRequest(region: .pixels(x: 100, y: 50, width: 400, height: 400))
