package import Foundation

/// How a server was started: what it takes to start it by hand.
package struct LaunchRecord: Hashable, Sendable {
  /// The commands with their arguments, as they were run one after another.
  package var commands: [[String]]
  /// The environment variables that they were run with.
  package var environment: [String: String]
  /// The filled-in configuration files, which last as long as the server.
  package var files: [URL]

  /// Creates a record.
  package init(commands: [[String]], environment: [String: String] = [:], files: [URL] = []) {
    self.commands = commands
    self.environment = environment
    self.files = files
  }
}

extension RunningServer {
  /// Nothing is known of the start.
  package var record: LaunchRecord? { nil }
}
