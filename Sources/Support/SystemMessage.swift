package import Foundation

/// The system's message for a failed file operation, without Foundation's wording.
package func systemMessage(of error: CocoaError) -> String {
  if let cause = error.underlying as? POSIXError {
    return String(cString: strerror(cause.code.rawValue))
  }
  return error.localizedDescription
}
