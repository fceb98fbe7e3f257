/// The style of texts in a terminal; plain without colour.
struct TextStyle: Sendable {
  /// The role of a text.
  enum Role: String {
    case heading = "1"
    case secondary = "2"
    case error = "31"
    case warning = "33"
  }

  /// Whether to write escape sequences.
  var colour: Bool

  /// The text in the style of its role.
  func callAsFunction(_ role: Role, _ text: String) -> String {
    colour && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
  }
}
