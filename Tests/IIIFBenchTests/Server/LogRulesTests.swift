@testable import IIIFBench
import Testing

@Suite("What a log proves about a start")
struct LogRulesTests {
  private let lines = ["starting", "WARN: TurboJPEG not found, using Java2D", "ready"]

  @Test("A refused text is reported with its line")
  func refused() {
    let rules = LogRules(refused: ["error", "using Java2D"])
    #expect(rules.finding(in: lines) == .refused("using Java2D", line: lines[1]))
  }

  @Test("An expected text that no line holds is reported")
  func missing() {
    #expect(
      LogRules(expected: ["ready", "TurboJPEG loaded"]).finding(in: lines)
        == .missing("TurboJPEG loaded"))
  }

  @Test("A log that keeps the rules has no finding")
  func valid() {
    #expect(LogRules(refused: ["error"], expected: ["ready"]).finding(in: lines) == nil)
  }
}
