package import Foundation

/// The folders in which programs are looked up.
package struct SearchPath: Hashable, Sendable {
  /// The folders, the first one first.
  package var folders: [String]

  /// The folders of the `PATH` variable and, behind them, those in which Debian puts servers.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let given = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let system = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
    folders = given + system.filter { !given.contains($0) }
  }

  /// The value of a `PATH` variable.
  package var value: String { folders.joined(separator: ":") }

  /// The same with a folder before all others.
  package func prepending(_ folder: URL) -> SearchPath {
    var path = self
    path.folders.insert(folder.path, at: 0)
    return path
  }

  /// Where a program is, or nil; a name with a slash is a path of its own.
  package func find(_ program: String) -> String? {
    let candidates =
      program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
