/// Writes commands in the syntax of a shell.
package enum ShellCommand {
  /// The words of a command, quoted where necessary.
  package static func text(of words: [String]) -> String {
    words.map(quoted).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = !word.isEmpty && word.utf8.allSatisfy(isPlain)
    return isPlain ? word : "'\(word.replacing("'", with: #"'\''"#))'"
  }

  /// Whether a byte has no meaning for a shell: letters, digits, some signs, and all non-ASCII text.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
      true
    default: "_@%+=:,./-".utf8.contains(byte)
    }
  }
}
