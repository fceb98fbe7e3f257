import Decisions
import Foundation
import IIIFBench
@testable import Reports
import Results
import TestSupport
import Testing

@Suite("Renderings of a history")
struct HistoryReportTests {
  private func report() throws -> HistoryReport {
    let runs = try [(0, "4.5", 1000.0), (1, "4.6", 700), (2, "4.7", 701)].map {
      day, version, rate -> RunHistory.Run in
      var builder = ResultBuilder()
      builder.blocks = 5
      builder.change = { cell in
        cell.completion.answers =
          (cell.server == "alpha" ? rate : 500) * (1 + 0.002 * Double(cell.block))
      }
      var result = try builder.result()
      result.started = result.started.addingTimeInterval(Double(day) * 86_400)
      result.servers[0].descriptor.version = version
      return RunHistory.Run(source: "run \(day)", result: result)
    }
    return HistoryReport(RunHistory(runs))
  }

  @Test("The table has a row per run with version, ratio, change and step")
  func text() throws {
    let text = try report().text(width: 140, colour: false)
    #expect(text.contains("3 runs of sample on 2 processors of Example CPU 2.0 GHz"))
    #expect(text.contains("Control: beta."))
    let line = try #require(
      text.split(separator: "\n").first { $0.contains("2026-09-22 14:13  4.6") })
    #expect(line.contains("30 % slower (") && line.hasSuffix("step"))
    #expect(text.contains("step: alpha crop jpeg-q90 10 users became 30 % slower ("))
  }

  @Test("The page has a chart and a table per cell, and no script")
  func html() throws {
    let page = try report().html
    #expect(page.contains("<svg class=\"panel\""))
    #expect(page.contains("<h1>History of alpha</h1>"))
    #expect(page.contains("<th scope=\"row\">2026-09-22 14:13</th>"))
    #expect(!page.contains("<script"))
  }

  @Test("JSON has every point with its source")
  func json() throws {
    let data = try JSONEncoder().encode(try report().json)
    let value = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let series = value?["series"] as? [[String: Any]]
    let points = series?.first?["points"] as? [[String: Any]]
    #expect(points?.map { $0["source"] as? String } == ["run 0", "run 1", "run 2"])
    #expect(points?.map { $0["step"] as? String } == [nil, "step", nil])
  }
}
