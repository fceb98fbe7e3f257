@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Results
@testable import Support
@testable import Verification
import Synchronization
import Testing

@Suite("A verification") struct VerificationTests {
  private let expectation = Expectation(
    mediaTypes: ["image/jpeg"], size: PixelSize(width: 400, height: 300), tolerance: 1)
  private let right = Answer(body: jpeg(width: 400, height: 300))

  @Test("A valid answer passes, whatever its parts", arguments: [1, 7, 255, 256, 1000, 100_000])
  func rightAnswer(partLength: Int) {
    var other = right
    other.partLength = partLength
    #expect(
      ImageVerification([expectation]).verdicts(right, other, right)
        == Array(repeating: "right", count: 3))
  }

  @Test(
    "An invalid status is counted by its code",
    arguments: [
      (404, "status-404"), (500, "status-500"), (501, "status-501"), (204, "status-other"),
      (418, "status-other"), (304, "status-other"), (301, "redirected"), (303, "redirected"),
    ])
  func status(code: Int, kind: String) {
    let answer = Answer(status: code, body: Array("Not here".utf8))
    #expect(ImageVerification([expectation]).verdicts(answer) == [kind])
  }

  @Test("Every kind has its own index")
  func kindsAreUnique() {
    let kinds = ImageVerification([]).kinds
    #expect(Set(kinds).count == kinds.count)
    for kind in [
      "status-404", "status-other", "redirected", "empty", "wrong-type", "truncated",
      "wrong-size", "shrunk", "wrong-content", "changed",
    ] {
      #expect(kinds.contains(kind))
    }
  }

  @Test("A success without a body is empty")
  func empty() {
    #expect(ImageVerification([expectation]).verdicts(Answer()) == ["empty"])
  }

  @Test("No body is required where none is possible")
  func bodyless() {
    let verification = ImageVerification([Expectation(statuses: [303])])
    #expect(verification.verdicts(Answer(status: 303)) == ["right"])
    let head = ImageVerification(
      origin: "", requests: [LoadRequest(method: .head, target: "/")], expectations: [Expectation()]
    )
    #expect(head.verdicts(Answer()) == ["right"])
  }

  @Test(
    "The media type is compared case-insensitively and without parameters",
    arguments: [
      ("Content-Type: image/jpeg\r\n", "right"), ("content-type:IMAGE/JPEG;q=1\r\n", "right"),
      ("Content-Type: image/jpeg ; a=b\r\n", "right"),
      ("Content-Type: image/jpe\r\n", "wrong-type"),
      ("Content-Type: image/png\r\n", "wrong-type"), ("X: image/jpeg\r\n", "wrong-type"),
      ("", "wrong-type"),
    ])
  func mediaType(fields: String, verdict: String) {
    var answer = right
    answer.fields = fields
    #expect(ImageVerification([expectation]).verdicts(answer) == [verdict])
  }

  @Test("A body in another format than its media type is a wrong type")
  func otherFormat() {
    let page = Answer(body: Array("<!doctype html><title>200 OK</title>".utf8))
    let png = Answer(body: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13])
    #expect(ImageVerification([expectation]).verdicts(page, png) == ["wrong-type", "wrong-type"])
  }

  @Test("An incomplete image is truncated", arguments: [4, 20, 5000, 9020])
  func truncated(length: Int) {
    let answer = Answer(body: Array(right.body[..<length]))
    #expect(ImageVerification([expectation]).verdicts(answer) == ["truncated"])
  }

  @Test(
    "A wrong size differs from a shrunk image",
    arguments: [
      (400, 300, "right"), (401, 299, "right"), (402, 300, "wrong-size"), (400, 298, "wrong-size"),
      (200, 150, "shrunk"), (333, 250, "shrunk"), (399, 100, "wrong-size"),
      (300, 400, "wrong-size"),
      (800, 600, "wrong-size"), (1, 1, "shrunk"),
    ])
  func size(width: Int, height: Int, verdict: String) {
    let answer = Answer(body: jpeg(width: width, height: height))
    #expect(ImageVerification([expectation]).verdicts(answer) == [verdict])
  }

  @Test("Without a tolerance one pixel is wrong")
  func exactSize() {
    var exact = expectation
    exact.tolerance = 0
    let answer = Answer(body: jpeg(width: 400, height: 299))
    #expect(ImageVerification([exact]).verdicts(answer, right) == ["wrong-size", "right"])
  }

  @Test("A body that differs from the first valid one is changed")
  func changed() {
    let other = Answer(body: jpeg(width: 400, height: 300, seed: 2))
    let longer = Answer(body: jpeg(width: 400, height: 300, scanBytes: 9001))
    let verdicts = ImageVerification([expectation]).verdicts(right, other, right, longer)
    #expect(verdicts == ["right", "changed", "right", "changed"])
  }

  @Test("A wrong answer does not become the first one")
  func wrongFirst() {
    let wrong = Answer(body: jpeg(width: 10, height: 300))
    let verdicts = ImageVerification([expectation]).verdicts(wrong, wrong, right, right)
    #expect(verdicts == ["wrong-size", "wrong-size", "right", "right"])
  }

  @Test("Requests for the same URL share their first answer, over connections too")
  func sharedAnswers() {
    let verification = ImageVerification(
      [expectation, expectation, expectation], targets: ["/a", "/b", "/a"])
    let (one, two) = (verification.makeVerifier(thread: 0), verification.makeVerifier(thread: 1))
    let other = Answer(body: jpeg(width: 400, height: 300, seed: 2))
    #expect(verification.verdict(on: right, toRequest: 0, by: one) == "right")
    #expect(verification.verdict(on: other, toRequest: 1, by: two) == "right")
    #expect(verification.verdict(on: other, toRequest: 2, by: two) == "changed")
    #expect(verification.verdict(on: right, toRequest: 2, by: one) == "right")
  }

  @Test("The operation's own check sees whole bodies until one is valid")
  func check() {
    let seen = Mutex<[String]>([])
    let expectation = Expectation(check: { body in
      seen.withLock { $0.append(String(decoding: body, as: UTF8.self)) }
      return body.first == UInt8(ascii: "{") ? nil : "no JSON"
    })
    let verification = ImageVerification([expectation])
    let page = Answer(body: Array("<html>".utf8), partLength: 2)
    let json = Answer(body: Array("{\"a\": 1}".utf8), partLength: 3)
    #expect(
      verification.verdicts(page, json, json, page)
        == ["wrong-content", "right", "right", "changed"])
    #expect(seen.withLock { $0 } == ["<html>", "{\"a\": 1}"])
    let example = verification.examples.first
    #expect(example?.kind == "wrong-content")
    #expect(example?.url == "http://127.0.0.1:1/0")
    #expect(example?.expected == "a valid body")
    #expect(example?.found == "no JSON")
  }

  @Test("A failed transfer does not affect the next one")
  func failedTransfer() {
    let verification = ImageVerification([expectation])
    let verifier = verification.makeVerifier(thread: 0)
    verifier.begin(request: 0)
    verifier.body(right.body.span.extracting(0..<500))
    #expect(verification.verdict(on: right, toRequest: 0, by: verifier) == "right")
    #expect(verification.verdict(on: right, toRequest: 0, by: verifier) == "right")
  }

  @Test("At most three examples of a kind are kept")
  func examples() {
    let verification = ImageVerification([expectation])
    let missing = Answer(status: 404)
    let moved = Answer(status: 302, fields: "Location: /elsewhere\r\n")
    let small = Answer(body: jpeg(width: 200, height: 150))
    let page = Answer(fields: "Content-Type: text/html\r\n", body: Array("<html>".utf8))
    let short = Answer(body: Array(right.body[..<5000]))
    _ = verification.verdicts(
      missing, missing, missing, missing, moved, small, page, short, Answer(), right,
      Answer(body: jpeg(width: 400, height: 300, seed: 3)))
    let texts = verification.examples.map { "\($0.kind): \($0.found), expected \($0.expected)" }
    #expect(
      texts == [
        "status-404: status 404, expected status 200",
        "status-404: status 404, expected status 200",
        "status-404: status 404, expected status 200",
        "redirected: status 302 to /elsewhere, expected status 200",
        "empty: 0 bytes, expected a body",
        "wrong-type: text/html, expected image/jpeg",
        "truncated: 5000 bytes without an end, expected a complete image",
        "shrunk: 200x150, expected 400x300",
        "changed: another body, expected the body of the first answer",
      ])
    #expect(verification.examples.allSatisfy { $0.url == "http://127.0.0.1:1/0" })
  }

  @Test("Concurrent threads agree on one first answer")
  func threads() async {
    let verification = ImageVerification(Array(repeating: expectation, count: 50))
    let bodies = (0..<2).map { jpeg(width: 400, height: 300, scanBytes: 2000, seed: UInt64($0)) }
    let verdicts = await withTaskGroup(of: [[String]].self) { group in
      for body in bodies {
        group.addTask {
          let verifier = verification.makeVerifier(thread: 0)
          return (0..<50).map { request in
            (0..<20).map { _ in
              verification.verdict(on: Answer(body: body), toRequest: request, by: verifier)
            }
          }
        }
      }
      var all: [[[String]]] = []
      for await part in group { all.append(part) }
      return all
    }
    for request in 0..<50 {
      let outcomes = verdicts.map { Set($0[request]) }
      #expect(outcomes.contains(["right"]) && outcomes.contains(["changed"]))
    }
  }
}
