@preconcurrency import Glibc

/// The buffered stream to which commands print their results.
enum StandardOutput {
  /// Writes what is buffered.
  ///
  /// - Throws: ``CommandFailure`` if this or an earlier write failed, for example on a full disk.
  static func flush() throws(CommandFailure) {
    let failed = fflush(stdout) != 0
    guard failed || ferror(stdout) != 0 else { return }
    let reason = failed ? ": " + String(cString: strerror(errno)) : ""
    throw CommandFailure("standard output cannot be written\(reason)", status: .output)
  }
}
