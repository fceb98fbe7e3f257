/// How much of something is done, as a bar of a terminal.
struct ProgressBar: Hashable, Sendable {
  /// The part that is done, from 0 to 1.
  let fraction: Double

  /// Takes the done of all; of nothing, nothing is done.
  init(done: Int, total: Int) {
    fraction = total > 0 ? min(1, max(0, Double(done) / Double(total))) : 0
  }

  /// The bar in so many columns.
  func text(columns: Int) -> String {
    let full = Int(fraction * Double(columns))
    return String(repeating: "━", count: full) + String(repeating: "╌", count: columns - full)
  }
}
