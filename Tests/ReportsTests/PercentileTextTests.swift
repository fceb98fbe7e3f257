import IIIFBench
@testable import Reports
import Results
import TestSupport
import Testing

@Suite struct PercentileTextTests {
  private func texts(answers: [Int]) throws -> [String] {
    let blocks = try answers.map { count in
      var builder = ResultBuilder()
      builder.blocks = 1
      builder.answers = count
      return try #require(try builder.result().cells.first?.responseTime)
    }
    return PercentileText.Percentile.allCases.map { PercentileText.text(of: blocks, $0) }
  }

  @Test("A percentile needs enough answers in each block; otherwise the slowest answer replaces it")
  func enough() throws {
    #expect(PercentileText.Percentile.allCases.map(\.answers) == [20, 200, 1000])
    #expect(try texts(answers: [1000, 1000]).allSatisfy { !$0.hasSuffix("*") })
    let few = try texts(answers: [1000, 999])
    #expect(few.map { $0.hasSuffix("*") } == [false, false, true])
    #expect(few[2] == "79.8*")
    #expect(try texts(answers: [200]).map { $0.hasSuffix("*") } == [false, false, true])
    #expect(try texts(answers: [19]).map { $0.hasSuffix("*") } == [true, true, true])
    #expect(try texts(answers: []) == ["–", "–", "–"])
  }
}
