import Launching
import Measuring
import Results
import ArgumentParser
import Foundation
import IIIFBench
import LoadGenerator
import Reports
import Support

/// `iiif-bench run`: runs a benchmark.
struct RunCommand: LoggedCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run", abstract: "Measure and compare servers.")
  }

  @Argument(help: "The study, by its name or the path of its file.")
  var study = "quick"

  @OptionGroup var studyOptions: StudyOptions
  @OptionGroup var serverOptions: ServerOptions
  @OptionGroup var thresholdOptions: ThresholdOptions
  @OptionGroup var progress: ProgressOptions
  @OptionGroup var folders: Folders

  @Option(help: "The seed of the order and of all requests.")
  var seed: UInt64 = 1

  @Option(help: "The folder for results.", completion: .directory)
  var output = "results"

  @Flag(help: "List every cell with its requests without starting anything.")
  var dryRun = false

  mutating func run() async throws {
    let study = try merged(into: folders.study(study))
    var selection = try FileReading.reported {
      try Selection(
        study: study, catalog: serverOptions.descriptors(in: folders, selected: study.servers),
        operations: Tool.operations)
    }
    var warnings = try serverOptions.apply(
      to: &selection, limits: study.resourceLimits, folders: folders)
    warnings += selection.setQuality(
      study.matchQuality, external: serverOptions.externalLabels)
    let origins = try serverOptions.origins(known: selection.servers.map(\.descriptor.label))
    let display = progress.display(of: study)
    for warning in warnings { display.observe(.warning(warning)) }
    try prepareFiles(for: study, servers: selection.servers.count)
    let settings = study.traffic.connectionSettings(credentials: try serverOptions.credentials())
    guard
      let (result, folder) = try await display.whileShown({
        try await ConnectionSettings.$current.withValue(settings) {
          try await measured(
            study, selection, warnings: warnings, origins: origins, display)
        }
      })
    else { return }
    try show(result, in: folder)
  }

  /// Raises the limit of open files to what the load needs.
  ///
  /// - Throws: ``CommandFailure`` if the system does not allow it.
  private func prepareFiles(for study: Study, servers: Int) throws {
    let atOnce = min(servers, study.serversAtOnce(memory: HostRecord.current.memory))
    let needed = study.openFiles(serversAtOnce: atOnce)
    guard needed <= OpenFiles.maximum else {
      throw CommandFailure(
        "this load needs \(needed) open files, but the system allows \(OpenFiles.maximum): raise the "
          + "hard limit with 'ulimit -Hn \(needed)', or use fewer users", status: .unavailable)
    }
    OpenFiles.raiseLimit(to: needed)
  }

  /// The study with the changes by flags, validated.
  ///
  /// - Throws: ``BoundError`` for numbers out of bounds, or the error of an invalid flag.
  func merged(into original: Study) throws -> Study {
    var study = try studyOptions.applied(to: original)
    study.resourceLimits = serverOptions.resourceLimits(over: study.resourceLimits)
    study.thresholds = try thresholdOptions.added(to: study.thresholds)
    try study.validate()
    return study
  }

  /// The result of the run and its folder; nil for a dry run.
  private func measured(
    _ study: Study, _ selection: Selection, warnings: [String], origins: [String: String],
    _ display: any ProgressDisplay
  ) async throws -> (BenchmarkResult, URL)? {
    let images = RunImages(cache: folders.cacheFolder)
    let names = try serverOptions.servable(
      try await images.dataset(for: study, servers: selection.servers, observer: display),
      by: selection.servers, observer: display)
    let dataset = names.dataset
    try RequestRehearsal(
      study: study, selection: selection, dataset: dataset, seed: seed
    ).run()
    if dryRun {
      display.finish()
      try DryRun(study: study, selection: selection, dataset: dataset, seed: seed).print()
      return nil
    }
    return try await serverOptions.withPrepared(
      selection.servers, origins: origins, dataset: dataset, limits: study.resourceLimits,
      folders: folders, observer: display
    ) { startup in
      var run = BenchmarkRun(
        study: study, selection: selection, dataset: dataset, folder: startup.folder,
        servers: startup.servers, seed: seed,
        command: CommandLine.arguments.map(Credentials.withoutSecrets),
        tool: ToolRecord(
          version: Tool.version, libcurl: LibcurlVersion.text, swift: swiftVersion,
          build: build),
        observer: display)
      run.warnings = warnings + names.warnings
      return try await run.execute(
        below: URL(filePath: output, directoryHint: .isDirectory))
    }
  }

  private func show(_ result: BenchmarkResult, in folder: URL) throws {
    let page = folder.appending(path: "report.html")
    do {
      try Data(HTMLReport(result).text.utf8).write(to: page, options: .atomic)
    } catch {
      throw StorageError(path: page.path, error: error)
    }
    print(TerminalTable(result, width: Terminal.width, colour: Terminal.colour).text)
    // The link 'latest' may lead to another run that began meanwhile.
    print("\nReport: \(output)/\(folder.lastPathComponent)/report.html")
    try thresholdOptions.refuse(result)
  }
}

/// The build configuration of this program.
private var build: ToolRecord.Build {
  #if DEBUG
    .debug
  #else
    .release
  #endif
}

/// The version of the compiler that built this program, as far as conditions can tell.
private var swiftVersion: String {
  #if compiler(>=6.4)
    "6.4 or newer"
  #elseif compiler(>=6.3)
    "6.3"
  #else
    "6.2"
  #endif
}
