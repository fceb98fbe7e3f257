import Foundation
import Testing

/// The articles of the documentation, whose code is that of the example package.
///
/// The tests of CONTRIBUTING.md build the package and run its operation and its server.
@Suite("Articles")
struct ArticleTests {
  @Test(
    "Every block of code is a part of the example package",
    arguments: [
      (
        "DescribeAServer", "yaml", ["servers.d/testserver.yaml"]
      ),
      (
        "WriteAnOperation", "swift",
        ["Sources/my-bench/Strip.swift", "Sources/my-bench/main.swift"]
      ),
    ])
  func code(article: String, language: String, files: [String]) throws {
    let example = ProjectFiles.root.appending(path: "docs/examples/own-operations")
    let sources = try files.map {
      try String(contentsOf: example.appending(path: $0), encoding: .utf8)
    }
    let catalogue = ProjectFiles.root.appending(path: "Sources/IIIFBench/IIIFBench.docc")
    let text = try String(
      contentsOf: catalogue.appending(path: "\(article).md"), encoding: .utf8)
    let blocks = blocks(of: language, in: text)
    #expect(blocks.count > 1)
    for block in blocks {
      #expect(sources.contains { $0.contains(block) }, "\(block)")
    }
  }

  private func blocks(of language: String, in text: String) -> [String] {
    text.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }
}
