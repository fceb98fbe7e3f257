public import Foundation

/// Starts servers as containers.
public struct ContainerLauncher: Launcher {
  /// The engine.
  public let engine: ContainerEngine
  /// The folder of the descriptors, to which build contexts are relative.
  public let servers: URL
  /// Words that are added to the engine's calls.
  public let options: ContainerOptions
  private let registry: RunRegistry

  /// The engine's runtime.
  public var runtime: Runtime { engine.runtime }

  /// Creates a launcher for a run; nil for a runtime that is no container engine.
  public init?(
    runtime: Runtime, servers: URL, registry: RunRegistry,
    options: ContainerOptions = ContainerOptions()
  ) {
    guard let engine = ContainerEngine(runtime, options: options.engine) else { return nil }
    self.engine = engine
    self.servers = servers
    self.options = options
    self.registry = registry
  }

  /// Builds the server's image, or pulls it unless the engine has it.
  public func prepare(_ server: ServerDescriptor) async throws -> PreparedServer {
    guard let recipe = server.container else {
      throw LaunchError.noRecipe(server: server.label, runtime: runtime)
    }
    let version = try await engine.version()
    let image = Self.imageName(of: server, recipe: recipe)
    switch recipe.image {
    case .build(let context, let dockerfile, let arguments):
      try await build(
        image, context: servers.appending(path: context), dockerfile: dockerfile,
        arguments: arguments, for: server.label)
    case .reference(let reference):
      if try await !engine.run(["image", "inspect", reference]).succeeded {
        try await step(
          "\(engine.program) pull \(reference)", ["pull", reference], of: server.label)
      }
    }
    let identity = try await step(
      "\(engine.program) image inspect \(image)",
      ["image", "inspect", "--format", "{{.Id}}\n{{json .RepoDigests}}", image], of: server.label)
    return PreparedServer(
      descriptor: server, runtime: runtime,
      provenance: Self.provenance(image: image, identity: identity.output)
        .merging(["engine": "\(engine.program) \(version)"]) { $1 })
  }

  /// Runs a container on a free loopback port.
  public func start(_ server: PreparedServer, images: URL) async throws -> any RunningServer {
    let descriptor = server.descriptor
    guard let recipe = descriptor.container else {
      throw LaunchError.noRecipe(server: descriptor.label, runtime: runtime)
    }
    do {
      let scratch = try StartFolder()
      do {
        try registry.note(.folder(scratch.url.path))
        try registry.note(.containers(engine: engine))
        try scratch.makeFiles()
        let values = LaunchValues(
          descriptor: descriptor, host: "0.0.0.0", port: recipe.port, images: recipe.images,
          files: recipe.files, scratch: "/tmp")
        let files = try ConfigurationFiles.write(
          of: descriptor, servers: servers, values: values, to: scratch.files)
        let name = scratch.url.lastPathComponent
        let arguments =
          runArguments(name: name, of: descriptor, recipe: recipe, values: values)
          + mounts(recipe, descriptor: descriptor, images: images, scratch: scratch)
          + options.run + [Self.imageName(of: descriptor, recipe: recipe)]
          + recipe.command.map(values.fill)
        try await step("\(engine.program) run", arguments, of: descriptor.label)
        return try await ContainerServer.start(
          LaunchRecord(command: [engine.program] + engine.options + arguments, files: files),
          name: name,
          port: recipe.port, server: descriptor.label, engine: engine, scratch: scratch,
          registry: registry)
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

  private func build(
    _ image: String, context: URL, dockerfile: String, arguments: [String: String],
    for server: String
  ) async throws {
    try await step(
      "\(engine.program) build \(context.path)",
      ["build", "--tag", image, "--file", context.appending(path: dockerfile).path]
        + arguments.sorted { $0.key < $1.key }.flatMap { ["--build-arg", "\($0)=\($1)"] }
        // Docker's classic builder leaves the container of a failed step behind otherwise.
        + (runtime == .docker ? ["--force-rm"] : []) + options.build + [context.path],
      of: server)
  }

  private func runArguments(
    name: String, of descriptor: ServerDescriptor, recipe: ContainerRecipe, values: LaunchValues
  ) -> [String] {
    [
      "run", "--detach", "--name", name, "--label", "\(ContainerEngine.label)=\(registry.id)",
      "--publish", "127.0.0.1::\(recipe.port)",
    ]
      + recipe.environment.sorted { $0.key < $1.key }
      .flatMap { ["--env", "\($0)=\(values.fill($1))"] }
  }

  private func mounts(
    _ recipe: ContainerRecipe, descriptor: ServerDescriptor, images: URL, scratch: StartFolder
  ) -> [String] {
    let folders =
      [(images.path, recipe.images)]
      + (descriptor.files.isEmpty ? [] : [(scratch.files.path, recipe.files)])
    return folders.flatMap { source, target in
      ["--mount", Self.mount(source: source, target: target)]
    }
  }

  /// A read-only mount as the engines parse it: comma-separated values, quoted where they hold a
  /// comma or a quotation mark.
  static func mount(source: String, target: String) -> String {
    ["type=bind", "source=\(source)", "target=\(target)", "readonly"].map { field in
      field.contains(",") || field.contains("\"")
        ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }.joined(separator: ",")
  }

  /// The name of a server's image: its reference, or a tag that names the build and its arguments.
  static func imageName(of server: ServerDescriptor, recipe: ContainerRecipe) -> String {
    switch recipe.image {
    case .reference(let reference):
      return reference
    case .build(let context, let dockerfile, let arguments):
      let key =
        ([context, dockerfile] + arguments.sorted { $0.key < $1.key }.map { "\($0)=\($1)" })
        .joined(separator: "\n")
      return "iiif-bench/\(server.name.lowercased()):\(SHA256.hexadecimal(of: key).prefix(12))"
    }
  }

  /// What identifies an image, from the output of `image inspect`.
  static func provenance(image: String, identity: String) -> [String: String] {
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
  ) async throws -> Command.Outcome {
    let outcome = try await engine.run(arguments)
    guard outcome.succeeded else {
      throw LaunchError.preparation(server: server, step: name, lastLines: outcome.lastLines(20))
    }
    return outcome
  }
}
