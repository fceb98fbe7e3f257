/// Texts in Markdown.
enum MarkdownText {
  /// The text without the syntax of Markdown and HTML.
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing(/[\\`*_\[\]|#]/) { "\\\($0.output)" }.replacing(/\s+/, with: " ")
  }
}
