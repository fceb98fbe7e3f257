package import Foundation
import Glibc

/// The file or the stream to which a log writes its lines.
package struct LogDestination: Sendable {
  /// Standard error.
  package static let standardError = LogDestination(handle: .standardError)

  private let handle: FileHandle

  private init(handle: FileHandle) { self.handle = handle }

  /// Opens a file for appending and creates it if it is missing.
  ///
  /// - Throws: `POSIXError` if the system refuses.
  package init(appendingTo file: URL) throws {
    let descriptor = open(
      file.path(percentEncoded: false), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Writes a line in one call, so that lines of several threads and processes do not mix.
  package func write(_ line: String) {
    try? handle.write(contentsOf: Data((line + "\n").utf8))
  }
}
