package import Foundation
package import IIIFBench
package import Launching

/// What a user can ask for to start servers.
package enum RuntimeChoice: String, CaseIterable, Sendable {
  /// A container engine that answers, and local processes otherwise.
  case auto
  /// Docker.
  case docker
  /// Podman.
  case podman
  /// nerdctl, the command of containerd.
  case nerdctl
  /// Processes of this machine.
  case process

  /// The one runtime that was asked for; nil for the automatic choice.
  fileprivate var runtime: Runtime? { Runtime(rawValue: rawValue) }
}

/// Finds what can start the servers of a run.
package struct RuntimeSelection: Sendable {
  private let choice: RuntimeChoice
  private let host: String?
  private let hasRemoteImages: Bool
  private let servers: URL
  private let cache: URL
  private let registry: RunRegistry
  private let resourceLimits: ResourceLimits

  /// Creates a selection.
  ///
  /// - Parameters:
  ///   - choice: What the user asks for.
  ///   - host: The address for requests to servers of a remote engine; that of the engine if nil.
  ///   - hasRemoteImages: Whether the machine of a remote engine has a copy of the images.
  ///   - servers: The folder with the descriptors.
  ///   - cache: The folder for images and environments.
  ///   - registry: The list of what this run starts.
  ///   - resourceLimits: Limits of servers and load generator.
  package init(
    choice: RuntimeChoice, host: String?, hasRemoteImages: Bool, servers: URL, cache: URL,
    registry: RunRegistry, resourceLimits: ResourceLimits
  ) {
    self.choice = choice
    self.host = host
    self.hasRemoteImages = hasRemoteImages
    self.servers = servers
    self.cache = cache
    self.registry = registry
    self.resourceLimits = resourceLimits
  }

  /// The launchers of a run, the best first; binds the load generator to its processors.
  ///
  /// - Throws: ``LaunchError`` when the engine that is asked for does not answer, or a limit cannot be
  ///   kept; ``RemoteImagesError``.
  package func launchers() async throws -> [any Launcher] {
    if let cpus = resourceLimits.generatorCPUs { try await ProcessorAffinity.bind(to: cpus) }
    let process = ProcessLauncher(
      servers: servers, cache: cache, registry: registry, resourceLimits: resourceLimits)
    guard choice != .process, let engine = await engine() else { return [process] }
    _ = try await engine.version()
    let remote = try await engine.remote(host: host)
    try checkImages(for: remote)
    let container = ContainerLauncher(
      runtime: engine.runtime, servers: servers, registry: registry, resourceLimits: resourceLimits,
      remote: remote)
    let engines: [any Launcher] = container.map { [$0] } ?? []
    return choice == .auto && remote == nil ? engines + [process] : engines
  }

  private func engine() async -> ContainerEngine? {
    let options = ContainerOptions().engine
    guard let runtime = choice.runtime else {
      return await ContainerEngine.firstAvailable(options: options)
    }
    return ContainerEngine(runtime, options: options)
  }

  private func checkImages(for remote: RemoteEngine?) throws(RemoteImagesError) {
    if let remote, !hasRemoteImages {
      throw .missing(
        host: remote.host, folder: cache.appending(path: "images").relativePath)
    }
    if remote == nil, hasRemoteImages { throw .unused }
  }
}

/// Images of a remote container engine that are missing, or without such an engine.
package enum RemoteImagesError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The machine of the engine has no copy of the images.
  case missing(host: String, folder: String)
  /// The engine is on this machine.
  case unused

  /// What to do about it.
  package var description: String {
    switch self {
    case .missing(let host, let folder):
      "the container engine is on \(host): copy the folder of the images there, which lies in "
        + "\(folder), and name the copy with --remote-images"
    case .unused:
      "--remote-images needs an engine of another machine: set DOCKER_HOST or a context, or give "
        + "--host"
    }
  }
}
