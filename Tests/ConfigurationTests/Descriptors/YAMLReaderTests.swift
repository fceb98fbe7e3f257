@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import Testing

@Suite("Reading YAML")
struct YAMLReaderTests {
  private func read(_ text: String) -> (node: YAMLNode?, messages: [String]) {
    read(Array(text.utf8))
  }

  private func read(_ bytes: [UInt8]) -> (node: YAMLNode?, messages: [String]) {
    var diagnostics = DiagnosticCollector(source: SourceText(path: "x.yaml", bytes: bytes))
    let node = YAMLReader.read(&diagnostics)
    return (node, diagnostics.sorted.map(\.summary))
  }

  @Test("Every key and value knows its line and column")
  func places() throws {
    let root = try #require(read("a: 1\nb:\n  - x\n  - {ä: y, c: z}\n").node)
    #expect(root.entry("a")?.location == SourceLocation(line: 1, column: 1))
    #expect(root["a"]?.location == SourceLocation(line: 1, column: 4))
    #expect(root["b"]?.items.first?.location == SourceLocation(line: 3, column: 5))
    let mapping = try #require(root["b"]?.items.last)
    #expect(mapping.entry("c")?.location == SourceLocation(line: 4, column: 12))
  }

  @Test(
    "A plain value has the type that YAML 1.2 gives it",
    arguments: [
      ("1.1", YAMLScalar.Kind.number), ("'1.1'", .text), ("8080", .integer), ("0x1F", .integer),
      ("1e3", .number), ("-.5", .number), ("1.1.0", .text), ("1_000", .text), ("+", .text),
      (".", .text), ("true", .boolean), ("yes", .text), ("~", .null), ("null", .null),
      ("nullable", .text), ("truely", .text), ("2026-01-02", .text), ("\"\"", .text),
      ("99999999999999999999", .number),
    ])
  func kinds(text: String, kind: YAMLScalar.Kind) throws {
    let root = try #require(read("key: \(text)\n").node)
    #expect(root["key"]?.scalar?.kind == kind)
  }

  @Test("A byte order mark is ignored and does not shift columns")
  func byteOrderMark() throws {
    let root = try #require(read([0xEF, 0xBB, 0xBF] + Array("a: 1\n".utf8)).node)
    #expect(root.entry("a")?.location == SourceLocation(line: 1, column: 1))
  }

  @Test("Windows line ends are not part of a source line")
  func windowsLineEnds() {
    var diagnostics = DiagnosticCollector(
      source: SourceText(path: "x.yaml", text: "a: 1\r\na: 2\r\n"))
    #expect(YAMLReader.read(&diagnostics) != nil)
    #expect(
      DiagnosticFormat.text.render(diagnostics.sorted) == """
        x.yaml:2:1: error: duplicate key 'a'; the first one is in line 1
        a: 2
        ^

        """)
  }

  // MARK: Hostile files

  @Test("An alias bomb is refused without expanding it")
  func aliasBomb() {
    var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, previous) in zip("bcdefghi", "abcdefgh") {
      let aliases = Array(repeating: "*\(previous)", count: 9).joined(separator: ", ")
      text += "\(name): &\(name) [\(aliases)]\n"
    }
    let messages = read(text).messages
    #expect(
      messages.first
        == "x.yaml:1:4: error: anchors are not supported; repeat the value instead"
    )
    #expect(messages.count == 1 + 8 * 10)
  }

  @Test("A list nested deeper than 32 is refused at the place where it gets too deep")
  func nesting() {
    let text = String(repeating: "[", count: 100_000)
    #expect(
      read(text).messages == [
        "x.yaml:1:33: error: lists and mappings are nested more than 32 deep"
      ])
    let blocks = (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(
      read(blocks).messages == [
        "x.yaml:33:33: error: lists and mappings are nested more than 32 deep"
      ])
  }

  @Test("A text of a megabyte is refused for its length")
  func longText() {
    let text = "title: " + String(repeating: "x", count: 1_000_000)
    #expect(
      read(text).messages == ["x.yaml:1:1: error: the file is too long: the limit is 256 KiB"])
  }

  @Test("NUL bytes and other control characters are refused at their place")
  func controlCharacters() {
    #expect(
      read("a: 1\nb: x\u{0}y\n").messages == [
        "x.yaml:2:5: error: the file contains the control character U+0000 (NUL)"
      ])
    #expect(
      read("a: \u{1B}[31m\n").messages == [
        "x.yaml:1:4: error: the file contains the control character U+001B"
      ])
    #expect(
      read(#"a: "x\0y""# + "\n").messages == [
        "x.yaml:1:4: error: a text must not contain the control character U+0000 (NUL)"
      ])
  }

  @Test("Encodings other than UTF-8 are refused")
  func encodings() {
    let utf16: [UInt8] =
      [0xFF, 0xFE] + "a: 1\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(read(utf16).messages == ["x.yaml:1:1: error: the file is UTF-16; save it as UTF-8"])
    let latin = Array("a: 1\nb: caf".utf8) + [0xE9] + Array(" au lait\n".utf8)
    #expect(
      read(latin).messages == [
        "x.yaml:2:7: error: the file is not UTF-8: invalid trailing UTF-8 octet; save it as UTF-8"
      ])
  }

  @Test(
    "A file without content or with comments only is empty", arguments: ["", "\n", "# x\n", " "])
  func empty(text: String) {
    #expect(read(text).messages == ["x.yaml:1:1: error: the file is empty"])
  }

  @Test("The number of reported problems is limited")
  func flood() {
    let text = (0..<20_000).map { _ in "a: 1\n" }.joined()
    let messages = read(text).messages
    #expect(messages.count == DiagnosticCollector.limit + 1)
    #expect(
      messages.first
        == "x.yaml:1:1: error: there are more than 100 problems; the rest is not shown")
  }

  @Test("Random bytes give a message or nodes, never a crash")
  func randomBytes() {
    var random = SystemRandomNumberGenerator()
    let alphabet = Array("abc: -[]{}&*!|>'\"%@`,?#\n\t\0\u{FEFF}\u{85}é~".utf8)
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 1...80, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random)
          : alphabet.randomElement(using: &random) ?? 0
      }
      let (node, messages) = read(bytes)
      #expect(node != nil || !messages.isEmpty, "\(bytes)")
    }
  }
}
