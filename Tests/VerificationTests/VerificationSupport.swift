@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Results
@testable import Support
@testable import Verification

/// An answer for a verifier.
struct Answer {
  var status = 200
  var fields = "Content-Type: image/jpeg\r\n"
  var body: [UInt8] = []
  /// The size of the parts of the body, in bytes.
  var partLength = 1000
}

extension ImageVerification {
  /// A verification of requests for `/0`, `/1` and so on.
  convenience init(
    _ expectations: [Expectation], targets: [String]? = nil, sources: SourceFingerprints = .none,
    sampling: BodySampling = .none
  ) {
    let targets = targets ?? expectations.indices.map { "/\($0)" }
    self.init(
      origin: "http://127.0.0.1:1", requests: targets.map { LoadRequest(target: $0) },
      expectations: expectations, sources: sources, sampling: sampling)
  }

  /// The problems of the answers to the first request, `right` for valid ones.
  func verdicts(_ answers: Answer...) -> [String] {
    let verifier = makeVerifier(thread: 0)
    return answers.map { verdict(on: $0, toRequest: 0, by: verifier) }
  }

  /// The problem of an answer, `right` for a valid one.
  func verdict(
    on answer: Answer, toRequest request: Int, by verifier: any ResponseVerifier
  ) -> String {
    verifier.begin(request: request)
    for start in stride(from: 0, to: answer.body.count, by: answer.partLength) {
      let end = min(start + answer.partLength, answer.body.count)
      verifier.body(answer.body.span.extracting(start..<end))
    }
    let fields = Array(answer.fields.utf8)
    let outcome = verifier.end(
      ResponseSummary(status: answer.status, bodyBytes: answer.body.count), fields: fields.span)
    return outcome == 0 ? "right" : kinds[outcome - 1]
  }
}

/// A file with the structure of a JPEG and a scan of noise.
func jpeg(width: Int, height: Int, scanBytes: Int = 9000, seed: UInt64 = 1) -> [UInt8] {
  var random = SeededRandom(seed: seed)
  let frame = [
    0xFF, 0xC0, 0, 11, 8, UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8),
    UInt8(width & 255), 1, 1, 0x11, 0,
  ]
  let scanHead: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
  let scan = (0..<scanBytes).map { _ in UInt8(random.integer(in: 0...254)) }
  return [0xFF, 0xD8] + frame + scanHead + scan + [0xFF, 0xD9]
}
