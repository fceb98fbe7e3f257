/// How a text stands out in a terminal; nothing does where colour is off.
struct TextStyle: Sendable {
  /// What a text is, not how it looks.
  enum Role: String {
    case heading = "1"
    case secondary = "2"
    case error = "31"
    case warning = "33"
  }

  /// Whether escape sequences are written.
  var colour: Bool

  /// The text in the look of its role.
  func callAsFunction(_ role: Role, _ text: String) -> String {
    colour && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
  }
}
