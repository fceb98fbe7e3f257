internal import ArgumentParser
internal import Foundation
internal import IIIFBench

/// Flags that say how servers are started.
struct ServerOptions: ParsableArguments {
  /// What `--runtime` takes.
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case auto, docker, podman, nerdctl, process
  }

  @Option(
    help: """
      What starts the servers; auto takes a container engine that answers, \
      and local processes otherwise.
      """)
  var runtime = Choice.auto

  @Option(
    name: .customLong("url"),
    help: "A server that already runs, NAME=http://HOST:PORT; may be repeated.")
  var urls: [String] = []

  @Option(
    name: .customLong("build-arg"),
    help: """
      A build argument of a server's image, SERVER.NAME=VALUE, such as the address of its source \
      archive; may be repeated.
      """)
  var buildArguments: [String] = []

  /// The servers of a run with the build arguments that the flags set.
  ///
  /// - Throws: `ValidationError`, or ``SelectionError`` for an argument that no server takes.
  func applied(to servers: [PlannedServer], folders: Folders) throws -> [PlannedServer] {
    let arguments = try buildArguments.map { text in
      guard let argument = BuildArgument(text) else {
        throw ValidationError("--build-arg '\(text)': expected SERVER.NAME=VALUE")
      }
      return argument
    }
    let descriptors = try BuildArgument.apply(
      arguments, to: servers.map(\.descriptor), folder: folders.serversFolder)
    return zip(servers, descriptors).map { server, descriptor in
      var server = server
      server.descriptor = descriptor
      return server
    }
  }

  /// The addresses of servers that already run, by label.
  ///
  /// - Throws: `ValidationError`, or ``SelectionError`` for a server that is not in the run.
  func origins(known labels: [String]) throws -> [String: String] {
    var origins: [String: String] = [:]
    for text in urls {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let url = URL(string: parts[1]),
        url.scheme?.hasPrefix("http") == true,
        let host = url.host, !host.isEmpty
      else {
        throw ValidationError("--url '\(text)': expected NAME=http://HOST:PORT")
      }
      guard labels.contains(parts[0]) else {
        throw SelectionError.unknown("server in this run", parts[0], known: labels)
      }
      origins[parts[0]] = parts[1].hasSuffix("/") ? String(parts[1].dropLast()) : parts[1]
    }
    return origins
  }

  /// What can start the servers of a run, the best first.
  ///
  /// - Throws: ``LaunchError`` when the engine that is asked for does not answer.
  func launchers(folders: Folders, registry: RunRegistry) async throws -> [any Launcher] {
    let process = ProcessLauncher(
      servers: folders.serversFolder, cache: folders.cacheFolder, registry: registry)
    switch runtime {
    case .process: return [process]
    case .auto:
      let engine = await ContainerEngine.firstAvailable(
        options: ContainerOptions().engine)
      let container = engine.flatMap { engine in
        ContainerLauncher(
          runtime: engine.runtime, servers: folders.serversFolder, registry: registry)
      }
      return (container.map { [$0] } ?? []) + [process]
    case .docker, .podman, .nerdctl:
      guard let named = Runtime(rawValue: runtime.rawValue),
        let launcher = ContainerLauncher(
          runtime: named, servers: folders.serversFolder, registry: registry)
      else { return [] }
      _ = try await launcher.engine.version()
      return [launcher]
    }
  }
}
