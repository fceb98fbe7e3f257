/// Reports how much of a large file an operation has read while it is created.
public enum FileProgress {
  /// Receives the path of the file, the bytes that were read and the length of the file.
  package typealias Observer = @Sendable (_ file: String, _ bytes: Int, _ length: Int) -> Void

  /// The observer of operations that the current task creates.
  @TaskLocal package static var observer: Observer?

  /// Reports the number of bytes that were read.
  ///
  /// - Parameters:
  ///   - file: The path of the file.
  ///   - bytes: The bytes that were read until now.
  ///   - length: The length of the file in bytes.
  public static func report(_ file: String, bytes: Int, of length: Int) {
    observer?(file, bytes, length)
  }
}
