package import IIIFBench
package import Launching
package import Foundation

/// Chooses what starts the servers of a run, and makes them ready.
package struct ServerPreparation: Sendable {
  /// A server that can be started.
  package struct Ready: Sendable {
    /// The server with what identifies its program.
    package var prepared: PreparedServer
    /// What starts it.
    package var launcher: any Launcher
  }

  private let servers: [PlannedServer]
  private let external: ExternalLauncher
  private let externalLabels: Set<String>
  private let folder: @Sendable (IdentifierRule.Layout) throws -> URL
  private let observer: any RunObserver

  /// Takes the servers of a run, the addresses of those that somebody else started, and the folder
  /// with the pictures' files in the layout that a server wants.
  package init(
    servers: [PlannedServer], origins: [String: String],
    folder: @escaping @Sendable (IdentifierRule.Layout) throws -> URL, observer: any RunObserver
  ) {
    self.servers = servers
    self.folder = folder
    external = ExternalLauncher(origins: origins)
    externalLabels = Set(origins.keys)
    self.observer = observer
  }

  /// Makes all servers ready with the first launcher that can start all of them, so that they are
  /// compared under the same conditions.
  ///
  /// A launcher that another could replace has to start one of the servers for a trial: an engine may
  /// answer and build images, and still not be allowed to run a container.
  ///
  /// - Returns: The servers by label.
  /// - Throws: What the last launcher threw; earlier failures are told as warnings.
  package func ready(with launchers: [any Launcher]) async throws -> [String: Ready] {
    for (index, launcher) in launchers.enumerated() {
      do {
        let ready = try await ready(with: launcher)
        if index < launchers.count - 1 { try await startOnce(ready, with: launcher) }
        return ready
      } catch let error as LaunchError where index < launchers.count - 1 {
        observer.observe(
          .warning(
            "not with \(launcher.runtime.rawValue): \(error.description); "
              + "trying \(launchers[index + 1].runtime.rawValue)"))
      }
    }
    return [:]
  }

  private func ready(with launcher: any Launcher) async throws -> [String: Ready] {
    var ready: [String: Ready] = [:]
    for server in servers {
      let label = server.descriptor.label
      let chosen: any Launcher = externalLabels.contains(label) ? external : launcher
      observer.observe(.preparing("\(label) (\(chosen.runtime.rawValue))"))
      ready[label] = Ready(
        prepared: try await chosen.prepare(server.descriptor), launcher: chosen)
    }
    return ready
  }

  private func startOnce(_ ready: [String: Ready], with launcher: any Launcher) async throws {
    let own = servers.first { !externalLabels.contains($0.descriptor.label) }
    guard let descriptor = own?.descriptor, let server = ready[descriptor.label] else { return }
    let running = try await launcher.start(
      server.prepared, images: try folder(descriptor.identifier.layout))
    await running.stop()
  }
}
