import LoadGenerator
import Foundation
import IIIFBench

/// Formats numbers with three significant digits and a suitable unit.
enum Quantity {
  /// Replaces missing figures.
  static let none = "–"

  /// `0.045`, `1.23`, `12.3`, `123`, `12,345`.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return none }
    let size = abs(value)
    if size >= 99.95 { return grouped(value) }
    if size >= 9.995 { return fixed(value, digits: 1) }
    if size >= 0.9995 { return fixed(value, digits: 2) }
    return size == 0 ? "0" : fixed(value, digits: 3)
  }

  /// A share in percent, without the sign: `0.4`, `4.2`, `42`.
  static func percent(_ share: Double) -> String {
    fixed(share * 100, digits: abs(share) < 0.0995 ? 1 : 0)
  }

  /// A share in percent: `0`, `<0.01 %`, `0.05 %`, `0.3 %`, `4.2 %`, `42 %`.
  static func share(_ share: Double) -> String {
    let value = share * 100
    if value == 0 { return "0" }
    if value < 0.01 { return "<0.01 %" }
    return value < 0.095 ? "\(fixed(value, digits: 2)) %" : "\(percent(share)) %"
  }

  /// `12,345`.
  static func count(_ value: Int) -> String { grouped(Double(value)) }

  /// A round number without trailing zeros: `0`, `0.25`, `2.5`, `10,000`.
  static func tick(_ value: Double) -> String {
    let text = number(value)
    guard text.contains(".") else { return text }
    return text.replacing(/\.?0+$/, with: "")
  }

  /// Microseconds in milliseconds, without the unit.
  static func milliseconds(_ microseconds: Double) -> String { number(microseconds / 1000) }

  /// Microseconds in a suitable unit: `850 µs`, `12.3 ms`, `1.23 s`.
  static func duration(_ microseconds: Double) -> String {
    if microseconds < 999.5 { return "\(number(microseconds.rounded())) µs" }
    if microseconds < 999_500 { return "\(number(microseconds / 1000)) ms" }
    return "\(number(microseconds / 1_000_000)) s"
  }

  /// `512 B`, `48.1 kB`, `312 MB`: powers of 1000.
  static func bytes(_ value: Double) -> String {
    var (size, units) = (value, ["B", "kB", "MB", "GB", "TB"][...])
    while size >= 999.5, units.count > 1 {
      size /= 1000
      units.removeFirst()
    }
    return "\(number(size)) \(units.first ?? "B")"
  }

  /// `45 s`, `3 min 5 s`, `2 h 4 min`.
  static func time(seconds: Double) -> String {
    let whole = Int(max(0, seconds).rounded())
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s"
    default: return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
  }

  /// The length of a window: `0.3 s`, `10 s`, `2 min`.
  static func length(seconds: Double) -> String {
    seconds < 60 ? "\(tick(seconds)) s" : time(seconds: seconds)
  }

  /// `1 cell`, `2 cells`.
  static func counted(_ value: Int, _ noun: String) -> String {
    "\(count(value)) \(noun)\(value == 1 ? "" : "s")"
  }

  private static func fixed(_ value: Double, digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }

  private static func grouped(_ value: Double) -> String {
    let digits = String(format: "%.0f", abs(value))
    let sign = value.rounded() < 0 ? "-" : ""
    guard digits.count > 4 else { return sign + digits }
    var parts: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {
      parts.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return sign + parts.joined(separator: ",")
  }
}

extension Load {
  /// `1 user`, `10 users`, `100/s`.
  var label: String {
    switch self {
    case .concurrency(let users): Quantity.counted(users, "user")
    case .rate(let rate): "\(Quantity.number(rate).replacing(/\.0+$/, with: ""))/s"
    case .replaySpeed(let speed):
      "replay speed \(Quantity.number(speed).replacing(/\.0+$/, with: ""))"
    }
  }

  /// `10 users`, `100 iterations per second`.
  var title: String {
    switch self {
    case .concurrency, .replaySpeed: label
    case .rate: "\(label.dropLast(2)) iterations per second"
    }
  }
}
