package import Foundation

/// A private folder that lives as long as a start of a server.
///
/// It lies in the system's folder for temporary files, for the paths of Unix sockets in it may not
/// be longer than 107 bytes.
package struct StartFolder: Hashable, Sendable {
  /// What the names of all such folders begin with.
  package static let prefix = "iiif-bench-"

  /// Where it is.
  package let url: URL

  /// Makes a folder that only the user may enter.
  package init() throws {
    let name = Self.prefix + String(UInt64.random(in: .min ... .max), radix: 36)
    url = FileManager.default.temporaryDirectory.appending(path: name)
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  /// The folder of the filled-in configuration files, which a container's user may read too.
  package var files: URL { url.appending(path: "files") }
  /// What the server writes to standard output and standard error.
  package var log: URL { url.appending(path: "server.log") }

  /// Makes the folder of the configuration files.
  package func makeFiles() throws {
    try FileManager.default.createDirectory(
      at: files, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
  }

  /// Removes the folder and everything in it.
  package func remove() {
    Self.remove(url)
  }

  /// Removes a folder of an earlier run, provided that its name is one of ours.
  package static func remove(_ folder: URL) {
    guard folder.lastPathComponent.hasPrefix(prefix) else { return }
    try? FileManager.default.removeItem(at: folder)
  }
}
