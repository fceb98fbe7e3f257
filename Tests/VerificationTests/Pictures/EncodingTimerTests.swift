import Foundation
import IIIF
import IIIFBench
import Results
import Support
import TestSupport
import Testing
import Verification

@Suite("The cost of encodings", .timeLimit(.minutes(10)))
struct EncodingTimerTests {
  private func source(_ bench: PictureBench, _ request: ImageRequest) -> EncodingTimer.Source {
    EncodingTimer.Source(
      picture: ExpectedPicture(request: request, image: bench.dataset.images[0]),
      file: bench.folder.appending(path: "a.tif").path(percentEncoded: false))
  }

  @Test("Every encoding has a cost, also of grey pictures; more work costs more")
  func costs() async throws {
    try await withScratchFolder(in: FileManager.default.temporaryDirectory) { folder in
      let bench = try await PictureBench(in: folder)
      let encodings = [
        JPEGEncoding(quality: 75, subsampling: "4:2:0"),
        JPEGEncoding(quality: 75, subsampling: "4:2:0", isProgressive: true),
        JPEGEncoding(quality: 75, components: 1),
      ]
      let times = try await EncodingTimer().times(
        of: encodings,
        for: [
          source(bench, ImageRequest()),
          source(bench, ImageRequest(region: .pixels(x: 10, y: 20, width: 400, height: 300))),
        ])
      #expect(times.allSatisfy { $0.seconds > 0 && $0.optimisedSeconds > 0 })
      #expect(times[1].seconds > times[0].seconds)
    }
  }

  @Test("A missing source file is an error that names it")
  func missing() async throws {
    try await withScratchFolder(in: FileManager.default.temporaryDirectory) { folder in
      let picture = ExpectedPicture(
        request: ImageRequest(),
        image: SourceImage(index: 0, name: "a", size: PixelSize(width: 10, height: 10)))
      let error = await #expect(throws: (any Error).self) {
        _ = try await EncodingTimer().times(
          of: [JPEGEncoding(quality: 75)],
          for: [EncodingTimer.Source(picture: picture, file: "/no/such/file.tif")])
      }
      let text = "\(try #require(error))"
      #expect(text.contains("/no/such/file.tif"))
    }
  }
}
