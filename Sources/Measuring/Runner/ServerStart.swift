package import IIIFBench
package import Launching
package import Foundation

/// Starts the prepared servers of a run and waits until they answer.
package struct ServerStart: Sendable {
  private let servers: [String: ServerPreparation.Ready]
  private let dataset: Dataset
  private let formats: [SourceFormat]
  private let folder: @Sendable (IdentifierRule.Layout) throws -> URL

  /// Takes the servers by label, the run's pictures and formats, and the folder with the pictures'
  /// files in the layout that a server wants.
  package init(
    servers: [String: ServerPreparation.Ready], dataset: Dataset, formats: [SourceFormat],
    folder: @escaping @Sendable (IdentifierRule.Layout) throws -> URL
  ) {
    self.servers = servers
    self.dataset = dataset
    self.formats = formats
    self.folder = folder
  }

  /// Starts a server.
  ///
  /// - Throws: ``LaunchError``.
  @Sendable public func launch(_ server: PlannedServer) async throws -> any RunningServer {
    guard let ready = servers[server.descriptor.label] else {
      preconditionFailure("the run has prepared no server '\(server.descriptor.label)'")
    }
    return try await ready.launcher.start(
      ready.prepared, images: try folder(server.descriptor.identifier.layout))
  }

  /// Waits until a server answers the first requests for information and for an image.
  ///
  /// - Throws: ``LaunchError``.
  @Sendable public func awaitReady(
    _ server: PlannedServer, _ running: any RunningServer
  ) async throws {
    try await Readiness(of: server, origin: running.origin, dataset: dataset, formats: formats)
      .wait(for: running, named: server.descriptor.label, limit: server.descriptor.startLimit)
    guard let rules = server.descriptor.log else { return }
    try await LogInspection(rules: rules).check(running, named: server.descriptor.label)
  }
}
