private let retryAfter = Array("retry-after".utf8)

extension Outcome {
  /// Verifies a complete answer.
  ///
  /// A 503 with `Retry-After` that the verifier does not accept is back-pressure.
  init(
    verifying summary: ResponseSummary, fields: Span<UInt8>, by verifier: any ResponseVerifier
  ) {
    let problem = verifier.end(summary, fields: fields)
    if problem == 0 {
      self = .valid
    } else if summary.status == 503, fields.range(ofField: retryAfter) != nil {
      self = .fault(.backPressure)
    } else {
      self = .invalid(problem - 1)
    }
  }
}
