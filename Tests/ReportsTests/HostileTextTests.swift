import Foundation
import Measuring
@testable import Reports
import Results
import Support
import Testing

@Suite("Texts of others in reports") struct HostileTextTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Examples/result.json")
  private static let hostile = "\u{1B}]0;pwn\u{7}\u{202E}<img src=x onerror=alert(1)>"

  /// The paths of all texts in a JSON value.
  private static func paths(in value: Any, at path: [String] = []) -> [[String]] {
    switch value {
    case is String: [path]
    case let list as [Any]:
      list.indices.prefix(1).flatMap { paths(in: list[$0], at: path + ["\($0)"]) }
    case let table as [String: Any]:
      table.sorted { $0.key < $1.key }.flatMap { paths(in: $0.value, at: path + [$0.key]) }
    default: []
    }
  }

  private static func replaced(_ value: Any, at path: ArraySlice<String>) -> Any {
    guard let key = path.first else { return (value as? String ?? "") + hostile }
    if var list = value as? [Any], let index = Int(key) {
      list[index] = replaced(list[index], at: path.dropFirst())
      return list
    }
    guard var table = value as? [String: Any], let inner = table[key] else { return value }
    table[key] = replaced(inner, at: path.dropFirst())
    return table
  }

  @Test("No control character of any field reaches a report")
  func everyField() throws {
    let data = try Data(contentsOf: Self.file)
    var object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    var cells = try #require(object["cells"] as? [[String: Any]])
    cells[0]["errors"] = ["empty": 1]
    cells[0]["reason"] = "why"
    cells[0]["errorExamples"] = [
      [
        "kind": "empty", "url": "u", "picture": "p", "time": "2026-01-01T00:00:00Z",
        "expected": "e", "found": "f", "log": ["l"],
      ]
    ]
    object["cells"] = cells
    object["warnings"] = ["w"]
    var read = 0
    for path in Self.paths(in: object) {
      let changed = try JSONSerialization.data(
        withJSONObject: Self.replaced(object, at: path[...]))
      guard let result = try? JSONDecoder.results.decode(BenchmarkResult.self, from: changed) else {
        continue
      }
      read += 1
      let texts = [
        TerminalTable(result, width: 100, colour: false).text, MarkdownReport(result).text,
        CSVReport(result).text, JUnitReport(result).text, HTMLReport(result).text,
      ]
      for text in texts {
        #expect(!VisibleText.needsChange(text), "\(path.joined(separator: "."))")
      }
      // An indented line is code, in which HTML is text.
      let prose = texts[1].split(separator: "\n").filter { !$0.hasPrefix("    ") }
      #expect(!prose.contains { $0.contains("<img") }, "\(path.joined(separator: "."))")
      #expect(!texts[4].contains("<img"), "\(path.joined(separator: "."))")
    }
    #expect(read > 30)
  }

  @Test("A text that a spreadsheet would compute is a text")
  func formula() throws {
    let data = try Data(contentsOf: Self.file)
    var result = try JSONDecoder.results.decode(BenchmarkResult.self, from: data)
    result.cells[0].remarks = ["=cmd|'/c calc'!A0"]
    #expect(CSVReport(result).text.contains("'=cmd|"))
  }
}
