package import Support

/// The notation of durations.
package enum TimeLength {
  /// A description of the form for messages.
  package static let expectation = "a duration such as 90s, 10m or 1.5h"
  /// The form.
  package static let pattern: TextPattern = #"^[0-9]{1,6}(\.[0-9]{1,3})?[smh]$"#

  /// The seconds of `90s`, `10m` or `1.5h`; nil for anything else.
  package static func seconds(_ text: String) -> Seconds? {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600]
    guard pattern.matches(text), let unit = text.last.flatMap({ units[$0] }) else { return nil }
    return Double(text.dropLast()).map { $0 * unit }
  }
}
