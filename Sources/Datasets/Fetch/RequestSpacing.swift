/// Spaces out the requests to a server.
package actor RequestSpacing {
  private let interval: Duration
  private var earliest: ContinuousClock.Instant?

  package init(interval: Duration) { self.interval = interval }

  /// Waits until a request may start.
  package func wait() async throws {
    try await Task.sleep(until: start(askedAt: .now), clock: .continuous)
  }

  /// The earliest start of the next request: now, or an interval after the last one.
  package func start(askedAt now: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let start = max(now, earliest ?? now)
    earliest = start + interval
    return start
  }
}
