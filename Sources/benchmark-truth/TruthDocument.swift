import Foundation

/// Renders the results.
struct TruthDocument {
  let tally: TruthTally
  let costs: [OrderCost]
  let slowerBy: Double
  let maxBlocks: Int
  let isBusy: Bool

  /// The document as Markdown.
  var text: String {
    """
    # Accuracy of the verdicts

    `make benchmark-truth` writes this file. It compares three copies of IIPsrv: two identical ones, and
    one that uses \(percent(slowerBy)) more CPU time per request (by a library that is preloaded into all
    three, with 0 in two of them). Each run chooses its number of blocks, at most \(maxBlocks), within
    5 minutes\(isBusy ? ", on a machine with a busy processor" : "").

    | | |
    | --- | --- |
    | runs | \(tally.runs.count) |
    | blocks per run | \(list(tally.runs.map { Double($0.blocks) }, "%.0f")) |
    | seconds per run | \(list(tally.runs.map(\.seconds), "%.0f")) |
    | requests per run | \(list(tally.runs.map { Double($0.requests) }, "%.0f")) |
    | variation of a ratio between blocks | \(list(tally.runs.map { 100 * $0.noise }, "%.1f")) % |

    ## Identical copies

    | | | |
    | --- | --- | --- |
    | reported as different | \(tally.falseAlarms) of \(tally.equal.count) | \
    \(share(tally.falseAlarms, tally.equal.count)), goal at most 5 % |
    | runs with such a report | \(tally.runsWithFalseAlarm) of \(tally.runs.count) | \
    \(share(tally.runsWithFalseAlarm, tally.runs.count)), goal at most 10 % |
    | intervals that contain 1 | \(tally.equalHeld) of \(tally.equal.count) | \
    \(share(tally.equalHeld, tally.equal.count)), goal at least 93 % |
    | reported as level within 5 % | \(level) of \(tally.equal.count) | |

    ## The slower copy

    The ratio is the mean over all runs. It is below \(percent(slowerBy)) if the server's CPU time is only a
    part of the response time. Each run compares the slower copy with both others.

    | cell | ratio | reported as slower | reported as faster | intervals that contain the ratio |
    | --- | --- | --- | --- | --- |
    \(tally.slower.map(row).joined(separator: "\n"))

    ## Alternating and sequential order

    Pairs of runs with four blocks, one in each order. The cost is the number of requests for the same
    precision: the variance of a block times its requests.

    | noise, alternating | noise, sequential | cost, alternating ÷ sequential |
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
