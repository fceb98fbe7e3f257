@testable import Decisions
import IIIFBench
@testable import Reports
import Results
import TestSupport
import Testing

@Suite("Remarks about findings") struct RemarkTests {
  private static func cell(_ server: String) -> Cell {
    Cell(
      server: server, variant: "default", format: .jp2(ratio: nil), operation: "crop",
      load: .concurrency(1))
  }

  private func texts(_ kinds: [CellFinding.Kind]) -> [String] {
    Remark.remarks(
      of: kinds.enumerated().map { index, kind in
        CellFinding(cells: [Self.cell("server\(index)")], kind: kind)
      }
    ).map(\.text)
  }

  @Test("Findings of one kind share a sentence with the range of their values")
  func kinds() {
    #expect(
      texts([.littlesLaw(0.91), .littlesLaw(0.94)]) == [
        "Throughput times mean response time over the number of users is 0.910–0.940 instead of 1 "
          + "(Little's law): one of the figures is wrong."
      ])
    #expect(
      texts([.idleCPU(0.03)]) == [
        "The server used 3.0 % of a processor while only other servers were measured."
      ])
    #expect(texts([.loadEndedEarly, .loadEndedEarly]).count == 1)
  }

  @Test("A drift has its direction, and its interval for a single cell")
  func drift() {
    #expect(
      texts([.windowDrift(1.05, 1.03...1.07), .windowDrift(0.9, 0.88...0.92)]) == [
        "Became 5.0 % faster (3.0–7.0 %) within the window: not in a steady state. Try a longer "
          + "warm-up.",
        "Became 10 % slower (8.0–12 %) within the window: not in a steady state. Try a longer "
          + "warm-up.",
      ])
    #expect(
      texts([.startDrift(1.06, 1.02...1.1), .startDrift(1.12, 1.1...1.14)]) == [
        "Became 6.0–12 % faster from the first to the last cell of a start."
      ])
  }

  @Test("Each report contains the findings")
  func everywhere() throws {
    var builder = ResultBuilder()
    builder.change = { cell in
      cell.completion.answers = 400
      cell.completion.loadEndedEarly = cell.server == "beta"
    }
    let result = try builder.result()
    let text = "The load ended before the last counted answer"
    #expect(TerminalTable(result, width: 200, colour: false).text.contains("- \(text)"))
    #expect(MarkdownReport(result).text.contains("- \(text)"))
    #expect(HTMLReport(result).text.contains("<li>\(text)"))
  }
}
