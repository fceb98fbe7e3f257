import IIIFBench
import Foundation

extension LaunchError: CustomStringConvertible, LocalizedError {
  /// The failure and its remedy; the log's last lines follow on lines of their own.
  package var description: String {
    switch self {
    case .missingProgram(let name, let package?):
      "\(name) is not installed; install it with: apt-get install \(package)"
    case .missingProgram(let name, nil):
      "\(name) is not installed"
    case .engineUnavailable(let engine, let detail):
      "the container engine \(engine) does not answer (\(detail)); start it, or choose another "
        + "with --runtime"
    case .noRecipe(let server, let runtime):
      "\(server) cannot be started with --runtime \(runtime.rawValue): its descriptor has only "
        + "another way to start it"
    case .preparation(let server, let step, let lines):
      "\(server) could not be prepared: \(step) failed" + LogExcerpt.tail(of: lines)
    case .ended(let server, let how, let lines):
      "\(server) \(how) before it answered" + LogExcerpt.tail(of: lines)
    case .notReady(let server, let seconds, let detail, let advice, let lines):
      "\(server) did not answer the first image request within \(Self.number(seconds)) s "
        + "(\(detail)); \(advice)" + (lines.map(LogExcerpt.tail) ?? "")
    case .refused(let server, let answer, let advice, let lines):
      "\(server) steadily refuses the first requests: \(answer); \(advice)"
        + (lines.map(LogExcerpt.tail) ?? "")
    case .log(let server, .refused(let text, let line)):
      "\(server) did not start as described: its log has '\(text)', which 'log.refuse' excludes:\n"
        + "  | \(line)"
    case .log(let server, .missing(let text)):
      "\(server) did not start as described: its log lacks '\(text)', which 'log.expect' demands"
    case .limit(let user, let detail):
      "\(user) cannot be limited: \(detail)"
    case .system(let server, let detail):
      "\(server) could not be started: \(detail)"
    }
  }

  /// The same, for Foundation's `localizedDescription`.
  package var errorDescription: String? { description }

  private static func number(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
  }
}
