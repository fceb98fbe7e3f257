import Foundation
import Glibc

/// A file that a user names for output.
package enum OutputFile {
  /// Writes a text.
  ///
  /// A regular file, also behind a symbolic link, is replaced as a whole, so that readers see the old
  /// or the new text. Devices and pipes are written to.
  ///
  /// - Throws: `CocoaError` or `POSIXError`.
  package static func write(_ text: String, to path: String) throws {
    let data = Data(text.utf8)
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG, let target = realpath(path, nil) else {
        return try writeThrough(data, to: path, flags: O_WRONLY)
      }
      defer { free(target) }
      return try data.write(to: URL(filePath: String(cString: target)), options: .atomic)
    }
    let isLink = lstat(path, &status) == 0
    guard !isLink else { return try writeThrough(data, to: path, flags: O_WRONLY | O_CREAT) }
    try data.write(to: URL(filePath: path), options: .atomic)
  }

  private static func writeThrough(_ data: Data, to path: String, flags: Int32) throws {
    let descriptor = opened(path, flags: flags)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: data)
    try handle.close()
  }

  /// The time for which a pipe may have no reader.
  private static let patience = Duration.seconds(10)

  /// Opens a file; waits some time for the reader of a pipe.
  private static func opened(_ path: String, flags: Int32) -> Int32 {
    let deadline = ContinuousClock.now + patience
    while true {
      let descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o666)
      if descriptor >= 0 {
        _ = fcntl(descriptor, F_SETFL, 0)
        return descriptor
      }
      guard errno == ENXIO, ContinuousClock.now < deadline else { return -1 }
      usleep(20_000)
    }
  }
}
