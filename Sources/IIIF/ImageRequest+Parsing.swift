extension ImageRequest {
  /// Parses the four percent-decoded parameters of an image request: `full`, `1000,`, `0`,
  /// `default.jpg`.
  ///
  /// Accepts the syntax of all versions from 2.0 to 3.0; nil for anything else.
  package init?(region: String, size: String, rotation: String, qualityAndFormat: String) {
    let parts = qualityAndFormat.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let quality = Quality(rawValue: String(parts[0])),
      let format = ImageFormat(rawValue: String(parts[1])),
      let region = Region(parameter: region), let size = Size(parameter: size),
      let rotation = Rotation(parameter: rotation)
    else { return nil }
    self.init(region: region, size: size, rotation: rotation, quality: quality, format: format)
  }
}

extension Region {
  /// Parses the region parameter of a request URI; nil if it is malformed or empty (Image API 2.1
  /// §4.1, 3.0 §4.1).
  package init?(parameter: String) {
    switch parameter {
    case "full": self = .full
    case "square": self = .square
    default:
      let isPercent = parameter.hasPrefix("pct:")
      let texts = parameter.dropFirst(isPercent ? 4 : 0)
        .split(separator: ",", omittingEmptySubsequences: false)
      if isPercent {
        let numbers = texts.compactMap(number)
        guard texts.count == 4, numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else {
          return nil
        }
        self = .percent(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
      } else {
        let numbers = texts.compactMap(wholeNumber)
        guard texts.count == 4, numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else {
          return nil
        }
        self = .pixels(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
      }
    }
  }
}

extension Size {
  /// Parses the size parameter of a request URI; nil if it is malformed or empty (Image API 2.1 §4.2,
  /// 3.0 §4.2).
  package init?(parameter: String) {
    let upscales = parameter.hasPrefix("^")
    let text = parameter.dropFirst(upscales ? 1 : 0)
    guard let form = Form(text), !(upscales && text == FullSizeToken.full.rawValue) else {
      return nil
    }
    self.init(form, upscales: upscales)
  }
}

extension Size.Form {
  fileprivate init?(_ text: Substring) {
    if FullSizeToken(rawValue: String(text)) != nil {
      self = .full
    } else if text.hasPrefix("pct:") {
      guard let percent = number(text.dropFirst(4)), percent > 0 else { return nil }
      self = .percent(percent)
    } else {
      let isBox = text.hasPrefix("!")
      let sides = text.dropFirst(isBox ? 1 : 0)
        .split(separator: ",", omittingEmptySubsequences: false)
      guard sides.count == 2, sides.allSatisfy({ $0.isEmpty || (wholeNumber($0) ?? 0) > 0 }) else {
        return nil
      }
      switch (wholeNumber(sides[0]), wholeNumber(sides[1])) {
      case (let width?, let height?):
        self = isBox ? .within(width: width, height: height) : .exact(width: width, height: height)
      case (let width?, nil) where !isBox: self = .width(width)
      case (nil, let height?) where !isBox: self = .height(height)
      default: return nil
      }
    }
  }
}

extension Rotation {
  /// Parses the rotation parameter of a request URI; nil if it is malformed or above 360 degrees
  /// (Image API 2.1 §4.3, 3.0 §4.3).
  package init?(parameter: String) {
    let mirrored = parameter.hasPrefix("!")
    guard let degrees = number(parameter.dropFirst(mirrored ? 1 : 0)), degrees <= 360 else {
      return nil
    }
    self.init(degrees: degrees, mirrored: mirrored)
  }
}

/// A number of at most nine digits, more than any side of an image needs.
private func wholeNumber(_ text: Substring) -> Int? {
  guard 1...9 ~= text.utf8.count, text.utf8.allSatisfy(isDigit) else { return nil }
  return Int(text)
}

/// A decimal number without a sign or an exponent.
private func number(_ text: Substring) -> Double? {
  let digits = text.utf8.filter { $0 != UInt8(ascii: ".") }
  guard 1...20 ~= digits.count, digits.allSatisfy(isDigit), text.utf8.count <= digits.count + 1
  else { return nil }
  return Double(text)
}

private func isDigit(_ byte: UInt8) -> Bool {
  UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
}
