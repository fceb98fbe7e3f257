public import Foundation

/// How a server was started: what it takes to start it by hand.
public struct LaunchRecord: Hashable, Sendable {
  /// The commands with their arguments, as they were run one after another.
  public var commands: [[String]]
  /// The environment variables that they were run with.
  public var environment: [String: String]
  /// The filled-in configuration files, which last as long as the server.
  public var files: [URL]

  /// Creates a record.
  public init(commands: [[String]], environment: [String: String] = [:], files: [URL] = []) {
    self.commands = commands
    self.environment = environment
    self.files = files
  }
}

extension RunningServer {
  /// Nothing is known of the start.
  public var record: LaunchRecord? { nil }
}
