@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Results
@testable import Support
@testable import Verification
import Foundation
import Testing

@Suite("Source files and the encoding of answers") struct VerificationTraitsTests {
  private let size = PixelSize(width: 400, height: 300)
  private let source = jpeg(width: 400, height: 300, scanBytes: 40_000, seed: 9)

  private func withSource(_ body: (SourceFingerprints) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).jpg")
    try Data(source).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try body(SourceFingerprints(files: [file]))
  }

  @Test("The source file is valid for the whole image, and recorded")
  func wholeImage() throws {
    try withSource { sources in
      let verification = ImageVerification(
        [Expectation(mediaTypes: ["image/jpeg"], size: size, mayBeSource: true)], sources: sources)
      #expect(verification.verdicts(Answer(body: source)) == ["right"])
      #expect(verification.traits.map(\.traits.isPassedThrough) == [true])
    }
  }

  @Test("The source file is a problem for any other request")
  func passedThrough() throws {
    try withSource { sources in
      let half = Expectation(
        mediaTypes: ["image/jpeg"], size: PixelSize(width: 200, height: 150))
      let grey = Expectation(mediaTypes: ["image/jpeg"], size: size)
      for expectation in [half, grey] {
        let verification = ImageVerification([expectation], sources: sources)
        #expect(verification.verdicts(Answer(body: source)) == ["passed-through"])
        #expect(verification.examples.map(\.found) == ["the source file"])
        #expect(verification.traits == [])
      }
      let other = Answer(body: jpeg(width: 400, height: 300, scanBytes: 40_000, seed: 8))
      let verification = ImageVerification([grey], sources: sources)
      #expect(verification.verdicts(other) == ["right"])
    }
  }

  @Test("Whole images are those that are only re-encoded")
  func wholeImageRequests() {
    let image = SourceImage(index: 0, name: "a", size: size)
    let requests: [(ImageRequest, Bool)] = [
      (ImageRequest(), true), (ImageRequest(format: .png), true),
      (ImageRequest(size: Size(.width(400))), true), (ImageRequest(size: Size(.width(399))), false),
      (ImageRequest(region: .pixels(x: 0, y: 0, width: 400, height: 300)), true),
      (ImageRequest(region: .pixels(x: 1, y: 0, width: 399, height: 300)), false),
      (ImageRequest(quality: .gray), false),
      (ImageRequest(region: .square), false),
      (ImageRequest(rotation: Rotation(degrees: 90)), false),
    ]
    for (request, mayBeSource) in requests {
      #expect(OperationRequest(request, of: image).expectation.mayBeSource == mayBeSource)
    }
  }

  @Test("The encodings of a few valid answers of each connection are recorded")
  func traits() throws {
    let count = 40
    let verification = ImageVerification(
      Array(repeating: Expectation(mediaTypes: ["image/jpeg"], size: size), count: count))
    let (one, two) = (verification.makeVerifier(thread: 0), verification.makeVerifier(thread: 0))
    for request in 0..<count {
      let answer = Answer(body: jpeg(width: 400, height: 300, seed: UInt64(request)))
      #expect(
        verification.verdict(on: answer, toRequest: request, by: request < 30 ? one : two)
          == "right")
    }
    let observed = try #require(verification.traits.first)
    #expect(verification.traits.count == 1)
    #expect(observed.count == 16 + 10)
    #expect(observed.traits.mediaType == "image/jpeg")
    #expect(observed.traits.components == 1)
    #expect(!observed.traits.isProgressive && !observed.traits.isPassedThrough)
  }

  @Test("Wrong answers are not recorded")
  func wrongAnswers() {
    let verification = ImageVerification([Expectation(mediaTypes: ["image/jpeg"], size: size)])
    _ = verification.verdicts(Answer(body: jpeg(width: 1, height: 1)), Answer(status: 500))
    #expect(verification.traits == [])
  }
}
