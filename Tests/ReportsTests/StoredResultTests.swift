import Decisions
import Foundation
import IIIFBench
import Reports
import Results
import TestSupport
import Testing

/// A result that an earlier version wrote: its format must stay readable.
@Suite("A stored result") struct StoredResultTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Examples/result.json")

  @Test("It is read with all of its values")
  func reading() throws {
    let result = try ResultStore.read(Self.file).result
    #expect(result.schema.version == 2)
    #expect(result.cells.count == 8)
    #expect(Set(result.cells.map(\.state)) == [.measured, .unsupported])
    let cell = try #require(result.cells.first)
    #expect(cell.completion.answers == 40.5 && cell.completion.slices.count == 2)
    #expect(cell.traits.first?.traits.jpegQuality == 75)
    #expect(cell.serverCPUClock?.source == .processClocks)
    #expect(result.starts.first?.caches.first?.isCached == false)
    #expect(result.stopping?.reason == .decided)
    #expect(result.encodingCosts.map(\.encoding.quality) == [75, 90])
    #expect(result.study.margin == 5)
  }

  @Test("It is written again without a change")
  func writing() throws {
    let stored = try Data(contentsOf: Self.file)
    let written = try JSONEncoder.results.encode(ResultStore.read(Self.file).result)
    let values = try [stored, written].map {
      try #require(JSONSerialization.jsonObject(with: $0) as? NSDictionary)
    }
    #expect(values[0] == values[1])
  }

  @Test("All reports render it")
  func rendering() throws {
    let result = try ResultStore.read(Self.file).result
    let heading = "alpha and beta: crop on jpeg-q90 and jp2"
    #expect(TerminalTable(result, width: 100, colour: false).text.contains(heading))
    #expect(MarkdownReport(result).text.contains(heading))
    #expect(HTMLReport(result).text.contains(heading))
    #expect(CSVReport(result).text.split(separator: "\n").count == 9)
    #expect(JUnitReport(result).text.contains("tests=\"2\""))
  }

  @Test("Another version of the format is refused by name")
  func version() throws {
    let folder = try TestFolder()
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    try folder.write(
      text.replacing("\"version\":2", with: "\"version\":1"), to: "result.json")
    let error = #expect(throws: StorageError.self) { try ResultStore.read(folder.url) }
    #expect(
      error?.detail
        == "its format is iiif-bench-result 1; this version of iiif-bench reads "
        + "iiif-bench-result 2")
  }
}
