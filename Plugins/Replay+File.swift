import Foundation

extension RequestLog {
  /// Reads a file.
  ///
  /// - Throws: ``ReplayError`` if it cannot be read.
  init(file: String) throws(ReplayError) {
    guard let content = FileManager.default.contents(atPath: file) else {
      throw .unreadable(file: file)
    }
    self.init(String(decoding: content, as: UTF8.self))
  }
}
