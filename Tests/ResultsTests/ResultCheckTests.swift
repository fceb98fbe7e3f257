import Foundation
import IIIFBench
import Results
import TestSupport
import Testing

@Suite("Results that no run wrote")
struct ResultCheckTests {
  /// The message for a result whose JSON is changed.
  private func message(_ change: (inout [String: Any]) -> Void) throws -> String {
    let folder = try TestFolder()
    let data = try JSONEncoder.results.encode(try ResultBuilder().result())
    var value = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    change(&value)
    let file = folder.url.appending(path: "result.json")
    try JSONSerialization.data(withJSONObject: value).write(to: file)
    let error = #expect(throws: StorageError.self) { try ResultStore.read(file) }
    #expect(error?.isInvalidContent == true)
    #expect(error?.path == file.path)
    return error?.detail ?? ""
  }

  private func cell(_ index: Int, _ field: String, _ value: Any?) throws -> String {
    try message { result in
      var cells = result["cells"] as? [[String: Any]] ?? []
      cells[index][field] = value
      result["cells"] = cells
    }
  }

  @Test("A text in place of a number, a missing field and a cut file name the place")
  func types() throws {
    #expect(
      try cell(1, "seconds", "many") == "it is not a result: cells[1].seconds: expected a number")
    #expect(try cell(2, "block", nil) == "it is not a result: cells[2].block is missing")
    let folder = try TestFolder()
    try folder.write("{\"schema\": {", to: "result.json")
    let error = #expect(throws: StorageError.self) {
      try ResultStore.read(folder.url.appending(path: "result.json"))
    }
    #expect(error?.detail == "it is not a result: it is not complete JSON")
  }

  @Test("Negative counts, no time, and an unknown server are reported with their field")
  func values() throws {
    #expect(try cell(0, "requests", -5) == "cells[0].requests is -5, which is below 0")
    #expect(try cell(1, "seconds", 0) == "cells[1].seconds is 0.0, but the cell has answers")
    #expect(
      try cell(0, "server", "gamma") == "cells[0].server is 'gamma', which 'servers' lacks")
    #expect(
      try cell(0, "errors", ["status": -1]) == "cells[0].errors.status is -1, which is below 0")
  }

  @Test("Values that sums of reports cannot hold are refused")
  func large() throws {
    #expect(
      try cell(0, "bytes", 9_000_000_000_000_000_000)
        == "cells[0].bytes is 9000000000000000000, which is above 1000000000000000")
    #expect(try cell(0, "errors", ["status": 2_000_000_000_000_000]).hasPrefix("cells[0].errors."))
  }

  @Test("A result that a run wrote is valid")
  func valid() throws {
    #expect(ResultCheck.problems(in: try ResultBuilder().result()).isEmpty)
  }
}
