import IIIF
import Foundation
import Reports

/// The terminals of standard output and standard error.
enum Terminal {
  /// Columns of standard output; 120 if it is not a terminal.
  static var width: Int { size(of: STDOUT_FILENO)?.columns ?? 120 }

  /// The current size of the terminal of standard error.
  static var errorSize: LiveView.Size {
    size(of: STDERR_FILENO) ?? LiveView.Size(columns: 80, rows: 24)
  }

  /// Whether standard error is a terminal that supports overwriting lines.
  static var errorIsScreen: Bool {
    isatty(STDERR_FILENO) == 1 && !["", "dumb"].contains(environment["TERM"] ?? "")
  }

  /// Whether colours are allowed on standard output (https://no-color.org).
  static var colour: Bool { isatty(STDOUT_FILENO) == 1 && allowsColour }

  /// Whether colours are allowed on standard error.
  static var errorColour: Bool { errorIsScreen && allowsColour }

  private static var allowsColour: Bool { (environment["NO_COLOR"] ?? "").isEmpty }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }

  private static func size(of descriptor: Int32) -> LiveView.Size? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return LiveView.Size(columns: 80, rows: 24)
    }
    return LiveView.Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }
}
