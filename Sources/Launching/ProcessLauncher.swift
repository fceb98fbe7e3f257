package import ChildProcess
package import IIIFBench
package import Foundation

/// Starts servers as processes of this machine.
package struct ProcessLauncher: Launcher {
  /// The folder of the descriptors, in which a server's configuration files lie in `NAME/`.
  package let servers: URL
  /// The folder of virtual environments.
  package let cache: URL
  /// The limits of the servers.
  package let resourceLimits: ResourceLimits
  private let registry: RunRegistry
  private let path: SearchPath
  private let grace: Duration

  /// The runtime for processes.
  package var runtime: Runtime { .process }

  /// Creates a launcher for a run; a server that does not stop within `grace` is killed.
  package init(
    servers: URL, cache: URL, registry: RunRegistry,
    resourceLimits: ResourceLimits = ResourceLimits(),
    grace: Duration = .seconds(5)
  ) {
    self.servers = servers
    self.cache = cache
    self.registry = registry
    self.resourceLimits = resourceLimits
    self.grace = grace
    path = SearchPath()
  }

  /// Checks that the programs are installed and makes the virtual environment.
  package func prepare(_ server: ServerDescriptor) async throws -> PreparedServer {
    guard let recipe = server.process else {
      throw LaunchError.noRecipe(server: server.label, runtime: .process)
    }
    if let cpus = resourceLimits.serverCPUs {
      try ProcessorAffinity.require(cpus, for: server.label)
    }
    var provenance = resourceLimits.provenance
    if !recipe.aptPackages.isEmpty,
      let versions = try await DebianPackages.versions(of: recipe.aptPackages, path: path)
    {
      let missing = recipe.aptPackages.filter { versions[$0] == nil }
      guard missing.isEmpty else {
        let names = missing.joined(separator: " ")
        throw LaunchError.missingProgram(name: names, package: names)
      }
      for (name, version) in versions { provenance["apt \(name)"] = version }
    }
    if let environment = VirtualEnvironment(of: server, cache: cache) {
      provenance.merge(try await environment.make(for: server.label, path: path)) { $1 }
    }
    if let program = recipe.command.first, !program.contains("{"),
      searchPath(of: server).find(program) == nil
    {
      throw LaunchError.missingProgram(name: program, package: recipe.aptPackages.first)
    }
    return PreparedServer(descriptor: server, runtime: .process, provenance: provenance)
  }

  /// Starts the server's command on a free loopback port.
  package func start(_ server: PreparedServer, images: URL) async throws -> any RunningServer {
    let descriptor = server.descriptor
    guard let recipe = descriptor.process else {
      throw LaunchError.noRecipe(server: descriptor.label, runtime: .process)
    }
    do {
      let scratch = try StartFolder()
      do {
        try registry.note(.folder(scratch.url.path))
        try scratch.makeFiles()
        let port = try LoopbackPort.free()
        let values = LaunchValues(
          descriptor: descriptor, host: "127.0.0.1", port: port, images: images.path,
          files: scratch.files.path, scratch: scratch.url.path)
        let record = LaunchRecord(
          commands: [Self.command(of: recipe, values: values, resourceLimits: resourceLimits)],
          environment: Self.environment(
            of: recipe, values: values, path: searchPath(of: descriptor), run: registry.id),
          files: try ConfigurationFiles.write(
            of: descriptor, servers: servers, values: values, to: scratch.files))
        return try await LocalServer.start(
          record, of: descriptor.label, memory: MemoryLimit(resourceLimits),
          fileBytes: resourceLimits.serverFileBytes,
          origin: "http://127.0.0.1:\(port)", scratch: scratch, registry: registry, grace: grace)
      } catch {
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

  /// The command of a start, bound to the server's processors.
  package static func command(
    of recipe: ProcessRecipe, values: LaunchValues, resourceLimits: ResourceLimits
  ) -> [String] {
    ProcessorAffinity.words(for: resourceLimits.serverCPUs) + recipe.command.map(values.fill)
  }

  private func searchPath(of server: ServerDescriptor) -> SearchPath {
    Self.searchPath(of: server, cache: cache, path: path)
  }

  /// The search path of a server's programs, its virtual environment first.
  package static func searchPath(
    of server: ServerDescriptor, cache: URL, path: SearchPath
  ) -> SearchPath {
    VirtualEnvironment(of: server, cache: cache).map { path.prepending($0.programs) } ?? path
  }

  /// The whole environment of the server, which does not depend on the user's.
  package static func environment(
    of recipe: ProcessRecipe, values: LaunchValues, path: SearchPath, run: String
  ) -> [String: String] {
    let scratch = values.values[.scratch]
    var environment = [
      "PATH": path.value, "LANG": "C.UTF-8", "HOME": scratch, "TMPDIR": scratch,
      RunRegistry.variable: run,
    ].compactMapValues { $0 }
    for (name, value) in recipe.environment { environment[name] = values.fill(value) }
    return environment
  }
}
