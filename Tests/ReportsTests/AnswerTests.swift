@testable import Decisions
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
import Testing

@Suite struct AnswerTests {
  private func sentences(_ change: (inout ResultBuilder) -> Void) throws -> [String] {
    var builder = ResultBuilder()
    builder.answers = 100
    change(&builder)
    let summary = ResultSummary(try builder.result())
    return Comparison.comparisons(in: summary).map { comparison in
      let answer = Answer(comparison: comparison)
      return "\(answer.subject): \(answer.sentence)"
    }
  }

  /// Answers in a window by server and block.
  private func counts(_ counts: [String: [Int]]) -> @Sendable (inout CellResult) -> Void {
    { cell in cell.completedInWindow = counts[cell.server]?[cell.block - 1] ?? 0 }
  }

  @Test("Servers that blocks separate are ahead and slower, by so much")
  func separated() throws {
    let sentences = try sentences {
      $0.servers = ["alpha", "beta", "gamma"]
      $0.change = counts([
        "alpha": [1000, 1010, 990], "beta": [690, 700, 685], "gamma": [250, 250, 251],
      ])
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at concurrency 10: alpha is ahead (100 requests/s); "
          + "beta is 31 % slower (30–31 %); gamma is 3.99 times slower (3.88–4.12)."
      ])
  }

  @Test("Servers whose blocks agree within 5 % are level")
  func level() throws {
    let sentences = try sentences {
      $0.change = counts(["alpha": [1000, 1010, 990], "beta": [1005, 1001, 999]])
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at concurrency 10: beta and alpha are level (100 requests/s)."
      ])
  }

  @Test("Blocks that scatter decide nothing")
  func undecided() throws {
    let sentences = try sentences {
      $0.blocks = 2
      $0.change = counts(["alpha": [1000, 800], "beta": [600, 750]])
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at concurrency 10: alpha has the best median (90.0 requests/s); "
          + "not enough data to tell beta from alpha: the 2 blocks do not separate them."
      ])
  }

  @Test("One block decides nothing")
  func oneBlock() throws {
    let sentences = try sentences {
      $0.blocks = 1
      $0.change = counts(["alpha": [1000], "beta": [100]])
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at concurrency 10: alpha has the best median (100 requests/s); "
          + "not enough data to tell beta from alpha: that takes two blocks."
      ])
  }

  @Test("At a given rate, response times are compared")
  func rate() throws {
    let sentences = try sentences {
      $0.loads = [.rate(50)]
      $0.milliseconds = { cell, block in (cell.server == "alpha" ? 40 : 20) + Double(block) / 10 }
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at 50 iterations a second: "
          + "beta is ahead (half of the answers within 20.1 ms); "
          + "alpha is 50 % slower (49–50 %)."
      ])
  }

  @Test("Servers without figures and servers with errors are named as such")
  func absent() throws {
    let sentences = try sentences {
      $0.servers = ["alpha", "beta", "gamma", "delta"]
      $0.blocks = 2
      $0.change = { cell in
        switch cell.server {
        case "alpha": cell.errors = ["empty": 3]
        case "beta": cell = CellResult(cell: cell.cell, block: cell.block, state: .unsupported)
        case "gamma": cell = CellResult(cell: cell.cell, block: cell.block, state: .failed)
        default: (cell.requests, cell.completedInWindow) = (0, 0)
        }
      }
    }
    #expect(
      sentences == [
        "crop of jpeg-q90 at concurrency 10: alpha (6 errors) alone: 10.0 requests/s; "
          + "not supported by beta; failed on gamma; no right answer from delta."
      ])
  }
}
