package import IIIFBench
package import Foundation

/// A server's configuration files, filled in for one start.
package enum ConfigurationFiles {
  /// Fills in a descriptor's files and writes them to a folder.
  ///
  /// - Returns: The written files.
  /// - Throws: ``LaunchError/system(server:detail:)`` that names the file.
  package static func write(
    of descriptor: ServerDescriptor, servers: URL, values: LaunchValues, to folder: URL
  ) throws(LaunchError) -> [URL] {
    var files: [URL] = []
    for name in descriptor.files {
      let text = try text(of: name, for: descriptor, servers: servers, values: values)
      let target = folder.appending(path: name)
      do {
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: target, atomically: false, encoding: .utf8)
      } catch {
        throw failure(target, of: descriptor, error)
      }
      files.append(target)
    }
    return files
  }

  /// The filled-in text of a file.
  ///
  /// - Throws: ``LaunchError/system(server:detail:)`` that names the file.
  package static func text(
    of name: String, for descriptor: ServerDescriptor, servers: URL, values: LaunchValues
  ) throws(LaunchError) -> String {
    values.fill(try template(name, of: descriptor, servers: servers))
  }

  /// The text of a file before it is filled in.
  ///
  /// - Throws: ``LaunchError/system(server:detail:)`` that names the file.
  package static func template(
    _ name: String, of descriptor: ServerDescriptor, servers: URL
  ) throws(LaunchError) -> String {
    let file = servers.appending(path: descriptor.filesFolder).appending(path: name)
    do {
      return try String(contentsOf: file, encoding: .utf8)
    } catch {
      throw failure(file, of: descriptor, error)
    }
  }

  private static func failure(
    _ file: URL, of descriptor: ServerDescriptor, _ error: any Error
  ) -> LaunchError {
    .system(
      server: descriptor.label,
      detail: "configuration file \(file.path): \(error.localizedDescription)")
  }
}
