public import Foundation

/// How a server was started: what it takes to start it by hand.
public struct LaunchRecord: Hashable, Sendable {
  /// The command with its arguments, as it was run.
  public var command: [String]
  /// The environment variables that it was run with.
  public var environment: [String: String]
  /// The filled-in configuration files, which last as long as the server.
  public var files: [URL]

  /// Creates a record.
  public init(command: [String], environment: [String: String] = [:], files: [URL] = []) {
    self.command = command
    self.environment = environment
    self.files = files
  }
}

extension RunningServer {
  /// Nothing is known of the start.
  public var record: LaunchRecord? { nil }
}
