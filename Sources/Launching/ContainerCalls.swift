package import IIIFBench
import Support
package import Foundation

/// The arguments of the engine's calls that build, start and fill a server's container.
package struct ContainerCalls: Sendable {
  /// The container of one start.
  package struct Container: Sendable {
    /// Its name.
    package var name: String
    /// The run that it belongs to.
    package var run: String
    /// The folder with the images, on the engine's machine.
    package var images: String
    /// The folder with the filled-in configuration files, on this machine.
    package var files: String
  }

  package var descriptor: ServerDescriptor
  package var recipe: ContainerRecipe
  /// The folder of the descriptors, to which build contexts are relative.
  package var servers: URL
  package var runtime: Runtime
  package var options: ContainerOptions
  package var resourceLimits: ResourceLimits
  /// Nil for the engine of this machine.
  package var remote: RemoteEngine?
  /// The memory of the engine's machine in bytes, of which a server gets a part; nil if only the
  /// user's limit applies.
  package var machineMemory: Int?

  /// The name of the server's image: its reference, or a tag that names the build and its
  /// arguments.
  package var image: String {
    switch recipe.image {
    case .reference(let reference):
      return reference
    case .build(let context, let dockerfile, let arguments):
      let key =
        ([context, dockerfile] + arguments.sorted { $0.key < $1.key }.map { "\($0)=\($1)" })
        .joined(separator: "\n")
      return "iiif-bench/\(descriptor.name.lowercased()):"
        + SHA256.hexadecimal(of: key).prefix(12)
    }
  }

  /// Builds the image; nil for an image of a registry.
  package var build: [String]? {
    guard case .build(let context, let dockerfile, let arguments) = recipe.image else {
      return nil
    }
    let folder = servers.appending(path: context)
    var words = ["build", "--tag", image, "--file", folder.appending(path: dockerfile).path]
    for (name, value) in arguments.sorted(by: { $0.key < $1.key }) {
      words += ["--build-arg", "\(name)=\(value)"]
    }
    // Without it, Docker's classic builder keeps the container of a failed step.
    if runtime == .docker { words.append("--force-rm") }
    return words + options.build + [folder.path]
  }

  /// The values of placeholders inside the container.
  package var values: LaunchValues {
    LaunchValues(
      descriptor: descriptor, host: "0.0.0.0", port: recipe.port, images: recipe.images,
      files: recipe.files, scratch: ContainerServer.temporaryFolder)
  }

  /// Starts a container: one call, or three if the configuration files are copied to another
  /// machine.
  package func start(_ container: Container) -> [[String]] {
    var words = ["--name", container.name]
    words += ["--label", "\(ContainerEngine.label)=\(container.run)"]
    words += ["--publish", "\(remote?.publishAddress ?? "127.0.0.1")::\(recipe.port)"]
    words += limits
    words += (recipe.settings ?? ContainerSettings()).arguments
    words += runtime.logArguments
    words += environment
    words += mount(container.images, at: recipe.images)
    let command = options.run + [image] + recipe.command.map(values.fill)
    guard remote != nil else {
      let files = descriptor.files.isEmpty ? [] : mount(container.files, at: recipe.files)
      return [["run", "--detach"] + words + files + command]
    }
    let copy = ["cp", "\(container.files)/.", "\(container.name):\(recipe.files)"]
    return [["create"] + words + command] + (descriptor.files.isEmpty ? [] : [copy])
      + [["start", container.name]]
  }

  private var limits: [String] {
    let memory = MemoryLimit(resourceLimits, machine: machineMemory)
    return (resourceLimits.serverCPUs.map { ["--cpuset-cpus", $0.text] } ?? [])
      // The second option forbids swap, which is as large as the memory by default.
      + (memory.map { ["--memory", "\($0.bytes)", "--memory-swap", "\($0.bytes)"] } ?? [])
      + (resourceLimits.serverFileBytes.map { ["--ulimit", "fsize=\($0)"] } ?? [])
      + ["--oom-score-adj", "\(MemoryLimit.killPreference)"]
  }

  private var environment: [String] {
    recipe.environment.sorted { $0.key < $1.key }
      .flatMap { ["--env", "\($0)=\(values.fill($1))"] }
  }

  private func mount(_ source: String, at target: String) -> [String] {
    ["--mount", Self.mount(source: source, target: target)]
  }

  /// A read-only mount in the engines' form: comma-separated values, quoted if they hold a comma or
  /// a quotation mark.
  package static func mount(source: String, target: String) -> String {
    ["type=bind", "source=\(source)", "target=\(target)", "readonly"].map { field in
      field.contains(",") || field.contains("\"")
        ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }.joined(separator: ",")
  }
}
