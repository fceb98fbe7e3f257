import Decisions
import Foundation
import IIIFBench
@testable import Reports
import Results
import TestSupport
import Testing

@Suite("Renderings of advice")
struct AdviceReportTests {
  private func advice(beta rate: Double, formats: Int = 1) throws -> MixAdvice {
    var builder = ResultBuilder()
    builder.operations = ["crop", "full"]
    builder.change = { cell in
      let base = cell.operation == "crop" ? 1000.0 : 100
      cell.completion.answers =
        (cell.server == "alpha" ? base : base * rate)
        * (1 + 0.002 * Double(cell.block))
    }
    return try MixAdvice(
      try builder.result(),
      parts: [
        MixAdvice.Part(operation: "crop", weight: 3), MixAdvice.Part(operation: "full", weight: 1),
      ])
  }

  @Test("The choice is said with its distance, its cost and the storage of the collection")
  func choice() throws {
    let report = AdviceReport(try advice(beta: 0.5), images: 3_000_000)
    #expect(report.title == "Mix of crop 75 %, full 25 % at 10 users")
    #expect(
      report.sentences[0].hasPrefix(
        "Choose alpha × jpeg-q90: 30.9 requests/s; beta × jpeg-q90 is 2.00 times slower ("))
    #expect(report.sentences[1].hasPrefix("It costs "))
    #expect(report.sentences[1].hasSuffix("1.00 MB per image, 3.00 TB for 3,000,000 images."))
    #expect(
      report.turn
        == "alpha × jpeg-q90 is the fastest whatever the shares of these operations are.")
    let text = report.text(width: 160, colour: false)
    #expect(text.contains("1 a    alpha   jpeg-q90"))
    #expect(report.markdown.contains("| 2 b | beta | jpeg-q90 |"))
  }

  @Test("Candidates that are level are named together, and disk and CPU decide")
  func tie() throws {
    let report = AdviceReport(try advice(beta: 1))
    #expect(
      report.sentences[0].hasPrefix(
        "Any of alpha × jpeg-q90 and beta × jpeg-q90 will do: they are level within 5 %"))
    #expect(report.sentences[1].hasPrefix("Among them, "))
  }

  @Test("JSON has every candidate")
  func json() throws {
    let data = try JSONEncoder().encode(AdviceReport(try advice(beta: 0.5)).json)
    let value = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let candidates = value?["candidates"] as? [[String: Any]]
    #expect(candidates?.map { $0["server"] as? String } == ["alpha", "beta"])
    #expect(candidates?.map { $0["places"] as? [Int] } == [[1, 1], [2, 2]])
  }
}
