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
import Testing

@Suite("The sample of bodies") struct BodySamplingTests {
  private let size = PixelSize(width: 40, height: 30)

  private func expectations(_ count: Int) -> [IIIFBench.Expectation] {
    let image = SourceImage(index: 0, name: "a", size: size)
    let request = ImageRequest()
    return (0..<count).map { _ in
      IIIFBench.Expectation(
        mediaTypes: ["image/jpeg"], size: size,
        picture: ExpectedPicture(request: request, image: image))
    }
  }

  /// The requests whose bodies are kept if each has one valid answer.
  private func kept(of count: Int, _ sampling: BodySampling) -> [String] {
    let verification = ImageVerification(expectations(count), sampling: sampling)
    let verifier = verification.makeVerifier(thread: 0)
    for request in 0..<count {
      let body = jpeg(width: 40, height: 30, scanBytes: 20, seed: UInt64(request))
      #expect(
        verification.verdict(on: Answer(body: body), toRequest: request, by: verifier) == "right")
    }
    return verification.keptBodies.map(\.url)
  }

  @Test("One in a hundred is kept, the same ones every time")
  func share() {
    let kept = kept(of: 5000, .standard)
    #expect((40...65).contains(kept.count), "\(kept.count)")
    #expect(self.kept(of: 5000, .standard) == kept)
  }

  @Test("At least three are kept", arguments: [(1, 1), (2, 2), (3, 3), (20, 3)])
  func least(requests: Int, count: Int) {
    #expect(kept(of: requests, .standard).count == count)
  }

  @Test("The share can be changed, also to none", arguments: [(1, 200), (0, 0)])
  func otherShares(oneIn: Int, count: Int) {
    #expect(kept(of: 200, BodySampling(oneIn: oneIn)).count == count)
  }

  @Test("No more bytes are kept than the bound allows")
  func bound() {
    let length = jpeg(width: 40, height: 30, scanBytes: 20).count
    let sampling = BodySampling(oneIn: 1, atLeast: 0, maximumBytes: 5 * length + 1)
    #expect(kept(of: 20, sampling).count == 5)
  }

  @Test("A wrong answer is not kept, a valid one once, byte for byte")
  func once() {
    let verification = ImageVerification(expectations(1), sampling: .all)
    let right = jpeg(width: 40, height: 30)
    let wrong = jpeg(width: 41, height: 60)
    _ = verification.verdicts(
      Answer(body: wrong), Answer(body: right, partLength: 7), Answer(body: right))
    #expect(verification.keptBodies.map(\.bytes) == [right])
  }

  @Test("Answers without an expected picture are not kept")
  func unknown() {
    let verification = ImageVerification(
      [IIIFBench.Expectation(mediaTypes: ["image/jpeg"], size: size)], sampling: .all)
    _ = verification.verdicts(Answer(body: jpeg(width: 40, height: 30)))
    #expect(verification.keptBodies.isEmpty)
  }
}
