/// A scalar in a YAML file.
package struct YAMLScalar: Sendable, Hashable {
  /// The notation of a scalar.
  package enum Style: Sendable, Hashable {
    /// Without quotes: `1.1` is a number.
    case plain
    /// In quotes.
    case quoted
    /// As a block after `|` or `>`.
    case block
  }

  /// The type of a scalar in the core schema of YAML 1.2.
  package enum Kind: Sendable, Hashable {
    case text, integer, number, boolean, null
  }

  package var text: String
  package var style: Style

  /// The type; quoted values, and plain values of no other type, are texts.
  package var kind: Kind {
    guard style == .plain else { return .text }
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return integer != nil ? .integer : isNumber(text) ? .number : .text
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      return ["~", "null", "Null", "NULL"].contains(text) ? .null : .text
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      return boolean != nil ? .boolean : .text
    default:
      return .text
    }
  }

  /// The value of a plain integer; nil for other values and beyond 64 bits.
  package var integer: Int? {
    guard style == .plain else { return nil }
    if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16) }
    if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8) }
    return Int(text)
  }

  /// The value of a plain number.
  package var number: Double? {
    if let integer { return Double(integer) }
    return style == .plain && isNumber(text) ? Double(text) : nil
  }

  /// The value of a plain `true` or `false`.
  package var boolean: Bool? {
    guard style == .plain else { return nil }
    switch text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }
}

/// Whether a text is a decimal number: sign, digits with a decimal point, exponent.
private func isNumber(_ text: String) -> Bool {
  let isDigit = { (byte: UInt8) in UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
  let isSign = { (byte: UInt8) in byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") }
  var rest = text.utf8[...]
  if let sign = rest.first, isSign(sign) { rest.removeFirst() }
  let whole = rest.prefix(while: isDigit)
  rest = rest.dropFirst(whole.count)
  var digits = whole.count
  if rest.first == UInt8(ascii: ".") {
    let fraction = rest.dropFirst().prefix(while: isDigit)
    digits += fraction.count
    rest = rest.dropFirst(1 + fraction.count)
  }
  guard digits > 0 else { return false }
  if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
    rest.removeFirst()
    if let sign = rest.first, isSign(sign) { rest.removeFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }
  return rest.isEmpty
}
