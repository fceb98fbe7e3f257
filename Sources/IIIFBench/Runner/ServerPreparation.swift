/// Chooses what starts the servers of a run, and makes them ready.
public struct ServerPreparation: Sendable {
  /// A server that can be started.
  public struct Ready: Sendable {
    /// The server with what identifies its program.
    public var prepared: PreparedServer
    /// What starts it.
    public var launcher: any Launcher
  }

  private let servers: [PlannedServer]
  private let external: ExternalLauncher
  private let externalLabels: Set<String>
  private let observer: any RunObserver

  /// Takes the servers of a run, and the addresses of those that somebody else started.
  public init(
    servers: [PlannedServer], origins: [String: String], observer: any RunObserver
  ) {
    self.servers = servers
    external = ExternalLauncher(origins: origins)
    externalLabels = Set(origins.keys)
    self.observer = observer
  }

  /// Makes all servers ready with the first launcher that can start all of them, so that they are
  /// compared under the same conditions.
  ///
  /// - Returns: The servers by label.
  /// - Throws: What the last launcher threw; earlier failures are told as warnings.
  public func ready(with launchers: [any Launcher]) async throws -> [String: Ready] {
    for (index, launcher) in launchers.enumerated() {
      do {
        return try await ready(with: launcher)
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
}
