import LoadGenerator

/// Accepts answers with status 200 and, if given, the expected length.
struct PlainVerification: ResponseVerification {
  var kinds: [String] { ["wrong-status", "wrong-length"] }
  var expectedBytes: Int?

  func makeVerifier(thread: Int) -> any ResponseVerifier {
    PlainVerifier(expectedBytes: expectedBytes)
  }
}

private final class PlainVerifier: ResponseVerifier {
  private let expectedBytes: Int?
  private var bytes = 0

  init(expectedBytes: Int?) { self.expectedBytes = expectedBytes }

  func begin(request: Int) { bytes = 0 }

  func body(_ part: Span<UInt8>) { bytes += part.count }

  func end(_ summary: ResponseSummary, fields: Span<UInt8>) -> Int {
    if summary.status != 200 { return 1 }
    return bytes == summary.bodyBytes && bytes == expectedBytes ?? bytes ? 0 : 2
  }
}

/// Runs a plan with the plain verification, optionally with another transport.
func run(
  _ plan: LoadPlan, over transport: TransportChoice? = nil, expectedBytes: Int? = nil
) async throws -> LoadReport {
  var plan = plan
  if let transport { plan.connections.transport = transport }
  return try await LoadGenerator(
    plan: plan, verification: PlainVerification(expectedBytes: expectedBytes)
  ).run()
}
