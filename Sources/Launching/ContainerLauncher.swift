import ChildProcess
package import IIIFBench
import LoadGenerator
import Results
package import Foundation

/// Starts servers as containers.
package struct ContainerLauncher: Launcher {
  /// The engine.
  package let engine: ContainerEngine
  /// The folder of the descriptors, to which build contexts are relative.
  package let servers: URL
  /// Extra flags for the engine's calls.
  package let options: ContainerOptions
  /// The limits of the servers.
  package let resourceLimits: ResourceLimits
  /// The engine of another machine; nil for this machine's.
  package let remote: RemoteEngine?
  private let registry: RunRegistry

  /// The engine's runtime.
  package var runtime: Runtime { engine.runtime }

  /// Creates a launcher for a run; nil if `runtime` is not a container engine.
  package init?(
    runtime: Runtime, servers: URL, registry: RunRegistry,
    options: ContainerOptions = ContainerOptions(),
    resourceLimits: ResourceLimits = ResourceLimits(),
    remote: RemoteEngine? = nil
  ) {
    guard let engine = remote?.engine ?? ContainerEngine(runtime, options: options.engine) else {
      return nil
    }
    self.engine = engine
    self.servers = servers
    self.options = options
    self.resourceLimits = resourceLimits
    self.remote = remote
    self.registry = registry
  }

  /// Builds the server's image, or pulls it unless the engine has it.
  package func prepare(_ server: ServerDescriptor) async throws -> PreparedServer {
    let calls = try calls(for: server)
    let version = try await engine.version()
    if let build = calls.build {
      try await step("\(engine.program) build \(calls.image)", build, of: server.label)
    } else if try await !engine.run(["image", "inspect", calls.image]).succeeded {
      try await step(
        "\(engine.program) pull \(calls.image)", ["pull", calls.image], of: server.label)
    }
    let identity = try await step(
      "\(engine.program) image inspect \(calls.image)",
      ["image", "inspect", "--format", "{{.Id}}\n{{json .RepoDigests}}", calls.image],
      of: server.label)
    var provenance = resourceLimits.provenance
    provenance["engine"] = "\(engine.program) \(version)"
    provenance["engine's address"] = remote.map { $0.engine.options.joined(separator: " ") }
    return PreparedServer(
      descriptor: server, runtime: runtime,
      provenance: Self.provenance(image: calls.image, identity: identity.output)
        .merging(provenance) { $1 })
  }

  /// Runs a container on a free port: of loopback, or of the machine of a remote engine.
  package func start(_ server: PreparedServer, images: URL) async throws -> any RunningServer {
    let descriptor = server.descriptor
    let calls = try calls(for: descriptor)
    do {
      let scratch = try StartFolder()
      do {
        try registry.note(.folder(scratch.url.path))
        try registry.note(.containers(engine: engine))
        try scratch.makeFiles()
        let files = try ConfigurationFiles.write(
          of: descriptor, servers: servers, values: calls.values, to: scratch.files)
        let name = scratch.url.lastPathComponent
        let commands = try await run(
          calls,
          .init(name: name, run: registry.id, images: images.path, files: scratch.files.path))
        try await checkLimits(of: name, for: descriptor.label)
        return try await ContainerServer.start(
          LaunchRecord(
            commands: commands.map { [engine.program] + engine.options + $0 }, files: files),
          name: name, recipe: calls.recipe, server: descriptor.label, engine: engine,
          remote: remote, scratch: scratch, registry: registry)
      } catch {
        _ = try? await engine.run(["rm", "--force", scratch.url.lastPathComponent])
        scratch.remove()
        registry.forget(.folder(scratch.url.path))
        throw error
      }
    } catch let error as LaunchError {
      throw error
    } catch {
      throw LaunchError.system(server: descriptor.label, detail: "\(error)")
    }
  }

  /// Starts a container and returns the calls that did it.
  ///
  /// Some engines refuse memory limits, such as one without privileges; the standard limit is left out
  /// then.
  private func run(
    _ calls: ContainerCalls, _ container: ContainerCalls.Container
  ) async throws -> [[String]] {
    let commands = calls.start(container)
    do {
      for words in commands {
        try await step("\(engine.program) \(words[0])", words, of: calls.descriptor.label)
      }
      return commands
    } catch LaunchError.preparation(_, _, let lines)
      where calls.machineMemory != nil && resourceLimits.serverMemory == nil
      && lines.contains(where: { $0.localizedCaseInsensitiveContains("memory") })
    {
      _ = try? await engine.run(["rm", "--force", container.name])
      var calls = calls
      calls.machineMemory = nil
      return try await run(calls, container)
    }
  }

  private func calls(for server: ServerDescriptor) throws(LaunchError) -> ContainerCalls {
    guard let recipe = server.container else {
      throw .noRecipe(server: server.label, runtime: runtime)
    }
    return ContainerCalls(
      descriptor: server, recipe: recipe, servers: servers, runtime: runtime, options: options,
      resourceLimits: resourceLimits, remote: remote,
      machineMemory: remote == nil ? HostRecord.current.memory : nil)
  }

  /// Checks that the engine keeps the limits.
  ///
  /// It only warns of a limit that the kernel cannot keep.
  private func checkLimits(of container: String, for server: String) async throws {
    guard resourceLimits.serverCPUs != nil || resourceLimits.serverMemory != nil else { return }
    let outcome = try await engine.run(["inspect", container])
    guard let kept = ContainerLimits(json: outcome.output) else {
      throw LaunchError.limit(
        of: server, detail: "\(engine.program) does not report the container's limits")
    }
    if let memory = resourceLimits.serverMemory, kept.memory != memory {
      throw LaunchError.limit(
        of: server, detail: "\(engine.program) ignores the memory limit")
    }
    if let cpus = resourceLimits.serverCPUs, kept.cpus != cpus {
      throw LaunchError.limit(
        of: server, detail: "\(engine.program) ignores the limit of processors")
    }
  }

  /// What identifies an image, from the output of `image inspect`.
  package static func provenance(image: String, identity: String) -> [String: String] {
    let lines = identity.split(separator: "\n")
    var provenance = ["image": image]
    provenance["image id"] = lines.first.map(String.init)
    let digests = lines.dropFirst().first.flatMap {
      try? JSONDecoder().decode([String].self, from: Data($0.utf8))
    }
    provenance["image digest"] = digests?.first
    return provenance
  }

  @discardableResult
  private func step(
    _ name: String, _ arguments: [String], of server: String
  ) async throws -> Command.Completion {
    let outcome = try await engine.run(arguments)
    guard outcome.succeeded else {
      throw LaunchError.preparation(server: server, step: name, lastLines: outcome.lastLines(20))
    }
    return outcome
  }
}
