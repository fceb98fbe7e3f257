@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import Foundation
import Testing

@Suite("Thresholds")
struct ThresholdTests {
  @Test("A threshold is parsed into its metric, its cells and its limit")
  func parsing() throws {
    let threshold = try Threshold(
      "p99( crop, server=iipsrv@fast, format=jp2-10x, concurrency=10 ) >= 0.5s")
    #expect(threshold.metric == .p99)
    #expect(threshold.comparison == .greaterOrEqual)
    #expect(threshold.limit == 500_000)
    #expect(
      threshold.scope
        == Threshold.Scope(
          operation: "crop", server: "iipsrv@fast", format: .jp2(ratio: 10), load: .concurrency(10))
    )
    #expect(try Threshold("memory(*) > 1GB").limit == 1e9)
    #expect(try Threshold("errors(*)>0").scope == Threshold.Scope())
  }

  @Test(
    "An invalid threshold explains the problem and the remedy",
    arguments: [
      ("p99 > 500ms", "expected METRIC(OPERATION) > LIMIT, such as 'p99(crop) > 500ms'"),
      ("p99(crop) = 500ms", "expected METRIC(OPERATION) > LIMIT, such as 'p99(crop) > 500ms'"),
      ("p99(crop, full) > 1s", "expected METRIC(OPERATION) > LIMIT, such as 'p99(crop) > 500ms'"),
      (
        "p98(crop) > 500ms",
        "unknown metric 'p98'; known are p50, p90, p95, p99, p999, max, mean, ttfb, "
          + "throughput, errors, error-rate, size, cpu, memory"
      ),
      ("p99(crop) > 500", "a unit is missing of p99; use µs, us, ms, s"),
      ("p99(crop) > 5MB", "'MB' is not a unit of p99; use µs, us, ms, s"),
      ("errors(crop) > 5%", "errors is a count and takes no unit"),
      ("p99(crop) > 1.2.3s", "'1.2.3' is not a number"),
      (
        "p99(crop, host=x) > 1s",
        "unknown key 'host'; known are server, format, concurrency, rate and replay-speed"
      ),
      ("p99(crop, format=png) > 1s", "'png' is not a valid format"),
      ("p99(crop, concurrency=ten) > 1s", "'ten' is not a valid concurrency"),
    ])
  func problems(text: String, explanation: String) {
    let error = #expect(throws: ThresholdError.self) { try Threshold(text) }
    #expect(error?.description == "threshold '\(text)': \(explanation)")
  }

  @Test("A threshold is encoded as its text")
  func coding() throws {
    let threshold = try Threshold("p99( crop )  > 0.5s")
    let data = try JSONEncoder().encode([threshold])
    #expect(String(decoding: data, as: UTF8.self) == #"["p99( crop )  > 0.5s"]"#)
    #expect(try JSONDecoder().decode([Threshold].self, from: data) == [threshold])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Threshold].self, from: Data(#"["p98(crop) > 1s"]"#.utf8))
    }
  }

  @Test("The pattern for editors accepts the conditions that the parser accepts, and no others")
  func pattern() throws {
    let pattern = try Regex(TextForm.threshold.pattern.source)
    let right = [
      "p99(crop) > 500ms", " errors ( * ) >= 0 ", "error-rate(*) > 0.5%", "memory(*) < 1GB",
      "throughput(a-b, server=a@b, format=jp2-10x, rate=2.5) < 5/s", "cpu(*) > 10µs",
      "p50(*,concurrency = 10)<=1.25s", "p50(*, replay-speed=1.5) > 1s",
    ]
    let wrong = [
      "", "p99", "p99()", "p99(crop)", "p99(crop) > 5", "p99(crop) > 5MB", "p98(crop) > 5ms",
      "errors(*) > 5%", "throughput(*) < 5ms", "p99(crop, full) > 1s", "p99(Crop) > 1s",
      "p99(server=a) > 1s", "p99(crop, host=a) > 1s", "p99(crop, format=png) > 1s",
      "p99(crop, concurrency=0) > 1s", "p99(crop, rate=x) > 1s", "p99(crop) > 1.s",
      "p99(crop) > .5s", "p99(crop) = 1s", "p99(crop) > 1 s s", "p99(crop) > -1s",
      "p99(crop, replay-speed=) > 1s", "p99(crop) >\n1s", "p99(crop\n) > 1s",
    ]
    for text in right + wrong {
      let isRight = right.contains(text)
      #expect(TextForm.threshold.accepts(text) == isRight, "\(text)")
      #expect((try pattern.wholeMatch(in: text) != nil) == isRight, "\(text)")
    }
  }
}
