import Launching
import ChildProcess
import Datasets
import Measuring
import ArgumentParser
import Foundation
import IIIF
import IIIFBench
import Reports
import Support

/// `iiif-bench check`: tests which operations servers support and whether their claims hold.
struct CheckCommand: LoggedCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: "Run every operation once on every server, without load, and report compliance.",
      discussion: """
        The picture consists of coloured squares like the IIIF validator's, but is larger and oblong; \
        '--images squares' takes the validator's. The server's info.json contains its claims. A server \
        is started once for all of its versions and formats. Operations that may harm a server come \
        last, with limits of disk, memory and time. A server that ends or hangs is restarted, and an \
        operation is blamed only if it has that effect on a fresh start. The exit status is 1 if a \
        claim does not hold.
        """)
  }

  @Argument(help: "The study that defines servers and formats.")
  var study = "quick"

  @Option(name: .customLong("server"), help: "A server, NAME or NAME@VARIANT; repeatable.")
  var servers: [String] = []
  @Option(
    name: .customLong("operation"), help: "An operation; repeatable. Default: all.",
    completion: .operations)
  var operations: [String] = []
  @Option(
    name: .customLong("format"), help: "A source format; repeatable.", completion: .formats)
  var formats: [String] = []
  @Option(
    name: .customLong("api"),
    help: .choice("A major version of the Image API; repeatable.", of: MajorVersion.self))
  var versions: [MajorVersion] = []
  @Option(
    help: """
      A folder with images or the address of a manifest, whose first image replaces the coloured \
      squares, or 'squares' for the IIIF validator's picture.
      """,
    completion: .directory)
  var images: String?
  @Option(
    name: .customLong("with"),
    help: """
      A shell command to run for each server, version and format before the operations. The \
      variables IIIF_SERVER, IIIF_VERSION, IIIF_FORMAT, IIIF_ORIGIN, IIIF_PREFIX and \
      IIIF_IDENTIFIER are set.
      """)
  var companion: String?
  @Flag(help: "Print JSON, for 'report --compliance'.") var json = false
  @OptionGroup var serverOptions: ServerOptions
  @OptionGroup var connection: ConnectionFlags
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var folders: Folders

  mutating func run() async throws {
    let display = progress.display()
    let own = try await connection.applied(credentials: serverOptions.credentials()) {
      try await serverOptions.ownService(count: 1, seed: 1, observer: display)
    }
    for warning in own?.warnings ?? [] { Log.current.warning(warning) }
    let (study, selection) = try selected(own)
    let planned = variants(of: selection.servers)
    let report = try await display.whileShown {
      try await connection.applied(credentials: serverOptions.credentials()) {
        try await checked(planned, own: own, with: selection, of: study, display)
      }
    }
    try show(report)
  }

  private func checked(
    _ planned: [PlannedServer], own: OwnService?, with selection: Selection, of study: Study,
    _ display: any ProgressDisplay
  ) async throws -> ComplianceReport {
    let origins =
      try own?.origins ?? serverOptions.origins(known: planned.map(\.descriptor.label))
    let pictures =
      if let own {
        own.dataset
      } else {
        try await RunImages(cache: folders.cacheFolder).dataset(
          for: study, servers: selection.servers, observer: display)
      }
    let dataset = try serverOptions.servable(
      pictures,
      by: planned, observer: display
    ).dataset
    return try await serverOptions.withPrepared(
      planned, origins: origins, dataset: dataset, limits: study.resourceLimits, folders: folders,
      observer: display
    ) { startup in
      let starts = startup.starts(in: study.formats)
      return try await ComplianceRun(
        servers: planned, operations: selection.operations,
        deciding: try decidingOperations(), formats: study.formats, dataset: dataset, seed: 1,
        companion: companion.map(command), observer: display,
        launch: starts.launch, awaitReady: starts.awaitReady
      ).report()
    }
  }

  /// The user's command as a companion of the check.
  private func command(_ text: String) -> ComplianceRun.Companion {
    { subject in
      let output = try await ExternalProgram(name: "sh", package: "dash").run(
        ["-c", text],
        environment: [
          "IIIF_SERVER": subject.server, "IIIF_VERSION": subject.version.rawValue,
          "IIIF_FORMAT": subject.format.name, "IIIF_ORIGIN": subject.origin,
          "IIIF_PREFIX": subject.prefix, "IIIF_IDENTIFIER": subject.identifier,
        ])
      if !output.isEmpty { Log.current.info(output) }
    }
  }

  private func selected(_ own: OwnService?) throws -> (study: Study, selection: Selection) {
    var study = try folders.study(study)
    if !servers.isEmpty { study.servers = servers }
    if !formats.isEmpty { study.formats = try SourceFormat.named(formats) }
    study.images = StudyImages(source: images ?? ColouredSquares.oblong.datasetName, count: 1)
    study.operations = (operations.isEmpty ? defaultOperations : operations)
      .map { StudyOperation(name: $0) }
    var limits = serverOptions.resourceLimits() ?? ResourceLimits()
    limits.serverFileBytes = HarmLimits.fileBytes
    study.resourceLimits = limits
    study = own?.study(study) ?? study
    try study.validate()
    var selection = try FileReading.reported {
      try own?.selection(of: study.operations, timed: false)
        ?? Selection(
          study: study, catalog: serverOptions.descriptors(in: folders, selected: study.servers),
          operations: Tool.operations, timed: false)
    }
    if own != nil { return (study, selection) }
    for warning in try serverOptions.apply(
      to: &selection, limits: study.resourceLimits, folders: folders)
    {
      Log.current.warning(warning)
    }
    return (study, selection)
  }

  /// All operations that can decide on a level, with their default options.
  private func decidingOperations() throws -> [any ImageOperation] {
    try Tool.operations.filter { $0.requiredOption == nil }.map { type in
      try type.init(options: OptionValues([:], for: type.options, among: Tool.operations))
    }
  }

  /// All operations except those with a required option.
  ///
  /// A service of somebody else is not sent requests that may harm it.
  private var defaultOperations: [String] {
    Tool.operations.filter {
      $0.requiredOption == nil && ($0.kind != .harmful || serverOptions.serviceURL == nil)
    }.map { $0.name }.sorted()
  }

  /// Each server in each selected version.
  private func variants(of servers: [PlannedServer]) -> [PlannedServer] {
    let majors = versions.map(\.number)
    return servers.flatMap { server in
      server.descriptor.api.filter { majors.isEmpty || majors.contains($0.version.major) }
        .sorted { $0.version < $1.version }
        .map { api in
          var planned = server
          planned.api = api
          return planned
        }
    }
  }

  private func show(_ report: ComplianceReport) throws {
    if json {
      try printJSON(report)
    } else {
      print(ComplianceTable(report).text)
    }
    let failures = report.results.count(where: \.isFailure)
    if failures > 0 {
      throw CommandFailure(
        "\(failures) of \(report.results.count) checks found a claim that does not hold or a crash",
        status: .failed)
    }
  }
}
