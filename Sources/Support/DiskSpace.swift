import Foundation
import Glibc

/// The free space of a disk, for errors about a full one.
package enum DiskSpace {
  /// Whether an error code says that a disk or a quota is full.
  package static func isFull(_ code: Int32) -> Bool { code == ENOSPC || code == EDQUOT }

  /// Whether a program's message says so.
  package static func isFull(_ message: String) -> Bool {
    [ENOSPC, EDQUOT].contains { message.contains(String(cString: strerror($0))) }
  }

  /// The free bytes of the disk of a file or folder, which need not exist yet; nil if unknown.
  package static func free(at path: String) -> Int? {
    var status = statvfs()
    var path = path
    while statvfs(path, &status) != 0 {
      let parent = (path as NSString).deletingLastPathComponent
      guard !parent.isEmpty, parent != path else { return nil }
      path = parent
    }
    let (free, overflow) = Int(status.f_bavail).multipliedReportingOverflow(
      by: Int(status.f_frsize))
    return overflow ? nil : free
  }

  /// `the disk is full: 3.2 MB are needed and 0.1 MB are free`.
  package static func message(needed: Int?, at path: String) -> String {
    let parts = [
      needed.map { "\(megabytes($0)) MB are needed" },
      free(at: path).map { "\(megabytes($0)) MB are free" },
    ].compactMap(\.self)
    return "the disk is full" + (parts.isEmpty ? "" : ": " + parts.joined(separator: " and "))
  }

  private static func megabytes(_ bytes: Int) -> String {
    (Double(bytes) / 1e6).formatted(
      .number.precision(.fractionLength(bytes < 10_000_000 ? 1 : 0)).grouping(.never)
        .locale(Locale(identifier: "en_US_POSIX")))
  }
}
