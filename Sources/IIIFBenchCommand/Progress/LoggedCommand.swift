import ArgumentParser

/// A command with flags for the display of progress and for the log.
protocol LoggedCommand: AsyncParsableCommand {
  /// The flags.
  var progress: ProgressOptions { get }
}
