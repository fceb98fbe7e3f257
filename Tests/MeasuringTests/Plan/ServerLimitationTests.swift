@testable import IIIF
@testable import IIIFBench
@testable import Measuring
import TestSupport
import Testing

@Suite("What a server cannot do with some files")
struct ServerLimitationTests {
  private func server(_ limits: SourceLimits) throws -> PlannedServer {
    var descriptor = testServer()
    descriptor.sourceLimits = [limits]
    return try plannedServer(descriptor)
  }

  @Test("A feature that it lacks for a family")
  func feature() throws {
    let server = try server(SourceLimits(family: .tiffPyramid, lacks: [.regionByPx]))
    let operation = try RandomSquare(options: OptionValues([:], for: RandomSquare.options))
    #expect(
      server.limitation(to: operation, format: .tiffPyramid) == "lacks regionByPx for tiff-pyramid")
    #expect(server.limitation(to: operation, format: .jpeg(quality: 90)) == nil)
  }

  @Test("JPEG compression inside a pyramid")
  func compression() throws {
    let server = try server(SourceLimits(family: .tiffPyramid, readsJPEGCompression: false))
    let operation = try Whole(options: OptionValues([:], for: Whole.options))
    #expect(
      server.limitation(to: operation, format: .tiffPyramidJPEG(quality: 90))
        == "does not read tiff-pyramid with JPEG compression")
    #expect(server.limitation(to: operation, format: .tiffPyramid) == nil)
  }

  @Test("Pictures with too many pixels")
  func pixels() throws {
    let server = try server(SourceLimits(family: .jpeg, maximumPixels: 60_000))
    let images =
      testDataset(count: 1).images
      + testDataset(
        count: 1, size: PixelSize(width: 300, height: 300)
      ).images
    #expect(
      server.limitation(to: images, format: .jpeg(quality: 90))
        == "does not read jpeg beyond 60000 pixels, which 1 of 2 pictures exceed")
    #expect(server.limitation(to: images, format: .tiffPyramid) == nil)
  }

  @Test("An identifier can be encoded twice")
  func twice() throws {
    let descriptor = testServer(
      identifier: IdentifierRule(
        template: "{path}", slashes: .encoded, layout: .tree, encoding: .twice))
    let address = try plannedServer(descriptor).address
    #expect(address.base(path: "tiff/a #1.tif", index: 0) == "/iiif/2/tiff%252Fa%2520%25231.tif")
  }
}
