package import Foundation

/// The reason why a file cannot be read.
package struct BoundedFileError: Error, Hashable {
  package var reason: String

  /// Creates an error.
  package init(
    reason: String
  ) {
    self.reason = reason
  }
}

/// Reads a regular file up to a length limit; refuses pipes and devices instead of blocking.
package func readFile(_ file: URL, upTo limit: Int) throws(BoundedFileError) -> [UInt8] {
  let descriptor = open(file.path(percentEncoded: false), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { throw systemError() }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw systemError() }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw BoundedFileError(reason: "it is not a file")
  }
  guard status.st_size <= limit else {
    throw BoundedFileError(
      reason: "it has \(status.st_size) bytes; the limit is \(limit)")
  }
  var failed = false
  let length = Int(status.st_size)
  let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
    while count < length {
      let received = read(descriptor, buffer.baseAddress?.advanced(by: count), length - count)
      if received < 0, errno == EINTR { continue }
      failed = received < 0
      guard received > 0 else { return }
      count += received
    }
  }
  if failed { throw systemError() }
  return bytes
}

private func systemError() -> BoundedFileError {
  BoundedFileError(reason: String(cString: strerror(errno)))
}
