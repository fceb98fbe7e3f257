package import Foundation

/// Writes out the control characters of texts that others sent: servers, manifests, files.
///
/// Escape sequences of terminals and characters that reorder a line become readable text, `\x1B` or
/// `\u202E`. Tabs and line feeds stay.
package enum VisibleText {
  /// The text with visible control characters.
  package static func of(_ text: String) -> String {
    guard needsChange(text) else { return text }
    return text.unicodeScalars.map { isInvisible($0) ? escaped($0) : String($0) }.joined()
  }

  /// Whether the text holds control characters.
  package static func needsChange(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: isInvisible)
  }

  /// A copy of a value in which all texts are visible.
  ///
  /// Returns the value itself if it cannot hold such texts, because it checks them when it is decoded.
  package static func copy<Value: Codable>(
    of value: Value, encoder: JSONEncoder, decoder: JSONDecoder
  ) -> Value {
    guard let data = try? encoder.encode(value),
      let object = try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    else { return value }
    let visible = copy(ofObject: object)
    guard
      let changed = try? JSONSerialization.data(
        withJSONObject: visible, options: .fragmentsAllowed),
      let result = try? decoder.decode(Value.self, from: changed)
    else { return value }
    return result
  }

  private static func copy(ofObject object: Any) -> Any {
    switch object {
    case let text as String: of(text)
    case let list as [Any]: list.map(copy(ofObject:))
    case let table as [String: Any]:
      Dictionary(table.map { (of($0.key), copy(ofObject: $0.value)) }, uniquingKeysWith: { $1 })
    default: object
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let width = scalar.value < 0x100 ? 2 : 4
    let padding = String(repeating: "0", count: max(0, width - digits.count))
    return (scalar.value < 0x100 ? "\\x" : "\\u") + padding + digits
  }

  /// Whether a character controls the display: C0, DEL and C1 controls, line and paragraph separators,
  /// and the marks of the bidirectional algorithm (UAX #9).
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case ..<0x20, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
