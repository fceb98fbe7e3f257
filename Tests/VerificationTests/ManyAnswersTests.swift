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
import Testing

@Suite("Many valid answers") struct ManyAnswersTests {
  @Test("None of 10,000 valid answers is called wrong")
  func noFalseAlarm() async throws {
    try await withTemporaryFolder { folder in
      let bench = try await PictureBench(in: folder)
      let requests = (0..<20).map { number in
        ImageRequest(region: .pixels(x: number * 20, y: number * 10, width: 200, height: 200))
      }
      var bodies: [[UInt8]] = []
      for (number, request) in requests.enumerated() {
        let steps = [["crop", "\(number * 20)", "\(number * 10)", "200", "200"]]
        bodies.append(try await bench.body(request, steps).bytes)
      }
      let verification = ImageVerification(
        origin: "http://127.0.0.1:1",
        requests: requests.indices.map { LoadRequest(target: "/\($0)") },
        expectations: requests.map {
          OperationRequest($0, of: bench.dataset.images[0]).expectation
        },
        sources: try SourceFingerprints(files: [folder.appending(path: "a.tif")]),
        sampling: .standard)
      let verifiers = (0..<8).map { _ in verification.makeVerifier(thread: 0) }
      var random = SeededRandom(seed: 5)
      var wrong = 0
      for number in 0..<10_000 {
        let request = random.integer(in: 0...19)
        let answer = Answer(
          body: bodies[request], partLength: random.integer(in: 500...20_000))
        let verifier = verifiers[number % verifiers.count]
        if verification.verdict(on: answer, toRequest: request, by: verifier) != "right" {
          wrong += 1
        }
      }
      #expect(wrong == 0, "\(verification.examples)")
      let report = try await bench.report(verification.keptBodies)
      #expect(report.compared >= 3 && report.wrong.isEmpty, "\(report.examples)")
    }
  }
}
