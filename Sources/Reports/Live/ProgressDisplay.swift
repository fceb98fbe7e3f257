package import Measuring
import IIIFBench

/// Shows the events of a command while it works.
package protocol ProgressDisplay: RunObserver {
  /// Shows or writes a line of somebody else's.
  func note(_ line: String)
  /// Leaves the terminal as it was found, so that other output begins on a line of its own.
  ///
  /// Safe to call twice; later events show nothing.
  func finish()
}
