import IIIF
import Foundation
import Reports

/// What standard output and standard error are connected to.
enum Terminal {
  /// Columns of the terminal behind standard output; 120 when it is none.
  static var width: Int { size(of: STDOUT_FILENO)?.columns ?? 120 }

  /// Size of the terminal behind standard error at the moment.
  static var errorSize: LiveView.Size {
    size(of: STDERR_FILENO) ?? LiveView.Size(columns: 80, rows: 24)
  }

  /// Whether standard error is a terminal on which lines can be written over.
  static var errorIsScreen: Bool {
    isatty(STDERR_FILENO) == 1 && !["", "dumb"].contains(environment["TERM"] ?? "")
  }

  /// Whether standard output may be coloured (https://no-color.org).
  static var colour: Bool { isatty(STDOUT_FILENO) == 1 && allowsColour }

  /// Whether standard error may be coloured.
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
