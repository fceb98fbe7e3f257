package import LoadGenerator

/// Decides whether and when a failed request is repeated.
package struct Retries {
  /// A failed request.
  package struct Failure: Hashable, Sendable {
    /// Why, for messages.
    package var reason: String
    /// Whether another attempt may succeed.
    package var isTemporary: Bool
    /// Whether the server says that the resource does not exist or is not given out.
    package var isRefusal: Bool
    /// The seconds that the server asks to wait.
    package var retryAfter: Int?

    /// Takes a failed transfer.
    package init(_ error: HTTPClientError) {
      reason = error.reason
      isTemporary = !error.isPermanent
      isRefusal = false
    }

    /// Takes an answer with another status than 200 and 206 (RFC 9110 §15.5, RFC 6585 §4).
    package init(status: Int, retryAfter: Int?) {
      reason = "status \(status)"
      isRefusal = status == 501 || (400..<500 ~= status && ![408, 416, 429].contains(status))
      isTemporary = !isRefusal
      self.retryAfter = retryAfter
    }
  }

  private let manners: ImageFetcher.Manners
  private var attempt = 1
  private var pause: Duration

  /// Creates the retries of one request.
  package init(_ manners: ImageFetcher.Manners) {
    self.manners = manners
    pause = manners.pause
  }

  /// The time until the next attempt; nil if there is none.
  ///
  /// A server that asks for a longer pause than ``ImageFetcher/Manners/longestWait`` is not asked
  /// again.
  package mutating func wait(after failure: Failure) -> Duration? {
    attempt += 1
    let asked = Duration.seconds(failure.retryAfter ?? 0)
    guard failure.isTemporary, attempt <= manners.attempts, asked <= manners.longestWait else {
      return nil
    }
    defer { pause *= 2 }
    return max(pause, asked)
  }
}
