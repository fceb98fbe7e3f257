/// Writes commands so that a shell reads them as they were.
enum ShellCommand {
  /// The words, quoted where they need it.
  static func text(of words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  private static func quoted(_ word: String) -> String {
    let plain = !word.isEmpty && word.wholeMatch(of: /[A-Za-z0-9_@%+=:,.\/-]+/) != nil
    return plain ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
