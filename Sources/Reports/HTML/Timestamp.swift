import Foundation

/// Formats points in time.
enum Timestamp {
  /// `2026-09-21 14:13 UTC`.
  static func text(_ date: Date) -> String {
    let style = Date.ISO8601FormatStyle(timeZone: .gmt)
      .year().month().day().dateSeparator(.dash)
      .dateTimeSeparator(.space).time(includingFractionalSeconds: false)
    return String(date.formatted(style).dropLast(3)) + " UTC"
  }
}
