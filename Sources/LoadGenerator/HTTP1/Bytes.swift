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

  /// Whether the byte is allowed in the value of a header field.
  var isFieldValueByte: Bool { self >= 32 && self != 127 || self == 9 }

  /// Whether the byte is a space or a tab.
  fileprivate var isBlank: Bool { self == 32 || self == 9 }

  /// Whether the byte is allowed in the name of a header field.
  var isTokenByte: Bool {
    // One bit for each byte of ASCII: letters, digits and !#$%&'*+-.^_`|~
    let low: UInt64 = 0x03FF_6CFA_0000_0000
    let high: UInt64 = 0x57FF_FFFE_C7FF_FFFE
    return self < 128 && (self < 64 ? low : high) &>> UInt64(self & 63) & 1 == 1
  }
}

extension UInt64 {
  /// Bit 7 of each of the eight bytes that is neither an ASCII letter nor a hyphen.
  fileprivate var bytesOtherThanLettersAndHyphens: UInt64 {
    let marks: UInt64 = 0x8080_8080_8080_8080
    let low = self & ~marks
    let small = low | 0x2020_2020_2020_2020
    let fromA = small &+ 0x1F1F_1F1F_1F1F_1F1F
    let beyondZ = small &+ 0x0505_0505_0505_0505
    let noHyphen = (low ^ 0x2D2D_2D2D_2D2D_2D2D) &+ 0x7F7F_7F7F_7F7F_7F7F
    return (~(fromA & ~beyondZ) & noHyphen | self) & marks
  }
}

extension Span<UInt8> {
  /// The index of the first control character from `start` on, including tab and DEL; `end` if there
  /// is none before it.
  ///
  /// Compares eight bytes at a time. Subtracting 32 from a byte under 32 sets bit 7, as does
  /// subtracting 1 from 127 with its low bits flipped. Borrows carry upwards only, so that the lowest
  /// mark is always correct.
  func firstControl(from start: Int, before end: Int) -> Int {
    precondition(start >= 0 && end <= count)
    let raw = bytes
    var position = start
    while position + 8 <= end {
      let word = UInt64(
        littleEndian: raw.unsafeLoadUnaligned(
          fromUncheckedByteOffset: position, as: UInt64.self))
      let flipped = word ^ 0x7F7F_7F7F_7F7F_7F7F
      let low = (word &- 0x2020_2020_2020_2020) & ~word
      let delete = (flipped &- 0x0101_0101_0101_0101) & ~flipped
      let marks = (low | delete) & 0x8080_8080_8080_8080
      if marks != 0 { return position + marks.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < end, self[position] >= 32, self[position] != 127 { position += 1 }
    return position
  }

  /// The index of the first byte from `start` on that is not allowed in the name of a header field;
  /// the end if there is none.
  ///
  /// Skips eight letters and hyphens at a time. Adding 128 minus the first letter to a byte under 128
  /// sets bit 7 if the byte is that letter or greater.
  func endOfToken(from start: Int) -> Int {
    precondition(start >= 0 && start <= count)
    let raw = bytes
    var position = start
    while position < count {
      if position + 8 <= count {
        let word = UInt64(
          littleEndian: raw.unsafeLoadUnaligned(
            fromUncheckedByteOffset: position, as: UInt64.self))
        let others = word.bytesOtherThanLettersAndHyphens
        if others == 0 {
          position += 8
          continue
        }
        position += others.trailingZeroBitCount / 8
      }
      guard self[unchecked: position].isTokenByte else { return position }
      position += 1
    }
    return position
  }

  /// Whether the bytes begin with a literal.
  func hasPrefix(_ literal: StaticString) -> Bool {
    literal.withUTF8Buffer { literal in
      guard count >= literal.count else { return false }
      for index in 0..<literal.count where self[index] != literal[index] { return false }
      return true
    }
  }

  /// Whether a range equals a literal, ignoring case.
  ///
  /// The range must have no control characters; the literal must be a field name or a media type.
  public func spells(_ literal: StaticString, in range: Range<Int>) -> Bool {
    literal.withUTF8Buffer { spells($0.span, in: range) }
  }

  /// Whether a range equals a text, ignoring case, under the same conditions.
  ///
  /// Compares eight characters at a time without the bit of case. Of the other characters of names,
  /// only `^` and `~` differ in that bit alone.
  public func spells(_ text: Span<UInt8>, in range: Range<Int>) -> Bool {
    guard range.count == text.count else { return false }
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    var offset = 0
    while offset + 8 <= text.count {
      let word = bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: range.lowerBound + offset, as: UInt64.self)
      let wanted = text.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: offset, as: UInt64.self)
      if (word ^ wanted) & 0xDFDF_DFDF_DFDF_DFDF != 0 { return false }
      offset += 8
    }
    while offset < text.count {
      let difference = self[unchecked: range.lowerBound + offset] ^ text[unchecked: offset]
      if difference & 0xDF != 0 { return false }
      offset += 1
    }
    return true
  }

  /// The range without leading and trailing blanks.
  func withoutBlanks(_ range: Range<Int>) -> Range<Int> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, self[unchecked: start].isBlank { start += 1 }
    while end > start, self[unchecked: end - 1].isBlank { end -= 1 }
    return start..<end
  }

  /// The number in a range of at most 18 digits; nil for anything else.
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
