/// Lengths of time as people write them.
package enum TimeLength {
  /// What the form is, in words.
  package static let expectation = "a length of time such as 90s, 10m or 1.5h"
  /// The form as a regular expression.
  package static let pattern = #"^[0-9]{1,6}(\.[0-9]{1,3})?[smh]$"#

  /// The seconds of `90s`, `10m` or `1.5h`; nil for anything else.
  package static func seconds(_ text: String) -> Seconds? {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600]
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard let unit = text.last.flatMap({ units[$0] }), 1...2 ~= parts.count,
      zip(parts, [1...6, 1...3]).allSatisfy({ $1.contains($0.count) }),
      parts.joined().allSatisfy({ "0"..."9" ~= $0 }), let number = Double(text.dropLast())
    else { return nil }
    return number * unit
  }
}
