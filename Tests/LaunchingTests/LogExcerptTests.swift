@testable import Launching
import Testing

@Suite("The lines of a log that explain a failure")
struct LogExcerptTests {
  @Test(
    "A stack trace is folded to the line that names its error",
    arguments: [
      (
        [
          "java.lang.OutOfMemoryError: Java heap space", "\tat a.B.c(B.java:1)", "Caused by: x",
          "end",
        ],
        ["java.lang.OutOfMemoryError: Java heap space (+ 2 lines)", "end"]
      ),
      (
        [
          "Traceback (most recent call last):", "  File \"a.py\", line 1", "    f()",
          "ValueError: b",
        ],
        ["ValueError: b (+ 3 lines)"]
      ),
      (
        ["panic: boom", "", "goroutine 1 [running]:", "main.main()", "\t/a.go:5 +0x18", "exit 2"],
        ["panic: boom (+ 1 lines)", "main.main() (+ 1 lines)", "exit 2"]
      ),
      (["one", "two"], ["one", "two"]),
    ])
  func folding(lines: [String], entries: [String]) {
    #expect(LogExcerpt.folded(lines) == entries)
  }

  @Test(
    "The reason is the last line with an error, not the last line",
    arguments: [
      (["ERROR disk", "INFO request served", "bye"], "ERROR disk"),
      (["[crit] a", "b: Segmentation fault", "c"], "b: Segmentation fault"),
      (["error_log=/dev/stderr", "0 errors"], nil),
    ] as [([String], String?)])
  func lastError(entries: [String], error: String?) {
    #expect(LogExcerpt.lastError(in: entries) == error)
  }

  @Test("A message ends with the error and the last entries")
  func tail() {
    #expect(LogExcerpt.tail(of: []) == "; it wrote nothing")
    #expect(LogExcerpt.tail(of: ["a"]) == "; it wrote last:\n  | a")
    #expect(
      LogExcerpt.tail(of: ["FATAL: no memory", "bye"])
        == ": FATAL: no memory\nit wrote last:\n  | FATAL: no memory\n  | bye")
  }
}
