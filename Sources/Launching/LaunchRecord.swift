package import Foundation

/// How a server was started, as needed to start it by hand.
package struct LaunchRecord: Hashable, Sendable {
  /// The commands with their arguments, in order.
  package var commands: [[String]]
  /// Their environment variables.
  package var environment: [String: String]
  /// The filled-in configuration files, which are removed with the server.
  package var files: [URL]

  /// Creates a record.
  package init(commands: [[String]], environment: [String: String] = [:], files: [URL] = []) {
    self.commands = commands
    self.environment = environment
    self.files = files
  }
}

extension RunningServer {
  /// Nil: the start is unknown.
  package var record: LaunchRecord? { nil }
}
