package import IIIFBench
import Foundation
import IIIF
package import LoadGenerator

/// Waits until a started server answers a real image request.
package struct Readiness: Sendable {
  /// A request to which a ready server answers 200 and a body.
  package struct Probe: Hashable, Sendable {
    /// The URL.
    package var url: String
    /// The beginning of the expected media type: `image/` for an image.
    package var mediaType: String
    /// The name of the picture.
    package var picture: String

    /// Creates a probe.
    package init(url: String, mediaType: String = "", picture: String = "") {
      self.url = url
      self.mediaType = mediaType
      self.picture = picture
    }
  }

  /// The requests, sent in order, each after a valid answer to the one before.
  package var probes: [Probe]
  /// The same requests for another picture, which tell whether the server refuses the first one's
  /// name only; empty without another picture.
  package var alternatives: [Probe]
  private let client: HTTPClient
  private let refusalPatience: Duration

  /// The time limit of one request; a JVM may be slow at its first image.
  private static let patience = Duration.seconds(10)

  /// Creates a wait for a server's probes: its information and a small image.
  ///
  /// A server that refuses a probe in the same way for `refusalPatience` is given up.
  package init(
    probes: [Probe], alternatives: [Probe] = [], refusalPatience: Duration = .seconds(3),
    client: HTTPClient = HTTPClient()
  ) {
    self.probes = probes
    self.alternatives = alternatives
    self.refusalPatience = refusalPatience
    self.client = client
  }

  /// Returns when the server has answered every probe.
  ///
  /// - Parameters:
  ///   - server: The server.
  ///   - name: Its name in errors.
  ///   - limit: The longest wait.
  /// - Throws: ``LaunchError/ended(server:how:lastLines:)``,
  ///   ``LaunchError/refused(server:answer:advice:lastLines:)``,
  ///   ``LaunchError/notReady(server:seconds:detail:lastLines:)`` or `CancellationError`.
  package func wait(for server: any RunningServer, named name: String, limit: Seconds) async throws
  {
    let deadline = ContinuousClock.now + .seconds(limit)
    for (index, probe) in probes.enumerated() {
      try await wait(for: probe, at: index, of: server, named: name, limit: limit, until: deadline)
    }
  }

  private func wait(
    for probe: Probe, at index: Int, of server: any RunningServer, named name: String,
    limit: Seconds, until deadline: ContinuousClock.Instant
  ) async throws {
    var pause = Duration.milliseconds(10)
    var refusal = SteadyRefusal(patience: refusalPatience)
    var complaint: Complaint?
    while let latest = try await self.complaint(about: probe, until: deadline) {
      // A request that the deadline cut short says less than the last answer.
      if complaint == nil || ContinuousClock.now < deadline { complaint = latest }
      if let how = await server.ending() {
        throw LaunchError.ended(server: name, how: how, lastLines: await server.excerpt())
      }
      if let reason = refusal.take(latest.reason, at: .now) {
        throw LaunchError.refused(
          server: name, answer: latest.text,
          advice: try await advice(
            for: reason, at: index, isExternal: server.isExternal, until: deadline),
          lastLines: server.isExternal ? nil : await server.excerpt())
      }
      guard ContinuousClock.now + pause < deadline else {
        throw LaunchError.notReady(
          server: name, seconds: limit, detail: (complaint ?? latest).text,
          advice: server.isExternal
            ? "does it run at the address of --url?"
            : "is start-limit in its descriptor too short?",
          lastLines: server.isExternal ? nil : await server.excerpt())
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 3 / 2, .seconds(1))
    }
  }

  /// What to change, after the server's answer to the same request for another picture.
  private func advice(
    for reason: SteadyRefusal.Reason, at index: Int, isExternal: Bool,
    until deadline: ContinuousClock.Instant
  ) async throws -> String {
    if [.status(401), .status(403)].contains(reason),
      let advice = await authorizationAdvice(until: deadline)
    {
      return advice
    }
    guard case .status = reason, alternatives.indices.contains(index),
      try await complaint(about: alternatives[index], until: deadline) == nil
    else { return reason.advice(isExternal: isExternal) }
    return "it serves '\(alternatives[index].picture)', so it cannot serve the name "
      + "'\(probes[index].picture)': rename the picture, or add its characters to 'refuses' of "
      + "'identifier'"
  }

  /// What to change if the server's information names services of the IIIF Authorization API.
  private func authorizationAdvice(until deadline: ContinuousClock.Instant) async -> String? {
    let left = max(deadline - .now, .milliseconds(1))
    guard let url = probes.first?.url,
      let answer = try? await client.fetch(
        url, timeout: min(left, Self.patience), maximumRedirects: 3),
      let service = AuthorizationService.services(in: answer.body).first
    else { return nil }
    return "the image requires a login: its information names the \(service.kind) \(service.id) "
      + "of the IIIF Authorization API. Log in there, and pass the token or cookie with --header "
      + "'SERVER.Authorization: Bearer …' or with 'headers' in the descriptor"
  }

  /// An answer that is not valid, or a failure to get one.
  private struct Complaint {
    var text: String
    var reason: SteadyRefusal.Reason?
  }

  /// What came instead of a valid answer; nil for a valid one.
  private func complaint(
    about probe: Probe, until deadline: ContinuousClock.Instant
  ) async throws -> Complaint? {
    let left = max(deadline - .now, .milliseconds(1))
    let patience = ConnectionSettings.current.timeout ?? Self.patience
    do {
      let answer = try await ConnectionSettings.limited(to: min(left, patience)) {
        try await client.fetch(probe.url, maximumRedirects: 3)
      }
      let type = answer.value(ofField: "Content-Type") ?? ""
      let text = "\(probe.url) answered "
      if answer.status != 200 {
        return Complaint(text: text + "\(answer.status)", reason: .init(status: answer.status))
      }
      if answer.body.isEmpty { return Complaint(text: text + "with an empty body") }
      guard type.hasPrefix(probe.mediaType) else {
        return Complaint(text: text + "with the media type '\(type)'", reason: .mediaType(type))
      }
      return nil
    } catch let error as HTTPClientError {
      return Complaint(text: error.description, reason: .init(fault: error.fault))
    }
  }
}

extension RunningServer {
  /// Whether somebody else runs the server.
  fileprivate var isExternal: Bool { self is ExternalServer }
}
