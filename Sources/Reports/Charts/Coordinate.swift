/// Formats coordinates of drawings with at most one decimal.
enum Coordinate {
  /// `12`, `12.5`.
  static func text(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
    return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
  }

  /// An SVG path through points.
  static func path(_ points: [(x: Double, y: Double)]) -> String {
    guard let first = points.first else { return "" }
    let rest = points.dropFirst().map { "\(text($0.x)) \(text($0.y))" }.joined(separator: " ")
    return "M\(text(first.x)) \(text(first.y))" + (rest.isEmpty ? "" : "L\(rest)")
  }
}
