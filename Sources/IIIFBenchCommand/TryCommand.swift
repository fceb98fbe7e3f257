import Configuration
import Launching
import Measuring
import ArgumentParser
import Foundation
import IIIF
import IIIFBench
import Reports
import Support

/// `iiif-bench try`: tests one server in detail.
struct TryCommand: LoggedCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "try",
      abstract: "Start one server, run each operation once, and show all details.",
      discussion: """
        Shows the command, the rendered configuration files, every request with its answer, the \
        server's log, and suggested changes to the descriptor. Operations that may harm a server are \
        skipped unless they are named.
        """)
  }

  @Argument(
    help: "The server, NAME or NAME@VARIANT; none with --url and --identifiers.")
  var server: String?
  @Option(
    name: .customLong("operation"), help: "An operation; repeatable. Default: all.",
    completion: .operations)
  var operations: [String] = []
  @Option(
    help: "The source format. Default: the first common format that the server reads.",
    completion: .formats)
  var format: String?
  @Option(
    help: .choice(
      "The major version of the Image API. Default: all that the server offers.",
      of: MajorVersion.self))
  var api: MajorVersion?
  @Option(help: "A folder with images instead of the sample.", completion: .directory)
  var images = "sample"
  @OptionGroup var serverOptions: ServerOptions
  @OptionGroup var connection: ConnectionFlags
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var folders: Folders

  mutating func run() async throws {
    try await connection.applied(credentials: serverOptions.credentials()) { [self] in
      try await show()
    }
  }

  private func show() async throws {
    let display = progress.display()
    defer { display.finish() }
    let own = try await serverOptions.ownService(count: 1, seed: 1, observer: display)
    for warning in own?.warnings ?? [] { Log.current.warning(warning) }
    let selection = try selected(own)
    let versions = try versions(of: selection.servers[0])
    let descriptor = versions[0].descriptor
    let format = try own == nil ? format(for: descriptor) : .own
    let origins = try own?.origins ?? serverOptions.origins(known: [descriptor.label])
    let pictures =
      if let own {
        own.dataset
      } else {
        try await RunImages(cache: folders.cacheFolder).dataset(
          source: images, count: 1, formats: [format], observer: display)
      }
    let dataset = try serverOptions.servable(
      pictures,
      by: versions, observer: display
    ).dataset
    let results = try await serverOptions.withPrepared(
      versions, origins: origins, dataset: dataset, limits: serverOptions.resourceLimits(),
      folders: folders, observer: display
    ) { startup in
      display.finish()
      let trial = ServerTrial(
        versions: versions, operations: selection.operations, format: format, dataset: dataset,
        start: startup.starts(in: [format]))
      let folder = try RunImages.folder(of: dataset, layout: descriptor.identifier.layout)
      let runtime = startup.servers[descriptor.label]?.launcher.runtime ?? .external
      return try await trial.results { event in
        print(text(of: event, descriptor, format: format, runtime: runtime, images: folder))
      }
    }
    try conclude(results, of: versions, operations: selection.operations)
  }

  private func selected(_ own: OwnService?) throws -> Selection {
    try serverOptions.resourceLimits()?.validate()
    let names =
      operations.isEmpty
      ? Tool.operations.filter { $0.kind != .harmful && $0.requiredOption == nil }.map { $0.name }
        .sorted() : operations
    if let own {
      return try own.selection(of: names.map { StudyOperation(name: $0) }, timed: false)
    }
    guard let server else {
      throw CommandFailure(
        "name a server, or give --url and --identifiers of a service", status: .usage)
    }
    var selection = try Selection(
      servers: [server], operations: names.map { StudyOperation(name: $0) },
      major: api?.number ?? Study.Standard.api,
      catalog: serverOptions.descriptors(in: folders, selected: [server]),
      among: Tool.operations, timed: false)
    for warning in try serverOptions.apply(
      to: &selection, limits: serverOptions.resourceLimits(), folders: folders)
    {
      Log.current.warning(warning)
    }
    guard selection.servers.count == 1 else {
      throw CommandFailure(
        "'\(server)' selects more than one server; name one", status: .usage)
    }
    return selection
  }

  /// The server in each selected version.
  private func versions(of server: PlannedServer) throws -> [PlannedServer] {
    let offered = server.descriptor.api.sorted { $0.version < $1.version }
    let versions = offered.filter { api == nil || api?.number == $0.version.major }
    guard !versions.isEmpty else {
      throw CommandFailure(
        "'\(server.descriptor.label)' does not offer this version of the Image API; it offers: "
          + offered.map(\.version.rawValue).joined(separator: ", "), status: .usage)
    }
    return versions.map { support in
      var planned = server
      planned.api = support
      return planned
    }
  }

  private func format(for descriptor: ServerDescriptor) throws -> SourceFormat {
    let readable = SourceFormat.common.filter { descriptor.sources.contains($0.family) }
    guard let name = format else { return readable[0] }
    let format = try SourceFormat.named([name])[0]
    guard descriptor.sources.contains(format.family) else {
      throw CommandFailure(
        "'\(descriptor.label)' does not read \(name); it reads: "
          + readable.map(\.name).joined(separator: ", "), status: .usage)
    }
    return format
  }

  private func text(
    of event: ServerTrial.Event, _ descriptor: ServerDescriptor, format: SourceFormat,
    runtime: Runtime, images: URL
  ) -> String {
    let text = TrialText(colour: Terminal.colour)
    return switch event {
    case .started(let running):
      text.start(
        running.record, of: descriptor.label, by: runtime,
        files: files(of: descriptor, in: running.record), images: images)
    case .ready(let duration, let origin): text.ready(at: origin, after: duration)
    case .version(let server): "\n" + text.heading(server, format: format)
    case .exchange(let exchange): text.exchange(exchange)
    case .result(let result): text.verdict(result)
    case .log(let lines): "\n" + text.log(lines)
    }
  }

  /// The configuration files of a start, each with its template.
  private func files(
    of descriptor: ServerDescriptor, in record: LaunchRecord?
  ) -> [TrialText.ConfigurationFile] {
    zip(descriptor.files, record?.files ?? []).map { name, file in
      let template = folders.serversFolder.appending(path: "\(descriptor.filesFolder)/\(name)")
      return TrialText.ConfigurationFile(
        template: template.relativePath, before: lines(of: template), path: file.path,
        after: lines(of: file))
    }
  }

  private func lines(of file: URL) -> [String] {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func conclude(
    _ results: [FeatureResult], of versions: [PlannedServer],
    operations: [any ImageOperation]
  ) throws {
    let advice = versions.flatMap { server in
      DescriptorAdvice(
        server: server, results: results.filter { $0.version == server.api.version },
        operations: operations
      ).sentences
    }
    let file =
      folders.serversFolder.relativePath
      + "/\(versions[0].descriptor.name).\(DescriptorLoader.fileExtension)"
    if serverOptions.serviceURL == nil {
      print("\n" + TrialText(colour: Terminal.colour).advice(advice, about: file))
    }
    let failures = results.count(where: \.isFailure)
    if failures > 0 {
      throw CommandFailure(
        "\(failures) of \(results.count) operations got an invalid answer", status: .failed)
    }
  }
}
