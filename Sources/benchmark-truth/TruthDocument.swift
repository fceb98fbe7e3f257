import Foundation

/// Writes the document.
struct TruthDocument {
  let slowerBy: Double
  let isBusy: Bool
  var tally = TruthTally()
  var costs: [OrderCost] = []

  /// The document as Markdown.
  var text: String {
    """
    # Are the verdicts true?

    `make benchmark-truth` writes this file. Three copies of IIPsrv are measured. Two are alike; one burns
    \(percent(slowerBy)) more CPU time for each request, by a library that is preloaded into all three.
    Each run chooses its number of blocks itself, within five minutes\(neighbour).

    | | alike: ten cells | slower: two cells |
    | --- | --- | --- |
    | runs | \(tally.equal.count) | \(tally.slower.count) |
    \(row("blocks a run", "%.0f") { Double($0.blocks) })
    \(row("seconds a run", "%.0f", \.seconds))
    \(row("requests a run", "%.0f") { Double($0.requests) })
    \(row("a ratio varies from block to block by, in %", "%.1f") { 100 * $0.noise })

    Each figure is the median (the minimum to the maximum).

    ## Two copies that are alike

    | | | |
    | --- | --- | --- |
    | said to differ | \(tally.falseAlarms) of \(tally.equalPairs.count) | \
    \(share(tally.falseAlarms, tally.equalPairs.count)), goal at most 5 % |
    | runs with any such statement | \(tally.runsWithFalseAlarm) of \(tally.equal.count) | \
    \(share(tally.runsWithFalseAlarm, tally.equal.count)), goal at most 10 % |
    | intervals that hold 1 | \(tally.equalHeld) of \(tally.equalPairs.count) | \
    \(share(tally.equalHeld, tally.equalPairs.count)), goal at least 93 % |
    | said to be level within 5 % | \(level) of \(tally.equalPairs.count) | |

    ## The slower copy

    The ratio is the mean over all runs. It is below \(percent(slowerBy)) where the server's own time is
    not all of the answer's.

    | cell | times slower | found, goal at least 90 % | the opposite | intervals that hold the ratio |
    | --- | --- | --- | --- | --- |
    \(tally.slowerCells.map(row).joined(separator: "\n"))
    \(orders)
    """
  }

  private static let ordersHeading = "## Alternating or one after the other"

  /// An earlier document with this comparison of the orders instead of its own.
  func replacingOrders(in text: String) -> String {
    let others = text.components(separatedBy: "\n\(Self.ordersHeading)").first ?? text
    return others + orders
  }

  /// The comparison of the orders; empty without one.
  private var orders: String {
    guard !costs.isEmpty else { return "" }
    return """

      \(Self.ordersHeading)

      Runs of six blocks of two copies that are alike, one of each order at a time\(neighbour). The
      cost is the number of requests for the same precision: the variance of a block times its
      requests. The goal is at most a third.

      | noise, alternating | noise, one after the other | cost of alternating ÷ cost of the other |
      | --- | --- | --- |
      \(costs.map(row).joined(separator: "\n"))

      """
  }

  private var neighbour: String { isBusy ? ", beside a busy neighbour" : "" }

  private var level: Int { tally.equalPairs.count { $0.words == .level } }

  private func row(
    _ title: String, _ format: String, _ figure: (TruthRun) -> Double
  ) -> String {
    let cells = [tally.equal, tally.slower].map { list($0.map(figure), format) }
    return "| \(title) | \(cells[0]) | \(cells[1]) |"
  }

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

  /// The median and, in brackets, the minimum and the maximum.
  private func list(_ values: [Double], _ format: String) -> String {
    let sorted = values.sorted()
    guard let first = sorted.first, let last = sorted.last else { return "–" }
    let middle = sorted[sorted.count / 2]
    return String(format: "\(format) (\(format) to \(format))", middle, first, last)
  }
}
