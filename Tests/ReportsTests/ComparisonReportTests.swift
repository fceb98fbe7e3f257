import Decisions
import Foundation
import IIIFBench
@testable import Reports
import Results
import TestSupport
import Testing

@Suite("Renderings of comparisons")
struct ComparisonReportTests {
  private func result(
    _ rates: [String: Double], _ change: @escaping @Sendable (inout CellResult) -> Void = { _ in }
  ) throws -> BenchmarkResult {
    var builder = ResultBuilder()
    builder.servers = rates.keys.sorted()
    builder.operations = ["crop", "full"]
    builder.change = { cell in
      cell.completion.answers = (rates[cell.server] ?? 1) * (1 + 0.002 * Double(cell.block))
      change(&cell)
    }
    return try builder.result()
  }

  private func paired() throws -> ComparisonReport {
    let result = try result(["alpha": 1000, "beta": 800]) { cell in
      if cell.server == "beta", cell.operation == "full" { cell.errors = ["status": 40] }
    }
    return ComparisonReport(
      try PairedChanges(result, baseline: "alpha", servers: ["beta"]), of: result)
  }

  @Test("The table of a run names both servers, the figures and the change")
  func text() throws {
    let lines = try paired().text(width: 120, colour: false).split(separator: "\n").map(String.init)
    #expect(
      lines[0] == "alpha (base) and beta in one run, 2026-09-21 14:13 UTC, 3 blocks, paired")
    #expect(lines[1].hasPrefix("operation  format    load      base"))
    #expect(lines[2].contains("100/s ±") && lines[2].contains("80.3/s ±"))
    #expect(lines[2].contains("20 % slower ("))
    #expect(lines[3].hasSuffix("not compared: beta: 9.1 % of its requests failed"))
    #expect(lines[4].hasPrefix("1 slower, 0 faster, 0 level, 0 open, 1 without a verdict"))
  }

  @Test("A narrow terminal wraps the last column only")
  func narrow() throws {
    let lines = try paired().text(width: 70, colour: false).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("full       jpeg-q90") })
    #expect(lines.contains { $0.hasPrefix("             ") && $0.contains("failed") })
  }

  @Test("Markdown emphasises what is slower")
  func markdown() throws {
    let text = try paired().markdown
    #expect(text.contains("| crop | jpeg-q90 | 10 users |"))
    #expect(text.contains("| **20 % slower ("))
    #expect(text.hasPrefix("### alpha (base) and beta in one run"))
  }

  @Test("JUnit fails for slower rows beyond the threshold and skips rows without a verdict")
  func junit() throws {
    let report = try paired()
    let strict = report.junit(failingBeyond: 0)
    #expect(strict.contains(#"tests="2" failures="1" errors="0" skipped="1""#))
    #expect(report.junit(failingBeyond: 0.5).contains(#"failures="0""#))
    #expect(strict.contains(#"<testcase classname="beta" name="crop jpeg-q90 10 users">"#))
  }

  @Test("JSON has the verdict, the ratio and the interval")
  func json() throws {
    let data = try JSONEncoder().encode(try paired().json)
    let value = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let rows = value?["rows"] as? [[String: Any]]
    #expect(value?["schema"] as? String == "iiif-bench-comparison")
    #expect(rows?.map { $0["verdict"] as? String } == ["slower", "not compared"])
    let interval = rows?.first?["interval"] as? [Double]
    let ratio = try #require(rows?.first?["ratio"] as? Double)
    #expect(abs(ratio - 0.8) < 0.001)
    #expect((interval?.first ?? 9) < ratio && (interval?.last ?? 0) > ratio)
  }

  @Test("Two runs name the control and its change, or say that there is none")
  func runs() throws {
    let base = try result(["alpha": 1000, "beta": 500])
    var new = try result(["alpha": 720, "beta": 450])
    new.servers[0].descriptor.version = "5.0"
    let comparison = try RunComparison(base: base, new: new)
    let text = ComparisonReport(comparison, base: base, new: new).text(width: 300, colour: false)
    #expect(text.contains("alpha: 4.5 in the base, 5.0 in the new result."))
    #expect(text.contains("Control: beta, which became 10 % slower from run to run"))
    let alone = try result(["alpha": 1000])
    let single = try RunComparison(base: alone, new: alone)
    let without = ComparisonReport(single, base: alone, new: alone)
    #expect(without.text(width: 300, colour: false).contains("There is no control"))
    #expect(without.kind == .uncontrolled)
  }
}
