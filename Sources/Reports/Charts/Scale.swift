import Foundation

/// The positions of values on an axis, and its labelled ticks.
struct Scale: Hashable {
  /// The kind of a scale.
  enum Kind: Hashable {
    case linear
    case logarithmic
  }

  /// The value at the start of the axis.
  let lower: Double
  /// The value at the end.
  let upper: Double
  /// The kind of the scale.
  let kind: Kind
  /// The labelled values.
  let ticks: [Double]

  /// An axis from zero to a round value at or above `maximum`, with about `steps` steps.
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

  /// An axis for figures: from zero, or logarithmic if they span more than twenty times.
  static func fitting(_ values: [Double], steps: Int = 4) -> Scale {
    let positive = values.filter { $0 > 0 && $0.isFinite }
    guard let lowest = positive.min(), let highest = positive.max(), highest > 20 * lowest else {
      return fromZero(to: positive.max() ?? 0, steps: steps)
    }
    let (first, last) = (Int(floor(log10(lowest))), Int(ceil(log10(highest))))
    let ticks = (first...last).map { pow(10, Double($0)) }
    return Scale(
      lower: ticks[0], upper: ticks[ticks.count - 1], kind: .logarithmic, ticks: ticks)
  }

  /// An axis on which all values are labelled, logarithmic if they span a factor of eight.
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

  /// The position of a value, from 0 at the start to 1 at the end.
  func position(of value: Double) -> Double {
    let share =
      switch kind {
      case .linear: (value - lower) / (upper - lower)
      case .logarithmic: log(max(value, lower) / lower) / log(upper / lower)
      }
    return min(1, max(0, share))
  }
}
