package import IIIFBench

/// Checks that a server's log does not contradict its start.
package struct LogInspection: Sendable {
  private let rules: LogRules

  /// How long an expected line may be missing, because logs are written late.
  private static let patience = Duration.seconds(2)
  /// The number of lines that are read.
  private static let lineCount = 5000

  /// Creates a check by a descriptor's rules.
  package init(rules: LogRules) {
    self.rules = rules
  }

  /// Returns if the log of a ready server proves the start.
  ///
  /// - Throws: ``LaunchError/log(server:finding:)`` or `CancellationError`.
  package func check(_ server: any RunningServer, named name: String) async throws {
    let deadline = ContinuousClock.now + Self.patience
    while let finding = rules.finding(in: await server.lastLines(Self.lineCount)) {
      if case .missing = finding, ContinuousClock.now < deadline {
        try await Task.sleep(for: .milliseconds(50))
        continue
      }
      throw LaunchError.log(server: name, finding: finding)
    }
  }
}
