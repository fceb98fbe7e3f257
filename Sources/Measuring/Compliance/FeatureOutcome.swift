/// The result of an operation and what happened to the server meanwhile.
package struct FeatureOutcome: Sendable {
  /// The result.
  package var result: FeatureResult
  /// The number of requests that were sent.
  package var requests = 0
  /// Whether a request had no answer.
  package var isUnanswered = false
  /// Whether a status of 500 or more was answered, even where it is valid.
  package var hasServerError = false
  /// Whether the server was stopped because it exceeded a limit.
  package var exceedsLimit = false

  /// Whether a process of the server ended.
  package var isCrash: Bool { result.verdict == .crashed }
  /// Whether the server ended or did not answer.
  package var isFailure: Bool { isCrash || isUnanswered }
}
