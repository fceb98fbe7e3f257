import Foundation
import Glibc

/// Reads and writes values in the kernel's small files.
package enum SystemFile {
  /// The bytes of a file; nil if it cannot be read.
  ///
  /// It uses system calls, since Foundation is about ten times slower for the short files of `/proc`.
  package static func bytes(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let size = 4096
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: size)
    while true {
      let count = read(descriptor, &buffer, size)
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// The text of a file; nil if it cannot be read.
  package static func text(_ path: String) -> String? {
    bytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The number that a file consists of.
  package static func number(_ path: String) -> UInt64? {
    text(path).flatMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  /// The number after a word in a file with lines `WORD NUMBER`.
  package static func number(_ path: String, of word: String) -> UInt64? {
    guard let text = text(path) else { return nil }
    for line in text.split(separator: "\n") {
      let parts = line.split(whereSeparator: \.isWhitespace)
      if parts.count >= 2, parts[0] == word { return UInt64(parts[1]) }
    }
    return nil
  }

  /// Writes a value; false if the kernel refuses it.
  package static func write(_ value: String, to path: String) -> Bool {
    guard let handle = FileHandle(forWritingAtPath: path) else { return false }
    defer { try? handle.close() }
    return (try? handle.write(contentsOf: Data(value.utf8))) != nil
  }
}
