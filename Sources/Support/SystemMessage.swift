package import Foundation

/// What the system says about a failed file operation, without Foundation's wording around it.
package func systemMessage(of error: CocoaError) -> String {
  if let cause = error.underlying as? POSIXError {
    return String(cString: strerror(cause.code.rawValue))
  }
  return error.localizedDescription
}
