import Support

/// The lines of a server's log that explain a failure.
package enum LogExcerpt {
  /// The number of log lines that are searched.
  static let searched = 500
  /// The number of entries of an excerpt.
  static let entries = 8

  /// The entries of a log: stack traces and other continuation lines are folded to their first line.
  ///
  /// The first line of a Python trace only announces it, so its last line stands for it.
  package static func folded(_ lines: [String]) -> [String] {
    var entries: [(text: String, more: Int, isHeader: Bool)] = []
    for line in lines where !line.allSatisfy(\.isWhitespace) {
      if let last = entries.last, isContinuation(line) {
        entries[entries.count - 1] = (last.text, last.more + 1, last.isHeader)
      } else if let last = entries.last, last.isHeader {
        entries[entries.count - 1] = (line, last.more + 1, false)
      } else {
        entries.append((line, 0, line.contains("Traceback (most recent call last)")))
      }
    }
    return entries.map { $0.more == 0 ? $0.text : "\($0.text) (+ \($0.more) lines)" }
  }

  /// The last entry that reports an error; nil without one.
  package static func lastError(in entries: [String]) -> String? {
    entries.last { $0.contains(errorWord) }
  }

  /// The end of a message about a failure: the last error and the last entries, a line each.
  package static func tail(of lines: [String]) -> String {
    let entries = folded(lines)
    guard !entries.isEmpty else { return "; it wrote nothing" }
    let last =
      "it wrote last:\n"
      + entries.suffix(Self.entries).map { "  | \($0)" }.joined(separator: "\n")
    guard let error = lastError(in: entries) else { return "; " + last }
    return ": \(error)\n" + last
  }

  /// Whether a line belongs to the one before: it is indented, or a frame of a trace of Java or Go.
  private static func isContinuation(_ line: String) -> Bool {
    line.first?.isWhitespace == true || line.contains(frame)
  }

  nonisolated(unsafe) private static let frame =
    /^(?:at |Caused by: |\.\.\. \d+ more|goroutine \d+ \[|created by |[\w.\/*()]+\(0x[0-9a-f]+)/
  nonisolated(unsafe) private static let errorWord =
    /(?i)\b(?:error|fatal|panic|critical|crit|emerg|\w*exception|\w+error|traceback|abort(?:ed|ing)?|segmentation fault|out of memory|terminate called)\b/
}

extension RunningServer {
  /// The end of the log that is searched for the reason of a failure.
  package func excerpt() async -> [String] { await lastLines(LogExcerpt.searched) }
}
