package import Support

/// The notation of memory sizes.
package enum MemorySize {
  /// A description of the form for messages.
  package static let expectation = "bytes, or a number with k, m or g, such as 2g"
  /// The form; the number of digits per unit keeps values within 64 bits.
  package static let pattern: TextPattern =
    "^([1-9][0-9]{0,14}[kK]?|[1-9][0-9]{0,11}[mM]|[1-9][0-9]{0,8}[gG])$"

  /// The bytes of `2g`, `512m` or `1048576`, with units of 1024; nil for anything else.
  package static func bytes(_ text: String) -> Int? {
    guard pattern.matches(text) else { return nil }
    let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    let unit = text.last.flatMap { units[Character($0.lowercased())] }
    return Int(unit == nil ? text[...] : text.dropLast()).map { $0 * (unit ?? 1) }
  }
}
