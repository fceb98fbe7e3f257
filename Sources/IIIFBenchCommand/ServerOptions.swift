import ArgumentParser
import Configuration
import Foundation
import IIIFBench
import Launching
import LoadGenerator
import Measuring

/// Flags that say how servers are started.
struct ServerOptions: ParsableArguments {
  @Option(
    help: .choice(
      """
      What starts the servers; auto takes a container engine that answers, \
      and local processes otherwise.
      """, of: RuntimeChoice.self))
  var runtime = RuntimeChoice.auto

  @Option(
    name: .customLong("url"),
    help: """
      A server that already runs, NAME=http://HOST:PORT, or NAME=http+unix://SOCKET with the \
      percent-encoded path of a Unix socket; may be repeated.
      """)
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

  @Option(help: "Processes of every server, instead of what its descriptor says.")
  var processes: Int?

  @Option(
    name: .customLong("server-cpus"), help: "Processors of each server, such as 0-1,3.",
    transform: processors)
  var serverCPUs: CPUSet?

  @Option(
    name: .customLong("server-memory"), help: "Most memory of each server, such as 2g.",
    transform: memory)
  var serverMemory: Int?

  @Option(
    name: .customLong("generator-cpus"), help: "Processors of the load generator, such as 2-3.",
    transform: processors)
  var generatorCPUs: CPUSet?

  @Option(
    help: """
      The address for requests where the container engine is another machine's (DOCKER_HOST or a \
      context); the host of the engine's address without it.
      """)
  var host: String?

  @Option(
    help: """
      The folder on the machine of a remote engine that holds a copy of the images; it is mounted \
      there.
      """)
  var remoteImages: String?

  func validate() throws {
    if runtime == .process, host != nil || remoteImages != nil {
      throw ValidationError("--host and --remote-images are for container engines")
    }
    if let remoteImages, !remoteImages.hasPrefix("/") {
      throw ValidationError("--remote-images must be an absolute path on the engine's machine")
    }
  }

  /// What the flags give to servers and generator, and what a study gives where they say nothing.
  func resourceLimits(over study: ResourceLimits? = nil) -> ResourceLimits? {
    let own = ResourceLimits(
      processes: processes, serverCPUs: serverCPUs, serverMemory: serverMemory,
      generatorCPUs: generatorCPUs)
    let all = own.completed(by: study ?? ResourceLimits())
    return all == ResourceLimits() ? nil : all
  }

  /// Gives the servers the number of processes of the flag, and warns of those that keep theirs.
  func setProcesses(of selection: inout Selection, folders: Folders) throws {
    for warning in try warnings(for: resourceLimits(), of: &selection, folders: folders) {
      standardError("warning: \(warning)")
    }
  }

  /// The labels of servers that somebody else has started.
  var externalLabels: Set<String> {
    Set(urls.compactMap { $0.split(separator: "=").first.map(String.init) })
  }

  /// Gives the servers the number of processes of a study's limits.
  ///
  /// - Returns: A sentence for each server that it does not reach.
  func warnings(
    for resourceLimits: ResourceLimits?, of selection: inout Selection, folders: Folders
  ) throws -> [String] {
    let external = externalLabels
    let isLimited = resourceLimits?.serverCPUs != nil || resourceLimits?.serverMemory != nil
    let unlimited = selection.servers.map(\.descriptor.label)
      .filter { isLimited && external.contains($0) }
    return try selection.setProcesses(
      resourceLimits?.processes, folder: folders.serversFolder, external: external)
      + unlimited.map { "\($0) has no limits: somebody else has started it." }
  }

  /// The folder with the images that a server of a layout is started with, on its own machine.
  func imageFolder(of dataset: Dataset) -> @Sendable (IdentifierRule.Layout) throws -> URL {
    guard let remoteImages else { return { try RunImages.folder(of: dataset, layout: $0) } }
    let root = URL(filePath: remoteImages, directoryHint: .isDirectory)
    return { layout in
      let local = try RunImages.folder(of: dataset, layout: layout)
      return local == dataset.root ? root : root.appending(path: local.lastPathComponent)
    }
  }

  /// The addresses of servers that already run, by label.
  ///
  /// - Throws: `ValidationError`, or ``SelectionError`` for a server that is not in the run.
  func origins(known labels: [String]) throws -> [String: String] {
    var origins: [String: String] = [:]
    for text in urls {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let origin = parts.last.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
      guard parts.count == 2, let origin, Origin(origin) != nil else {
        throw ValidationError(
          "--url '\(text)': expected NAME=http://HOST:PORT or NAME=http+unix://SOCKET")
      }
      guard labels.contains(parts[0]) else {
        throw SelectionError.unknown("server in this run", parts[0], known: labels)
      }
      origins[parts[0]] = origin
    }
    return origins
  }

  /// What can start the servers of a run, the best first.
  func launchers(
    folders: Folders, registry: RunRegistry, resourceLimits: ResourceLimits?
  ) async throws -> [any Launcher] {
    try await RuntimeSelection(
      choice: runtime, host: host, hasRemoteImages: remoteImages != nil,
      servers: folders.serversFolder, cache: folders.cacheFolder, registry: registry,
      resourceLimits: resourceLimits ?? ResourceLimits()
    ).launchers()
  }
}

/// Reads a set of processors.
private func processors(_ text: String) throws -> CPUSet {
  guard let set = CPUSet(text) else { throw ValidationError("expected \(CPUSet.expectation)") }
  return set
}

/// Reads a size of memory.
private func memory(_ text: String) throws -> Int {
  guard let bytes = MemorySize.bytes(text) else {
    throw ValidationError("expected \(MemorySize.expectation)")
  }
  return bytes
}
