package import IIIFBench

/// The progress of a run in one line.
package struct ProgressLine: Hashable, Sendable {
  /// The current cell; nil between cells.
  package var cell: Cell?
  /// The block, from 1.
  package var block: Int
  /// The number of blocks.
  package var blocks: Int
  /// Finished cells, over all blocks.
  package var done: Int
  /// All cells, over all blocks.
  package var total: Int
  /// The remaining seconds; nil if unknown.
  package var secondsLeft: Double?

  /// Creates a line.
  package init(
    cell: Cell?, block: Int, blocks: Int, done: Int, total: Int, secondsLeft: Double?
  ) {
    self.cell = cell
    self.block = block
    self.blocks = blocks
    self.done = done
    self.total = total
    self.secondsLeft = secondsLeft
  }

  /// The line in a number of columns; the least important parts are cut first.
  package func text(width: Int) -> String {
    let bar = bar(columns: width >= 70 ? 20 : 0)
    let (head, tail) = ("\(bar)\(share)  ", left.map { "  \($0)" } ?? "")
    let room = width - DisplayWidth.of(head) - DisplayWidth.of(tail)
    guard room >= 10 else { return DisplayWidth.truncate("\(share)\(tail)", to: width) }
    return head + DisplayWidth.truncate(subject, to: room) + tail
  }

  private var subject: String {
    cell.map { "\($0.label), block \(block) of \(blocks)" } ?? "block \(block) of \(blocks)"
  }

  private var progress: ProgressBar { ProgressBar(done: done, total: total) }

  private var share: String { DisplayWidth.padLeft("\(Int(progress.fraction * 100)) %", to: 5) }

  private var left: String? { secondsLeft.map { "\(Quantity.time(seconds: $0)) left" } }

  private func bar(columns: Int) -> String {
    columns > 0 ? progress.text(columns: columns) + " " : ""
  }
}
