extension UInt8 {
  /// The value of a decimal digit.
  var decimalDigit: Int? {
    self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") ? Int(self - UInt8(ascii: "0")) : nil
  }

  /// The value of a hexadecimal digit.
  var hexadecimalDigit: Int? {
    if let digit = decimalDigit { return digit }
    let letter = self | 0x20
    guard letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "f") else { return nil }
    return Int(letter - UInt8(ascii: "a")) + 10
  }

  /// Whether the byte may stand in the value of a header field.
  var isFieldValueByte: Bool { self >= 32 && self != 127 || self == 9 }

  /// Whether the byte may stand in the name of a header field.
  var isTokenByte: Bool {
    // One bit for each byte of ASCII: letters, digits and !#$%&'*+-.^_`|~
    let low: UInt64 = 0x03FF_6CFA_0000_0000
    let high: UInt64 = 0x57FF_FFFE_C7FF_FFFE
    if self < 64 { return low >> UInt64(self) & 1 == 1 }
    return self < 128 && high >> UInt64(self - 64) & 1 == 1
  }
}

extension Span<UInt8> {
  /// Whether the bytes begin with those of a literal.
  func hasPrefix(_ literal: StaticString) -> Bool {
    literal.withUTF8Buffer { literal in
      guard count >= literal.count else { return false }
      for index in 0..<literal.count where self[index] != literal[index] { return false }
      return true
    }
  }

  /// Whether a range spells a literal of lower-case letters, in whatever case.
  func isField(_ literal: StaticString, _ range: Range<Int>) -> Bool {
    literal.withUTF8Buffer { literal in
      guard range.count == literal.count else { return false }
      for index in 0..<literal.count {
        let byte = self[range.lowerBound + index]
        let lower = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
        if lower != literal[index] { return false }
      }
      return true
    }
  }

  /// A range without the blanks at its ends.
  func withoutBlanks(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, self[start] == 32 || self[start] == 9 { start += 1 }
    while end > start, self[end - 1] == 32 || self[end - 1] == 9 { end -= 1 }
    return start..<end
  }

  /// The number that a range of digits stands for; nil for anything else and over 10^18.
  func decimal(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 18 else { return nil }
    var value = 0
    for index in range {
      guard let digit = self[index].decimalDigit else { return nil }
      value = value * 10 + digit
    }
    return value
  }
}
