internal import Foundation

/// What standard output and standard error are connected to.
enum Terminal {
  /// Columns of the terminal behind standard output; 120 when it is none.
  static var width: Int { size(of: STDOUT_FILENO) ?? 120 }

  /// Columns of the terminal behind standard error; nil when it is none.
  static var errorWidth: Int? { size(of: STDERR_FILENO) }

  /// Whether standard output may be coloured (https://no-color.org).
  static var colour: Bool {
    isatty(STDOUT_FILENO) == 1
      && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  private static func size(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
