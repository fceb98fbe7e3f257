import Launching
import ChildProcess
import Datasets
import Measuring
import ArgumentParser
import Foundation
import IIIF
import IIIFBench
import Reports

/// `iiif-bench check`: what servers can do, and whether they can do what they claim.
struct CheckCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: "Put every operation once to every server, without load: the compliance table.",
      discussion: """
        The picture is the one of coloured squares by which the IIIF's validator knows regions. \
        Claims are those of the server's own info.json. Operations that may harm a server come last; \
        a server that dies is named and started again. The exit status is 1 when a claim does not \
        hold.
        """)
  }

  @Argument(help: "The study whose servers and formats are used.")
  var study = "quick"

  @Option(name: .customLong("server"), help: "A server, NAME or NAME@VARIANT; may be repeated.")
  var servers: [String] = []
  @Option(
    name: .customLong("operation"), help: "An operation; may be repeated. All without any.",
    completion: .operations)
  var operations: [String] = []
  @Option(
    name: .customLong("format"), help: "A source format; may be repeated.", completion: .formats)
  var formats: [String] = []
  @Option(
    name: .customLong("api"),
    help: .choice("A major version of the Image API; may be repeated.", of: MajorVersion.self))
  var versions: [MajorVersion] = []
  @Option(
    help: """
      A folder with images or the address of a manifest, of which the first image is used, instead \
      of the coloured squares.
      """,
    completion: .directory)
  var images: String?
  @Option(
    name: .customLong("with"),
    help: """
      A shell command that is run for each server, version and format before the operations, with \
      IIIF_SERVER, IIIF_VERSION, IIIF_FORMAT, IIIF_ORIGIN, IIIF_PREFIX and IIIF_IDENTIFIER set.
      """)
  var companion: String?
  @Flag(help: "As JSON, which 'report --compliance' takes.") var json = false
  @OptionGroup var serverOptions: ServerOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var folders: Folders

  mutating func run() async throws {
    let (study, selection) = try selected()
    let planned = variants(of: selection.servers)
    let display = progress.display()
    let report = try await display.whileShown {
      try await checked(planned, with: selection, of: study, display)
    }
    try show(report)
  }

  private func checked(
    _ planned: [PlannedServer], with selection: Selection, of study: Study,
    _ display: any ProgressDisplay
  ) async throws -> ComplianceReport {
    let dataset = try await RunImages(cache: folders.cacheFolder).dataset(
      for: study, servers: selection.servers, observer: display)
    let registry = try await folders.registry(observer: display)
    defer { registry.close() }
    let origins = try serverOptions.origins(known: planned.map(\.descriptor.label))
    let folder = serverOptions.imageFolder(of: dataset)
    let prepared = try await ServerPreparation(
      servers: planned, origins: origins, folder: folder, observer: display
    ).ready(
      with: serverOptions.launchers(
        folders: folders, registry: registry, resourceLimits: study.resourceLimits))
    let start = ServerStart(
      servers: prepared, dataset: dataset, formats: study.formats, folder: folder)
    return try await ComplianceRun(
      servers: planned, operations: selection.operations, formats: study.formats,
      dataset: dataset, seed: 1, companion: companion.map(command), observer: display,
      launch: start.launch, awaitReady: start.awaitReady
    ).report()
  }

  /// Runs the user's command for a server.
  private func command(_ text: String) -> ComplianceRun.Companion {
    { subject in
      let output = try await ExternalProgram(name: "sh", package: "dash").run(
        ["-c", text],
        environment: [
          "IIIF_SERVER": subject.server, "IIIF_VERSION": subject.version.rawValue,
          "IIIF_FORMAT": subject.format.name, "IIIF_ORIGIN": subject.origin,
          "IIIF_PREFIX": subject.prefix, "IIIF_IDENTIFIER": subject.identifier,
        ])
      if !output.isEmpty { standardError(output) }
    }
  }

  private func selected() throws -> (study: Study, selection: Selection) {
    var study = try folders.study(study)
    if !servers.isEmpty { study.servers = servers }
    if !formats.isEmpty { study.formats = try SourceFormat.named(formats) }
    study.images = StudyImages(source: images ?? ColouredSquares.datasetName, count: 1)
    study.operations = (operations.isEmpty ? defaultOperations : operations)
      .map { StudyOperation(name: $0) }
    study.resourceLimits = serverOptions.resourceLimits()
    try study.validate()
    var selection = try Selection(
      study: study, catalog: folders.descriptors(), operations: Tool.operations, timed: false)
    selection.servers = try serverOptions.applied(to: selection.servers, folders: folders)
    try serverOptions.setProcesses(of: &selection, folders: folders)
    return (study, selection)
  }

  /// All operations but those that need a value which only the user has.
  private var defaultOperations: [String] {
    Tool.operations.filter { $0.requiredOption == nil }.map { $0.name }.sorted()
  }

  /// Each server in each of its versions that is asked for.
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
        "\(failures) of \(report.results.count) checks show a claim that does not hold or a crash",
        status: .failed)
    }
  }
}
