import ArgumentParser
import Configuration
import Foundation
import IIIFBench
import Launching
import LoadGenerator
import Measuring

/// Flags for the start of servers.
struct ServerOptions: ParsableArguments {
  @Option(
    help: .choice(
      """
      How servers are started; auto uses an available container engine, otherwise local processes.
      """, of: RuntimeChoice.self))
  var runtime = RuntimeChoice.auto

  @Option(
    name: .customLong("url"),
    help: """
      A server that already runs, NAME=http://HOST:PORT, or NAME=http+unix://SOCKET with the \
      percent-encoded path of a Unix socket; repeatable.
      """)
  var urls: [String] = []

  @Option(
    help: """
      The pictures of a service without a descriptor, whose address is --url http://HOST/PATH: a \
      file with one identifier or address per line, or a manifest or collection. --count limits \
      them; of a longer list they are drawn.
      """, completion: .file())
  var identifiers: String?

  @Flag(
    name: .customLong("i-may-load-this-host"),
    help: "Allow more than one request at a time to a public address.")
  var mayLoadHost = false

  /// The address of the service without a descriptor, without user and password: the `--url` without
  /// a name.
  var serviceURL: String? {
    urls.first(where: Self.isAddress).map { Credentials.extracted(from: $0).url }
  }

  private static func isAddress(_ text: String) -> Bool {
    text.hasPrefix("http://") || text.hasPrefix("https://")
  }

  @Option(
    name: .customLong("build-arg"),
    help: """
      A build argument of a server's image, SERVER.NAME=VALUE, such as the address of its source \
      archive; repeatable.
      """)
  var buildArguments: [String] = []

  @Option(
    name: .customLong("set"),
    help: """
      A key of a server's descriptor, NAME@VARIANT.KEY=VALUE, in a variant that exists for this \
      command only, such as iipsrv@one.workers.count=1; null removes the key; repeatable.
      """)
  var settings: [String] = []

  /// The descriptors of the folder and the variants that `--set` makes.
  ///
  /// - Parameter selected: The labels of the selected servers.
  /// - Throws: `ValidationError` for a malformed flag, ``SelectionError`` for a variant that is not
  ///   selected, ``CommandFailure`` after logging all problems.
  func descriptors(
    in folders: Folders, selected: [String]
  ) throws -> DescriptorCatalog {
    let catalog = try folders.descriptors()
    let settings = try settings.map { text in
      guard let setting = DescriptorSetting(text) else {
        throw ValidationError("--set '\(text)': expected \(DescriptorSetting.form)")
      }
      guard selected.contains(setting.label) else {
        throw SelectionError(problems: [
          "--set '\(text)': '\(setting.label)' is not selected; add it to the servers"
        ])
      }
      return setting
    }
    let (all, problems) = try DescriptorLoader().adding(
      settings, to: catalog, in: folders.serversFolder)
    try Folders.refuse(problems, showing: problems)
    return all
  }

  /// The servers with the build arguments of the flags.
  ///
  /// - Throws: `ValidationError`, or ``SelectionError`` for an argument that no server declares.
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

  @Option(
    help: """
      The number of processes or threads of every server ({workers}), instead of the one in its \
      descriptor.
      """)
  var workers: Int?

  @Option(
    name: .customLong("server-cpus"), help: "The processors of each server, such as 0-1,3.",
    transform: processors)
  var serverCPUs: CPUSet?

  @Option(
    name: .customLong("server-memory"), help: "The maximum memory of each server, such as 2g.",
    transform: memory)
  var serverMemory: Int?

  @Option(
    name: .customLong("generator-cpus"), help: "The processors of the load generator, such as 2-3.",
    transform: processors)
  var generatorCPUs: CPUSet?

  @Option(
    help: """
      The address for requests if the container engine runs on another machine (DOCKER_HOST or a \
      context). Default: the host in the engine's address.
      """)
  var host: String?

  @Option(
    help: """
      The folder with a copy of the images on the machine of a remote engine.
      """)
  var remoteImages: String?

  @OptionGroup var headerFlags: HeaderFlags

  func validate() throws {
    if serviceURL != nil || identifiers != nil {
      guard urls.count == 1, serviceURL != nil, identifiers != nil else {
        throw ValidationError(
          "a service without a descriptor needs one --url http://HOST/PATH and --identifiers")
      }
    }
    if runtime == .process, host != nil || remoteImages != nil {
      throw ValidationError("--host and --remote-images require a container engine")
    }
    if let remoteImages, !remoteImages.hasPrefix("/") {
      throw ValidationError("--remote-images must be an absolute path on the engine's machine")
    }
  }

