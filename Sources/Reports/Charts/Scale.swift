import Foundation

/// Where values stand on an axis, and which of them are named there.
struct Scale: Hashable {
  /// How values are spread over the axis.
  enum Kind: Hashable {
    case linear
    case logarithmic
  }

  /// The value at the axis' start.
  let lower: Double
  /// The value at its end.
  let upper: Double
  /// How values are spread.
  let kind: Kind
  /// The values that are named.
  let ticks: [Double]

  /// An axis from zero to a round value at or above `maximum`, with about so many steps.
  static func fromZero(to maximum: Double, steps: Int = 4) -> Scale {
    guard maximum.isFinite, maximum > 0 else {
      return Scale(lower: 0, upper: 1, kind: .linear, ticks: [0, 1])
    }
    let rough = maximum / Double(steps)
    let power = pow(10, floor(log10(rough)))
    let step = ([1, 2, 2.5, 5].first { $0 * power >= rough * 0.999 } ?? 10) * power
    let count = max(1, Int((maximum / step - 1e-9).rounded(.up)))
    return Scale(
      lower: 0, upper: step * Double(count), kind: .linear,
      ticks: (0...count).map { step * Double($0) })
  }

  /// An axis over values that are all named, logarithmic where they span a factor of eight.
  static func over(_ values: [Double]) -> Scale {
    let sorted = Set(values).sorted()
    guard let lowest = sorted.first, let highest = sorted.last, lowest < highest else {
      let only = sorted.first ?? 1
      return Scale(lower: only - 1, upper: only + 1, kind: .linear, ticks: sorted)
    }
    let spread = lowest > 0 && highest / lowest >= 8
    return Scale(
      lower: spread ? lowest : min(0, lowest), upper: highest,
      kind: spread ? .logarithmic : .linear, ticks: sorted)
  }

  /// The place of a value from 0 at the start to 1 at the end, held within the axis.
  func position(of value: Double) -> Double {
    let share =
      switch kind {
      case .linear: (value - lower) / (upper - lower)
      case .logarithmic: log(max(value, lower) / lower) / log(upper / lower)
      }
    return min(1, max(0, share))
  }
}
