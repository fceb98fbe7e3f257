@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation
import Testing

@Suite("Path resolvers turned round")
struct IdentifierPatternTests {
  /// A rule, the expression and the paths that it must give.
  struct Example: Sendable {
    var template: String
    var layout = IdentifierRule.Layout.tree
    var expression: String
    var paths: [String]
  }

  @Test(
    "Each template gives its expression, with a path for each extension that it leaves open",
    arguments: [
      Example(template: "{path}", expression: "(.+)", paths: ["$1"]),
      Example(
        template: "{directory}{name}.{extension}",
        expression: #"((?:.+/)?)([^/]+)\.([^./]+)"#, paths: ["$1$2.$3"]),
      Example(
        template: "{directory}{name}", expression: "((?:.+/)?)([^/]+)",
        paths: ["$1$2.jpg", "$1$2.tif"]),
      Example(
        template: "{name}", layout: .flat, expression: "([^/]+)", paths: ["$1.jpg", "$1.tif"]),
      Example(
        template: "a+b:{index}:{path}:{path}", expression: #"a\+b:[0-9]+:(.+):\1"#, paths: ["$1"]),
    ])
  func patterns(_ example: Example) throws {
    let rule = IdentifierRule(
      template: example.template, slashes: .encoded, layout: example.layout)
    let pattern = try #require(IdentifierPattern(rule, extensions: ["jpg", "tif"]))
    #expect(pattern.expression == example.expression)
    #expect(pattern.paths == example.paths)
  }

  @Test(
    "An expression finds the file of every identifier that the same rule makes",
    arguments: [
      "{path}", "{directory}{name}.{extension}", "{directory}{name}", "x({index}){path}",
    ])
  func roundTrip(template: String) throws {
    let rule = IdentifierRule(template: template, slashes: .raw, layout: .tree)
    let pattern = try #require(IdentifierPattern(rule, extensions: ["tif", "jpg"]))
    let expression = try NSRegularExpression(pattern: "^\(pattern.expression)$")
    let address = ImageAddress(
      descriptor: testServer(identifier: rule), api: testServer(identifier: rule).api[0])
    for path in ["jpeg-q90/a.jpg", "jpeg-q90/Übersicht 1/b.c d+e.jpg"] {
      let base = address.base(path: path, index: 7).dropFirst("/iiif/2/".count)
      let identifier = try #require(String(base).removingPercentEncoding)
      let files = pattern.paths.map { target in
        expression.stringByReplacingMatches(
          in: identifier, range: NSRange(identifier.startIndex..., in: identifier),
          withTemplate: target)
      }
      #expect(files.contains(path), "\(identifier) gives \(files)")
    }
  }

  @Test("Identifiers that do not tell where a file lies have none")
  func irreversible() {
    func pattern(
      _ template: String, _ slashes: IdentifierRule.Slashes = .encoded,
      _ layout: IdentifierRule.Layout = .tree
    ) -> IdentifierPattern? {
      IdentifierPattern(
        IdentifierRule(template: template, slashes: slashes, layout: layout), extensions: ["jpg"])
    }
    #expect(pattern("{index}") == nil)
    #expect(pattern("{name}.{extension}") == nil)
    #expect(pattern("{path}", .substituted("!")) == nil)
    #expect(pattern("{path}", .substituted("!"), .flat) != nil)
  }
}
