/// The judgement of a complete answer.
enum Judge {
  private static let retryAfter = Array("retry-after".utf8)

  /// Asks the verifier; an answer that it does not accept is back-pressure rather than a problem
  /// when it is a 503 that says when to come back.
  static func judge(
    _ summary: ResponseSummary, fields: Span<UInt8>, by verifier: any ResponseVerifier
  ) -> Outcome {
    let problem = verifier.end(summary, fields: fields)
    guard problem != 0 else { return .right }
    if summary.status == 503, fields.range(ofField: retryAfter) != nil {
      return .fault(.backPressure)
    }
    return .wrong(problem - 1)
  }
}
