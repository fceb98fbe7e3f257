/// A progress bar for a terminal.
struct ProgressBar: Hashable, Sendable {
  /// The finished part, from 0 to 1.
  let fraction: Double

  /// The progress of `done` of `total` items; 0 if there are none.
  init(done: Int, total: Int) {
    fraction = total > 0 ? min(1, max(0, Double(done) / Double(total))) : 0
  }

  /// The bar in a number of columns.
  func text(columns: Int) -> String {
    let full = Int(fraction * Double(columns))
    return String(repeating: "━", count: full) + String(repeating: "╌", count: columns - full)
  }
}
