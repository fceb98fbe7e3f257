package import Support

/// Lengths of time as people write them.
package enum TimeLength {
  /// What the form is, in words.
  package static let expectation = "a length of time such as 90s, 10m or 1.5h"
  /// The form.
  package static let pattern: TextPattern = #"^[0-9]{1,6}(\.[0-9]{1,3})?[smh]$"#

  /// The seconds of `90s`, `10m` or `1.5h`; nil for anything else.
  package static func seconds(_ text: String) -> Seconds? {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600]
    guard pattern.matches(text), let unit = text.last.flatMap({ units[$0] }) else { return nil }
    return Double(text.dropLast()).map { $0 * unit }
  }
}
