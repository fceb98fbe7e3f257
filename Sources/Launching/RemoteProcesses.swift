package import Results
import Foundation

/// The processes of a container of another machine, from its engine's `top`.
package enum RemoteProcesses {
  /// The options for `ps`.
  package static let columns = ["-eo", "pid,lstart,comm"]

  /// Reads the lines below the heading: number, start as `Wed Nov 25 01:55:01 2026`, and name.
  ///
  /// The start time is in seconds since 1970, because the other machine's clock ticks are unknown.
  /// It still distinguishes processes of one number.
  package static func all(in text: String) -> [ServerProcess] {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = .gmt
    formatter.dateFormat = "MMM d HH:mm:ss yyyy"
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count > 6, let id = Int32(words[0]),
        let date = formatter.date(from: words[2...5].joined(separator: " "))
      else { return nil }
      return ServerProcess(
        id: id, startTime: UInt64(max(0, date.timeIntervalSince1970)),
        name: words[6...].joined(separator: " "))
    }
  }
}
