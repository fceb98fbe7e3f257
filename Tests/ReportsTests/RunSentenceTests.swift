import Decisions
import IIIFBench
@testable import Reports
import Results
import TestSupport
import Testing

@Suite("The limits of a result in the heads of reports") struct RunSentenceTests {
  private func certainty(_ stopping: Stopping?) throws -> [String] {
    var result = try ResultBuilder().result()
    result.stopping = stopping
    result.study.timeBudget = 600
    return RunSentence.certainty(result, Verdicts(result))
  }

  @Test("Each report states the noise and why the run ended")
  func everywhere() throws {
    var result = try ResultBuilder().result()
    result.stopping = Stopping(blocks: 3, reason: .decided, open: 0)
    let noise = "Noise: the ratio of two servers varies by 0.7 % from block to block."
    let end = "Stopped after 3 blocks: all comparisons of servers are decided."
    #expect(RunSentence.certainty(result, Verdicts(result)) == [noise, end])
    #expect(TerminalTable(result, width: 200, colour: false).text.contains("\(noise)\n\(end)\n"))
    #expect(MarkdownReport(result).text.contains("\(noise)\n\n\(end)\n"))
    #expect(
      HTMLReport(result).text.contains(
        "<p>\(noise.replacing(" %", with: "\u{A0}%"))</p>\n<p>\(end)</p>\n</header>"))
  }

  @Test("Each reason for the end of a run has a sentence")
  func stopping() throws {
    #expect(try certainty(nil).count == 1)
    #expect(
      try certainty(Stopping(blocks: 13, reason: .maximumBlocks, open: 1)).last
        == "Stopped after 13 blocks, the maximum; 1 comparison is open.")
    #expect(
      try certainty(Stopping(blocks: 5, reason: .timeBudget, open: 3)).last
        == "Stopped after 5 blocks: another block would exceed the time budget of 10 min; "
        + "3 comparisons are open.")
  }

  @Test("A result of one block has no noise")
  func noNoise() throws {
    var builder = ResultBuilder()
    builder.blocks = 1
    let result = try builder.result()
    #expect(RunSentence.certainty(result, Verdicts(result)).isEmpty)
  }

  @Test("A debug build gives a warning")
  func build() throws {
    var result = try ResultBuilder().result()
    let warning = "A debug build measured this"
    let hasWarning = { (text: String) in text.contains(warning) }
    #expect(!hasWarning(TerminalTable(result, width: 200, colour: false).text))
    result.tool.build = .release
    #expect(!hasWarning(TerminalTable(result, width: 200, colour: false).text))
    result.tool.build = .debug
    #expect(hasWarning(TerminalTable(result, width: 200, colour: false).text))
    #expect(hasWarning(MarkdownReport(result).text))
    #expect(hasWarning(HTMLReport(result).text))
    #expect(HTMLReport(result).text.contains("Swift 6.3.1, debug build</dd>"))
    #expect(MarkdownReport(result).text.contains("Swift 6.3.1, debug build\n"))
  }
}
