import Foundation

/// Writes the document.
struct TruthDocument {
  let slowerBy: Double
  let maxBlocks: Int
  let isBusy: Bool
  var tally = TruthTally()
  var costs: [OrderCost] = []

  /// The document as Markdown.
  var text: String {
    """
    # Are the verdicts true?

    `make benchmark-truth` wrote this file. It runs IIPsrv three times over: two copies that are alike,
    and one that burns \(percent(slowerBy)) more CPU time for each request (a library that is preloaded
    into all three, in two of them with 0). Each run chooses its number of blocks itself, at most
    \(maxBlocks), within 5 minutes\(isBusy ? ", beside a busy neighbour" : "").

    | | |
    | --- | --- |
    | runs | \(tally.runs.count) |
    | blocks a run | \(list(tally.runs.map { Double($0.blocks) }, "%.0f")) |
    | seconds a run | \(list(tally.runs.map(\.seconds), "%.0f")) |
    | requests a run | \(list(tally.runs.map { Double($0.requests) }, "%.0f")) |
    | a ratio varies from block to block by | \(list(tally.runs.map { 100 * $0.noise }, "%.1f")) % |

    ## Two copies that are alike

    | | | |
    | --- | --- | --- |
    | said to differ | \(tally.falseAlarms) of \(tally.equal.count) | \
    \(share(tally.falseAlarms, tally.equal.count)), goal at most 5 % |
    | runs with any such statement | \(tally.runsWithFalseAlarm) of \(tally.runs.count) | \
    \(share(tally.runsWithFalseAlarm, tally.runs.count)), goal at most 10 % |
    | intervals that hold 1 | \(tally.equalHeld) of \(tally.equal.count) | \
    \(share(tally.equalHeld, tally.equal.count)), goal at least 93 % |
    | said to be level within 5 % | \(level) of \(tally.equal.count) | |

    ## The slower copy

    The ratio is the mean over all runs. It is below \(percent(slowerBy)) where the program's own time
    is not all of the answer's. Each run compares the slower copy with both others.

    | cell | times slower | found | the opposite | intervals that hold the ratio |
    | --- | --- | --- | --- | --- |
    \(tally.slower.map(row).joined(separator: "\n"))

    ## Alternating or one after the other

    Runs of four blocks, one of each order at a time. The cost is the number of requests for the same
    precision: the variance of a block times its requests.

    | noise, alternating | noise, one after the other | cost of alternating ÷ cost of one after the other |
    | --- | --- | --- |
    \(costs.map(row).joined(separator: "\n"))

    """
  }

  private var level: Int { tally.equal.count { $0.words == .level } }

  private func row(_ cell: TruthTally.SlowerCell) -> String {
    let ratio = String(format: "%.3f", cell.ratio)
    return "| \(cell.cell) | \(ratio) | \(share(cell.found, cell.comparisons)) | "
      + "\(share(cell.opposite, cell.comparisons)) | \(share(cell.held, cell.comparisons)) |"
  }

  private func row(_ cost: OrderCost) -> String {
    String(
      format: "| %.1f %% | %.1f %% | %.2f |", 100 * cost.alternating.noise,
      100 * cost.sequential.noise, cost.share)
  }

  private func percent(_ share: Double) -> String { String(format: "%.0f %%", 100 * share) }

  private func share(_ part: Int, _ all: Int) -> String {
    all == 0 ? "–" : String(format: "%.1f %%", 100 * Double(part) / Double(all))
  }

  /// The median, the least and the greatest value.
  private func list(_ values: [Double], _ format: String) -> String {
    let sorted = values.sorted()
    guard let first = sorted.first, let last = sorted.last else { return "–" }
    let middle = sorted[sorted.count / 2]
    return String(format: "\(format) (\(format) to \(format))", middle, first, last)
  }
}
