package import Measuring
import IIIFBench

/// Shows the progress of a command.
package protocol ProgressDisplay: RunObserver {
  /// Shows or writes another line.
  func note(_ line: String)
  /// Restores the terminal, so that other output begins on a new line.
  ///
  /// Safe to call twice; later events show nothing.
  func finish()
}
