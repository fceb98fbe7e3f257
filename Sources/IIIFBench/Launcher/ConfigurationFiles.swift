import Foundation

/// A server's configuration files, filled in for one start.
enum ConfigurationFiles {
  /// Fills in the files of a descriptor, which lie in `servers/NAME/`, and puts them into a folder.
  ///
  /// - Returns: The files that were written.
  /// - Throws: ``LaunchError/system(server:detail:)`` with the path of the file.
  static func write(
    of descriptor: ServerDescriptor, servers: URL, values: LaunchValues, to folder: URL
  ) throws(LaunchError) -> [URL] {
    var files: [URL] = []
    for name in descriptor.files {
      let template = servers.appending(path: descriptor.name).appending(path: name)
      do {
        let text = try String(contentsOf: template, encoding: .utf8)
        let target = folder.appending(path: name)
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try values.fill(text).write(to: target, atomically: false, encoding: .utf8)
        files.append(target)
      } catch {
        throw .system(
          server: descriptor.label,
          detail: "configuration file \(template.path): \(error.localizedDescription)")
      }
    }
    return files
  }
}
