@testable import Support
import Testing

@Suite("Patterns of texts")
struct TextPatternTests {
  @Test(
    "Every construct is supported, and the whole text must match",
    arguments: [
      ("^abc$", ["abc"], ["", "ab", "abcd", "xabc"]),
      ("^a|b$", ["a", "b"], ["", "ab"]),
      ("^a(b|cd)?e$", ["ae", "abe", "acde"], ["abcde", "ace"]),
      ("^(ab)*$", ["", "ab", "abab"], ["a", "aba"]),
      ("^(a|b)+c$", ["ac", "babc"], ["c", "ab"]),
      ("^a{2}$", ["aa"], ["a", "aaa"]),
      ("^a{1,3}b$", ["ab", "aaab"], ["b", "aaaab"]),
      ("^[a-c_]$", ["a", "c", "_"], ["d", "-", ""]),
      ("^[^a-c\\s]$", ["d", "ä", "\u{10FFFF}"], ["b", " ", "\u{2003}", "\n"]),
      ("^[a-]$", ["a", "-"], ["b"]),
      ("^\\.\\S\\n$", [".x\n"], ["xx\n", ". \n"]),
      ("^.$", ["x", " ", "😀"], ["\n", "\u{2028}", ""]),
      ("^µs|ä+$", ["µs", "ää"], ["us", "a"]),
    ])
  func constructs(pattern: String, accepted: [String], refused: [String]) {
    let compiled = TextPattern(pattern)
    for text in accepted { #expect(compiled.matches(text), "\(pattern) \(text.debugDescription)") }
    for text in refused { #expect(!compiled.matches(text), "\(pattern) \(text.debugDescription)") }
  }

  @Test("A pattern is a part of another one")
  func parts() {
    let name = TextPattern("^a|b$")
    let pair = TextPattern("^\(name.part)=\(name.part)$")
    #expect(pair.matches("a=b"))
    #expect(!pair.matches("a"))
  }

  @Test("A pattern with look-ahead is a programming error")
  func lookAhead() async {
    await #expect(processExitsWith: .failure) { _ = TextPattern("^(?=a)a$").matches("a") }
  }
}
