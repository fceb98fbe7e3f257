package import Foundation

/// A private folder for one start of a server.
///
/// It lies in the system's folder for temporary files, because the path of a Unix socket in it may
/// have at most 107 bytes.
package struct StartFolder: Hashable, Sendable {
  /// The prefix of the names of such folders.
  package static let prefix = "iiif-bench-"

  /// The folder.
  package let url: URL

  /// Makes a folder that only the user may enter.
  package init() throws {
    let name = Self.prefix + String(UInt64.random(in: .min ... .max), radix: 36)
    url = FileManager.default.temporaryDirectory.appending(path: name)
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  /// The folder of the filled-in configuration files, readable by a container's user.
  package var files: URL { url.appending(path: Self.filesName) }
  /// The server's standard output and standard error.
  package var log: URL { url.appending(path: Self.logName) }
  /// The names in the folder that are not the server's.
  package static let ownNames: Set<String> = [filesName, logName]
  private static let filesName = "files"
  private static let logName = "server.log"

  /// Makes the folder of the configuration files.
  package func makeFiles() throws {
    try FileManager.default.createDirectory(
      at: files, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
  }

  /// Removes the folder and everything in it.
  package func remove() {
    Self.remove(url)
  }

  /// Removes a folder of an earlier run if its name has the prefix.
  package static func remove(_ folder: URL) {
    guard folder.lastPathComponent.hasPrefix(prefix) else { return }
    try? FileManager.default.removeItem(at: folder)
  }
}
