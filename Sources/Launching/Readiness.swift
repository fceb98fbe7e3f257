package import IIIFBench
import Foundation
package import LoadGenerator

/// Waits until a started server answers a real image request.
package struct Readiness: Sendable {
  /// A request to which a ready server answers 200 and a body.
  package struct Probe: Hashable, Sendable {
    /// The URL.
    package var url: String
    /// The beginning of the expected media type: `image/` for an image.
    package var mediaType: String

    /// Creates a probe.
    package init(url: String, mediaType: String = "") {
      self.url = url
      self.mediaType = mediaType
    }
  }

  /// The requests, sent in order, each after a valid answer to the one before.
  package var probes: [Probe]
  private let client: HTTPClient

  /// The time limit of one request; a JVM may be slow at its first image.
  private static let patience = Duration.seconds(10)

  /// Creates a wait for a server's probes: its information and a small image.
  package init(probes: [Probe], client: HTTPClient = HTTPClient()) {
    self.probes = probes
    self.client = client
  }

  /// Returns when the server has answered every probe.
  ///
  /// - Parameters:
  ///   - server: The server.
  ///   - name: Its name in errors.
  ///   - limit: The longest wait.
  /// - Throws: ``LaunchError/ended(server:how:lastLines:)``,
  ///   ``LaunchError/notReady(server:seconds:detail:lastLines:)`` or `CancellationError`.
  package func wait(for server: any RunningServer, named name: String, limit: Seconds) async throws
  {
    let deadline = ContinuousClock.now + .seconds(limit)
    var pause = Duration.milliseconds(10)
    var pending = probes[...]
    var complaint: String?
    while let probe = pending.first {
      guard let latest = try await self.complaint(about: probe, until: deadline) else {
        pending.removeFirst()
        continue
      }
      // A request that the deadline cut short says less than the last answer.
      if complaint == nil || ContinuousClock.now < deadline { complaint = latest }
      if let how = await server.ending() {
        throw LaunchError.ended(server: name, how: how, lastLines: await server.lastLines(20))
      }
      guard ContinuousClock.now + pause < deadline else {
        throw LaunchError.notReady(
          server: name, seconds: limit, detail: complaint ?? latest,
          lastLines: await server.lastLines(20))
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 3 / 2, .seconds(1))
    }
  }

  /// What came instead of a valid answer; nil for a valid one.
  private func complaint(
    about probe: Probe, until deadline: ContinuousClock.Instant
  ) async throws -> String? {
    let left = max(deadline - .now, .milliseconds(1))
    do {
      let answer = try await client.fetch(
        probe.url, timeout: min(left, Self.patience), maximumRedirects: 3)
      let type = answer.value(ofField: "Content-Type") ?? ""
      switch answer {
      case _ where answer.status != 200: return "\(probe.url) answered \(answer.status)"
      case _ where answer.body.isEmpty: return "\(probe.url) answered with an empty body"
      case _ where !type.hasPrefix(probe.mediaType):
        return "\(probe.url) answered with the media type '\(type)'"
      default: return nil
      }
    } catch let error as HTTPClientError {
      return error.description
    }
  }
}
