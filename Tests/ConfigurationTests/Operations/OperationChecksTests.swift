@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import Testing

/// Asks for the whole picture, whatever its examples say.
private protocol WholePicture: ImageOperation {
  init()
}

extension WholePicture {
  static var name: String { "whole" }
  static var summary: String { "the whole picture" }
  init(options: OptionValues) throws { self.init() }
  func steps(of iteration: Iteration) throws -> [[OperationRequest]] {
    [[OperationRequest(ImageRequest(), of: iteration.image)]]
  }
}

private struct Right: WholePicture {
  static let examples = [
    OperationExample(20, 10, requests: [.init("full/full/0/default.jpg", 20, 10)])
  ]
}

private struct OtherSize: WholePicture {
  static let name = "other-size"
  static let examples = [
    OperationExample(20, 10, requests: [.init("full/full/0/default.jpg", 10, 20)])
  ]
}

private struct TooFew: WholePicture {
  static let name = "too-few"
  static let examples = [
    OperationExample(
      20, 10,
      requests: [
        .init("full/full/0/default.jpg", 20, 10), .init("full/full/90/default.jpg", 10, 20),
      ])
  ]
}

private struct Failing: ImageOperation {
  static let name = "failing"
  static let summary = "fails"
  static let examples = [
    OperationExample(20, 10, options: ["width": "3"], requests: [.init("info.json")])
  ]
  init(options: OptionValues) throws {}
  func steps(of iteration: Iteration) throws -> [[OperationRequest]] { [] }
}

private struct Unnamed: WholePicture {
  static let name = "Not A Name"
  static let summary = "a summary."
}

@Suite("Checking operations")
struct OperationChecksTests {
  private func messages(_ operations: any ImageOperation.Type...) -> [String] {
    OperationChecks(operations, among: operations).diagnostics.map {
      "\($0.severity.rawValue): \($0.message)"
    }
  }

  @Test("An operation that matches its examples is valid")
  func right() {
    #expect(messages(Right.self) == [])
  }

  @Test("A request that differs from the example's is reported with both, at the example's place")
  func wrong() throws {
    let diagnostic = try #require(OperationChecks([OtherSize.self], among: []).diagnostics.first)
    #expect(
      diagnostic.message == "'other-size' does not match its example: request 1 is "
        + "full/full/0/default.jpg → 20x10, expected full/full/0/default.jpg → 10x20")
    #expect(diagnostic.file.hasSuffix("OperationChecksTests.swift"))
    #expect(diagnostic.sourceLine.contains("OperationExample(20, 10, requests:"))
  }

  @Test("Missing requests are counted")
  func count() {
    #expect(
      messages(TooFew.self) == [
        "error: 'too-few' does not match its example: it makes 1 requests, expected 2; "
          + "the first difference is full/full/90/default.jpg → 10x20"
      ])
  }

  @Test("An example whose requests cannot be made is an error")
  func failing() {
    #expect(
      messages(Failing.self) == [
        "error: 'failing' cannot make the example's requests: there is no option 'width'; "
          + "there are none"
      ])
  }

  @Test("Names, summaries and missing examples are checked, and names are unique")
  func heads() {
    #expect(
      messages(Unnamed.self) == [
        "error: the name 'Not A Name' must be lower-case letters and digits, joined by hyphens",
        "warning: the summary of 'Not A Name' must be one line without a full stop",
        "warning: 'Not A Name' has no examples; they are its documentation and its test",
      ])
    #expect(messages(Right.self, Right.self).count == 1)
  }
}
