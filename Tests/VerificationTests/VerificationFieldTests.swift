@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Results
@testable import Support
@testable import Verification
import Testing

@Suite("Expected header fields") struct VerificationFieldTests {
  private let canonical = FieldExpectation(
    "Link", .link(relation: "canonical", targetContaining: "/full/full/0/default.jpg"))

  @Test(
    "A link is found by its relation and its target",
    arguments: [
      ("<http://a/b/full/full/0/default.jpg>;rel=\"canonical\"", true),
      ("<http://a/b/full/full/0/default.jpg> ; rel=canonical", true),
      (
        "<http://iiif.io/api/image/2/level1.json>;rel=\"profile\", "
          + "<http://a/b/full/full/0/default.jpg>;rel=\"canonical\"", true
      ),
      ("<http://a/b/full/full/0/default.jpg>;rel=\"x canonical\"", true),
      ("<http://a/b/full/full/0/default.jpg>;rel=\"profile\"", false),
      ("<http://a/b/full/max/0/default.jpg>;rel=\"canonical\"", false),
      ("http://a/b/full/full/0/default.jpg", false), ("", false),
    ])
  func links(value: String, accepted: Bool) {
    #expect(canonical.accepts(value) == accepted)
  }

  @Test("A missing field is not accepted")
  func missing() {
    #expect(!canonical.accepts(nil))
    #expect(!FieldExpectation("A", .equal("")).accepts(nil))
  }

  @Test("One of several values is accepted, whatever its case")
  func oneOf() {
    let origin = FieldExpectation("A", .oneOf(["*", "http://example.org"]))
    #expect(origin.accepts("*") && origin.accepts("http://EXAMPLE.org"))
    #expect(!origin.accepts("http://other.org") && !origin.accepts(nil))
  }

  @Test("A content encoding that was not requested is a wrong header, even on a plain body")
  func encoding() {
    let expectation = Expectation(
      mediaTypes: ["image/jpeg"], size: PixelSize(width: 40, height: 30))
    let body = jpeg(width: 40, height: 30)
    let label = "Content-Type: image/jpeg\r\nContent-Encoding: gzip\r\n"
    let identity = "Content-Type: image/jpeg\r\nContent-Encoding: identity\r\n"
    #expect(
      ImageVerification([expectation]).verdicts(Answer(fields: label, body: body))
        == ["wrong-header"])
    #expect(
      ImageVerification([expectation]).verdicts(Answer(fields: identity, body: body)) == ["right"])
  }

  @Test("Information is compared as a value: the order of lists and properties does not count")
  func unordered() {
    var expectation = Expectation(check: { _ in nil })
    let first = Answer(fields: "", body: Array(#"{"a": [1, {"b": "x", "c": 2}], "d": null}"#.utf8))
    let other = Answer(fields: "", body: Array(#"{"d":null,"a":[{"c":2,"b":"x"},1]}"#.utf8))
    let changed = Answer(fields: "", body: Array(#"{"d":null,"a":[{"c":2,"b":"y"},1]}"#.utf8))
    #expect(ImageVerification([expectation]).verdicts(first, other) == ["right", "changed"])
    expectation.comparison = .json
    #expect(
      ImageVerification([expectation]).verdicts(first, other, changed, first)
        == ["right", "right", "changed", "right"])
  }

  @Test("A wrong or missing field is a wrong header until one answer is valid")
  func verdicts() {
    let verification = ImageVerification([
      Expectation(fields: [FieldExpectation("Access-Control-Allow-Origin", .equal("*")), canonical])
    ])
    let body = Array("{}".utf8)
    let link = "link: <http://a/b/full/full/0/default.jpg>;rel=\"canonical\"\r\n"
    let none = Answer(fields: "", body: body)
    let other = Answer(fields: "Access-Control-Allow-Origin: http://a\r\n" + link, body: body)
    let right = Answer(
      fields: "link: <x>;rel=\"profile\"\r\naccess-control-allow-origin:*\r\n" + link, body: body)
    #expect(
      verification.verdicts(none, other, right, none)
        == ["wrong-header", "wrong-header", "right", "right"])
    #expect(
      verification.examples.map { "\($0.found), expected \($0.expected)" } == [
        "no Access-Control-Allow-Origin, expected Access-Control-Allow-Origin: *",
        "Access-Control-Allow-Origin: http://a, expected Access-Control-Allow-Origin: *",
      ])
    let linkless = ImageVerification([Expectation(fields: [canonical])])
    #expect(linkless.verdicts(none) == ["wrong-header"])
    #expect(
      linkless.examples.first?.expected == "Link: <…/full/full/0/default.jpg…>;rel=\"canonical\"")
  }
}
