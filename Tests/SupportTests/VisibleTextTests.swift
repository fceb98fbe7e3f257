import Foundation
import Support
import Testing

@Suite struct VisibleTextTests {
  @Test(
    "Control characters become readable text, others stay",
    arguments: [
      ("plain é 漢 😀\tx\ny", "plain é 漢 😀\tx\ny"),
      ("\u{1B}[31mRED\u{1B}[0m", "\\x1B[31mRED\\x1B[0m"),
      ("\u{1B}]0;pwn\u{7}", "\\x1B]0;pwn\\x07"), ("a\rb", "a\\x0Db"), ("\u{9B}2J", "\\x9B2J"),
      ("\u{7F}", "\\x7F"), ("abc\u{202E}txt.exe", "abc\\u202Etxt.exe"), ("\0", "\\x00"),
    ])
  func visible(text: String, expected: String) {
    #expect(VisibleText.of(text) == expected)
    #expect(!VisibleText.needsChange(expected))
  }

  @Test("A copy has visible texts everywhere, and the same numbers")
  func copy() {
    let value = ["a\u{1B}": ["b\u{7}", "c"]]
    let copy = VisibleText.copy(of: value, encoder: JSONEncoder(), decoder: JSONDecoder())
    #expect(copy == ["a\\x1B": ["b\\x07", "c"]])
  }
}
