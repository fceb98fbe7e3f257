/// Quotes commands for a shell.
enum ShellCommand {
  /// The words, quoted if necessary.
  static func text(of words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  private static func quoted(_ word: String) -> String {
    let plain = !word.isEmpty && word.wholeMatch(of: /[A-Za-z0-9_@%+=:,.\/-]+/) != nil
    return plain ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
