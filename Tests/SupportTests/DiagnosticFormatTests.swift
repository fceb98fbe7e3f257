@testable import Support
import Testing

@Suite("Writing diagnostics")
struct DiagnosticFormatTests {
  private let error = Diagnostic(
    file: "servers.d/a,b.yaml", line: 3, column: 2, message: "100% wrong:\nreally",
    sourceLine: "\tx: 1")
  private let warning = Diagnostic(
    file: "b.yaml", line: 1, column: 1, severity: .warning, message: "doubtful")

  @Test("Text has place, message, source line and caret, with tabs before the caret")
  func text() {
    #expect(
      DiagnosticFormat.text.render([error, warning])
        == "servers.d/a,b.yaml:3:2: error: 100% wrong:\nreally\n\tx: 1\n\t^\n"
        + "b.yaml:1:1: warning: doubtful\n")
  }

  @Test("A long line is shown around the caret")
  func longLine() {
    let line = String(repeating: "a", count: 500) + "X" + String(repeating: "b", count: 500)
    let text = DiagnosticFormat.text.render([
      Diagnostic(file: "x.yaml", line: 1, column: 501, message: "here", sourceLine: line)
    ])
    let lines = text.split(separator: "\n")
    #expect(
      lines[1] == "…" + String(repeating: "a", count: 60) + "X" + String(repeating: "b", count: 59)
        + "…")
    #expect(lines[2] == String(repeating: " ", count: 61) + "^")
  }

  @Test("Workflow commands escape special characters")
  func github() {
    #expect(
      DiagnosticFormat.github.render([error, warning]) == """
        ::error file=servers.d/a%2Cb.yaml,line=3,col=2::100%25 wrong:%0Areally
        ::warning file=b.yaml,line=1,col=1::doubtful

        """)
  }

  @Test("JSON is an array of all fields, empty without diagnostics")
  func json() {
    #expect(
      DiagnosticFormat.json.render([warning]) == """
        [
          {
            "column" : 1,
            "file" : "b.yaml",
            "line" : 1,
            "message" : "doubtful",
            "severity" : "warning",
            "sourceLine" : ""
          }
        ]

        """)
    #expect(DiagnosticFormat.json.render([]) == "[\n\n]\n")
    #expect(DiagnosticFormat.text.render([]) == "")
  }

  @Test("A value in a message is shortened, and cannot write to the terminal")
  func quoted() {
    #expect("a\u{1B}[31m\nb".quoted == "'a\\u{1b}[31m\\nb'")
    #expect(
      String(repeating: "x", count: 100).quoted == "'" + String(repeating: "x", count: 60) + "…'")
  }
}
