import CLinux

/// How a program ended.
package enum ProgramEnding: Hashable, Sendable {
  /// The program exited with a status.
  case exited(status: Int32)
  /// A signal ended the program.
  case signalled(Int32)

  /// Whether the program exited with status 0.
  package var isSuccess: Bool { self == .exited(status: 0) }
}

extension ProgramEnding: CustomStringConvertible {
  /// The ending as a predicate: `exited with status 1`.
  package var description: String {
    switch self {
    case .exited(let status): return "exited with status \(status)"
    case .signalled(let signal):
      guard let name = process_signal_name(signal) else { return "was ended by signal \(signal)" }
      return "was ended by signal \(signal) (SIG\(String(cString: name)))"
    }
  }
}
