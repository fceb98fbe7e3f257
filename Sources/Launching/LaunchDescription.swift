import ChildProcess
package import IIIFBench
package import Foundation

/// Everything that a start of a server runs and writes, without a start.
///
/// The port, the folders and the run's identifier are examples.
package struct LaunchDescription: Sendable {
  /// The example of a port that the system chooses.
  package static let port = 49152
  /// The example of the name of a start's folder and container.
  package static let name = StartFolder.prefix + "example"

  /// One way to start the server.
  package struct Way: Sendable {
    /// The runtime.
    package var runtime: Runtime
    /// The commands, one after another.
    package var commands: [[String]]
    /// The environment of the commands; empty if they inherit it.
    package var environment: [String: String]
    /// The configuration files.
    package var files: [File]
  }

  /// A configuration file.
  package struct File: Sendable {
    /// The path that the server is given.
    package var path: String
    /// Its text, filled in.
    package var text: String
  }

  /// The server.
  package var descriptor: ServerDescriptor
  /// The ways, the container first.
  package var ways: [Way]

  /// Fills in everything for a server.
  ///
  /// - Parameters:
  ///   - descriptor: The server.
  ///   - servers: The folder of the descriptors.
  ///   - cache: The folder of virtual environments.
  ///   - images: The folder with the images.
  ///   - engine: The container engine.
  ///   - options: Extra flags for the engine's calls.
  ///   - resourceLimits: The limits of the server.
  /// - Throws: ``LaunchError/system(server:detail:)`` if a configuration file cannot be read.
  package init(
    of descriptor: ServerDescriptor, servers: URL, cache: URL, images: URL,
    engine: ContainerEngine, options: ContainerOptions = ContainerOptions(),
    resourceLimits: ResourceLimits = ResourceLimits()
  ) throws(LaunchError) {
    self.descriptor = descriptor
    ways = []
    let scratch = FileManager.default.temporaryDirectory.appending(path: Self.name)
    let files = scratch.appending(path: "files").path
    if let recipe = descriptor.container {
      let calls = ContainerCalls(
        descriptor: descriptor, recipe: recipe, servers: servers, runtime: engine.runtime,
        options: options, resourceLimits: resourceLimits)
      let container = ContainerCalls.Container(
        name: Self.name, run: "example", images: images.path, files: files)
      ways.append(
        Way(
          runtime: engine.runtime,
          commands: ([calls.build].compactMap(\.self) + calls.start(container))
            .map { [engine.program] + engine.options + $0 },
          environment: [:],
          files: try Self.files(
            of: descriptor, servers: servers, values: calls.values, in: recipe.files)))
    }
    if let recipe = descriptor.process {
      let values = LaunchValues(
        descriptor: descriptor, host: "127.0.0.1", port: Self.port, images: images.path,
        files: files, scratch: scratch.path)
      let path = ProcessLauncher.searchPath(of: descriptor, cache: cache, path: SearchPath())
      ways.append(
        Way(
          runtime: .process,
          commands: [
            ProcessLauncher.command(of: recipe, values: values, resourceLimits: resourceLimits)
          ],
          environment: ProcessLauncher.environment(
            of: recipe, values: values, path: path, run: "example"),
          files: try Self.files(of: descriptor, servers: servers, values: values, in: files)))
    }
  }

  private static func files(
    of descriptor: ServerDescriptor, servers: URL, values: LaunchValues, in folder: String
  ) throws(LaunchError) -> [File] {
    var files: [File] = []
    for name in descriptor.files {
      files.append(
        File(
          path: "\(folder)/\(name)",
          text: try ConfigurationFiles.text(
            of: name, for: descriptor, servers: servers, values: values)))
    }
    return files
  }
}