  /// The resource limits of the flags, completed by those of a study.
  func resourceLimits(over study: ResourceLimits? = nil) -> ResourceLimits? {
    let own = ResourceLimits(
      workers: workers, serverCPUs: serverCPUs, serverMemory: serverMemory,
      generatorCPUs: generatorCPUs)
    let all = own.completed(by: study ?? ResourceLimits())
    return all == ResourceLimits() ? nil : all
  }

  /// The labels of servers that already run.
  var externalLabels: Set<String> {
    Set(
      urls.filter { !Self.isAddress($0) }.compactMap {
        $0.split(separator: "=").first.map(String.init)
      })
  }

  /// Sets the servers' number of workers to that of the limits.
  ///
  /// - Returns: A warning for each server that the limits do not affect.
  func warnings(
    for resourceLimits: ResourceLimits?, of selection: inout Selection, folders: Folders
  ) throws -> [String] {
    let external = externalLabels
    let isLimited = resourceLimits?.serverCPUs != nil || resourceLimits?.serverMemory != nil
    let unlimited = selection.servers.map(\.descriptor.label)
      .filter { isLimited && external.contains($0) }
    return try selection.setWorkers(
      resourceLimits?.workers, folder: folders.serversFolder, external: external)
      + unlimited.map { "The limits do not apply to \($0), because it already runs." }
  }

  /// The pictures under names that all servers can serve, as far as the servers are given files of
  /// this machine; reports what was renamed or must be.
  func servable(
    _ dataset: Dataset, by servers: [PlannedServer], observer: any RunObserver
  ) throws -> ServableNames {
    let names = try ServableNames(
      dataset, for: servers, canRename: remoteImages == nil && urls.isEmpty)
    for warning in names.warnings { observer.observe(.warning(warning)) }
    return names
  }

  /// The image folder for a server with a layout, on the server's machine.
  func imageFolder(of dataset: Dataset) -> @Sendable (IdentifierRule.Layout) throws -> URL {
    guard let remoteImages else { return { try RunImages.folder(of: dataset, layout: $0) } }
    let root = URL(filePath: remoteImages, directoryHint: .isDirectory)
    return { layout in
      let local = try RunImages.folder(of: dataset, layout: layout)
      return local == dataset.root ? root : root.appending(path: local.lastPathComponent)
    }
  }

  /// The addresses of servers that already run, by label, without users and passwords.
  ///
  /// - Throws: `ValidationError`, or ``SelectionError`` for a server that is not part of the run.
  func origins(known labels: [String]) throws -> [String: String] {
    try Dictionary(addresses(known: labels).map { ($0.label, $0.origin) }) { $1 }
  }

  /// The users and passwords in the addresses of servers that already run, by origin.
  ///
  /// - Throws: `ValidationError`.
  func credentials() throws -> [String: Credentials] {
    let all = try addresses(known: nil).compactMap { address in
      address.credentials.map { (address.origin, $0) }
    }
    let service = urls.filter(Self.isAddress).compactMap { text in
      let (url, credentials) = Credentials.extracted(from: text)
      return credentials.map { (PlannedServer.origin(of: url), $0) }
    }
    return Dictionary(all + service) { $1 }
  }

  private func addresses(
    known labels: [String]?
  ) throws -> [(label: String, origin: String, credentials: Credentials?)] {
    try urls.filter { !Self.isAddress($0) }.map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let (url, credentials) = Credentials.extracted(from: parts.last ?? "")
      let origin = url.hasSuffix("/") ? String(url.dropLast()) : url
      guard parts.count == 2, Origin(origin) != nil else {
        throw ValidationError(
          "--url '\(Credentials.withoutSecrets(text))': expected NAME=http://HOST:PORT, "
            + "NAME=http://USER:PASSWORD@HOST:PORT or NAME=http+unix://SOCKET, without a path")
      }
      if let labels, !labels.contains(parts[0]) {
        throw SelectionError.unknown("server in this run", parts[0], known: labels)
      }
      return (parts[0], origin, credentials)
    }
  }

  /// The launchers for a run, in order of preference.
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

/// Parses a set of processors.
private func processors(_ text: String) throws -> CPUSet {
  guard let set = CPUSet(text) else { throw ValidationError("expected \(CPUSet.expectation)") }
  return set
}

/// Parses a memory size.
private func memory(_ text: String) throws -> Int {
  guard let bytes = MemorySize.bytes(text) else {
    throw ValidationError("expected \(MemorySize.expectation)")
  }
  return bytes
}
