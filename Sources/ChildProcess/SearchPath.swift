package import Foundation

/// The folders in which programs are looked up, in order.
package struct SearchPath: Hashable, Sendable {
  /// The folders.
  package var folders: [String]

  /// The folders of the `PATH` variable, followed by those in which Debian installs servers.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let given = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let system = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
    folders = given + system.filter { !given.contains($0) }
  }

  /// The value of a `PATH` variable.
  package var value: String { folders.joined(separator: ":") }

  /// Returns a path with `folder` in front.
  package func prepending(_ folder: URL) -> SearchPath {
    var path = self
    path.folders.insert(folder.path, at: 0)
    return path
  }

  /// The path of a program, or nil if it is not found; a name with a slash is a path already.
  package func find(_ program: String) -> String? {
    let candidates =
      program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
