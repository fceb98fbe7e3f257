/// HTML or SVG that escapes interpolated texts.
///
/// In `"<td>\(name)</td>"` the literal parts are markup and `name` is text. An interpolated ``HTML``
/// is not escaped.
struct HTML: ExpressibleByStringInterpolation, Sendable {
  /// The markup.
  private(set) var markup: String

  init(stringLiteral value: String) { markup = value }

  init(stringInterpolation: Interpolation) { markup = stringInterpolation.markup }

  /// No markup.
  static let empty: HTML = ""

  /// Markup that is known to be safe, such as JSON for a script.
  init(trusted markup: String) { self.markup = markup }

  static func + (left: HTML, right: HTML) -> HTML { HTML(trusted: left.markup + right.markup) }

  static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

  /// Collects literal parts, and interpolated parts in escaped form.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    mutating func appendLiteral(_ literal: String) { markup += literal }

    mutating func appendInterpolation(_ html: HTML) { markup += html.markup }

    mutating func appendInterpolation(_ number: Int) { markup += String(number) }

    mutating func appendInterpolation(_ text: String) {
      for scalar in text.unicodeScalars {
        switch scalar {
        case "&": markup += "&amp;"
        case "<": markup += "&lt;"
        case ">": markup += "&gt;"
        case "\"": markup += "&quot;"
        case "'": markup += "&#39;"
        case _ where isForbidden(scalar): markup += "\u{FFFD}"
        default: markup.unicodeScalars.append(scalar)
        }
      }
    }
  }
}

extension Sequence<HTML> {
  /// The concatenated pieces.
  func joined(separator: String = "") -> HTML {
    HTML(trusted: map(\.markup).joined(separator: separator))
  }
}

/// Whether XML forbids a character in any form.
private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D: false
  case ..<0x20, 0xFFFE, 0xFFFF: true
  default: false
  }
}
