import Foundation
import IIIFBench
import Launching
import Measuring

/// Servers that are ready to start, with their pictures: the common part of `run`, `check` and `try`.
struct Startup {
  /// The pictures.
  let dataset: Dataset
  /// The image folder for a server with a layout, on the server's machine.
  let folder: @Sendable (IdentifierRule.Layout) throws -> URL
  /// The servers by label.
  let servers: [String: ServerPreparation.Ready]

  /// The starts of the servers with pictures in some formats.
  func starts(in formats: [SourceFormat]) -> ServerStart {
    ServerStart(servers: servers, dataset: dataset, formats: formats, folder: folder)
  }
}

extension ServerOptions {
  /// Applies the flags to selected servers: build arguments, the number of processes, header fields.
  ///
  /// - Returns: A warning for each server that resource limits do not affect.
  /// - Throws: `ValidationError`, or ``SelectionError`` for an argument that no server declares.
  func apply(
    to selection: inout Selection, limits: ResourceLimits?, folders: Folders
  ) throws -> [String] {
    try headerFlags.connect(&selection.servers)
    selection.servers = try applied(to: selection.servers, folders: folders)
    return try warnings(for: limits, of: &selection, folders: folders)
  }

  /// Prepares servers and runs a body with them.
  ///
  /// The run is registered meanwhile, so that a later run can remove what a killed one started.
  ///
  /// - Parameters:
  ///   - origins: The addresses of servers that already run, by label.
  ///   - limits: The resource limits of servers and load generator.
  func withPrepared<Value>(
    _ servers: [PlannedServer], origins: [String: String], dataset: Dataset,
    limits: ResourceLimits?, folders: Folders, observer: any RunObserver,
    _ body: (Startup) async throws -> Value
  ) async throws -> Value {
    let registry = try await folders.registry(observer: observer)
    let result: Result<Value, any Error>
    do {
      let folder = imageFolder(of: dataset)
      let prepared = try await ServerPreparation(
        servers: servers, origins: origins, folder: folder, observer: observer
      ).ready(with: launchers(folders: folders, registry: registry, resourceLimits: limits))
      result = .success(
        try await body(Startup(dataset: dataset, folder: folder, servers: prepared)))
    } catch {
      result = .failure(error)
    }
    // In a task of its own, which an interruption does not cancel.
    if await !Task.detached(operation: { await registry.finish() }).value {
      observer.observe(
        .warning("containers of this run may be left; the next run removes them"))
    }
    return try result.get()
  }
}
