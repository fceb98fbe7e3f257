/// Sizes of memory as people write them.
package enum MemorySize {
  /// What the form is, in words.
  package static let expectation = "bytes, or a number with k, m or g, such as 2g"
  /// The form as a regular expression.
  package static let pattern = "^[1-9][0-9]{0,14}[kmgKMG]?$"

  /// The bytes of `2g`, `512m` or `1048576`, with units of 1024; nil for anything else.
  package static func bytes(_ text: String) -> Int? {
    let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    let unit = text.last.flatMap { units[Character($0.lowercased())] }
    let digits = unit == nil ? text[...] : text.dropLast()
    guard digits.first != "0", digits.count <= 15, digits.allSatisfy({ "0"..."9" ~= $0 }),
      let number = Int(digits)
    else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
    return overflow ? nil : bytes
  }
}
