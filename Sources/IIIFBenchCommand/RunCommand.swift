import Launching
import Measuring
import Results
import ArgumentParser
import Foundation
import IIIF
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

  @Option(
    help: """
      The maximum number of requests of the whole run, for a service that belongs to somebody else: one block \
      without a warm-up.
      """)
  var requests: Int?

  @Flag(help: "List every cell with its requests without starting anything.")
  var dryRun = false

  mutating func run() async throws {
    var study = try merged(into: folders.study(study))
    let settings = study.traffic.connectionSettings(credentials: try serverOptions.credentials())
    let own = try await ConnectionSettings.$current.withValue(settings) {
      try await serverOptions.ownService(
        count: studyOptions.count, seed: seed, observer: progress.display())
    }
    study = own?.study(study) ?? study
    var selection = try FileReading.reported {
      try own?.selection(of: study.operations, timed: true)
        ?? Selection(
          study: study, catalog: serverOptions.descriptors(in: folders, selected: study.servers),
          operations: Tool.operations)
    }
    if let requests { try limit(&study, to: requests, selection: selection, own: own) }
    var warnings = own?.warnings ?? []
    warnings +=
      own != nil
      ? []
      : try serverOptions.apply(
        to: &selection, limits: study.resourceLimits, folders: folders)
    warnings += selection.setQuality(
      study.matchQuality, external: serverOptions.externalLabels)
    if study.qualityPrice == .measured {
      selection.addQualityCopies(external: serverOptions.externalLabels)
    }
    let origins =
      try own?.origins
      ?? serverOptions.origins(known: selection.servers.map(\.descriptor.label))
    if !dryRun {
      try await serverOptions.refuseForeignLoad(
        of: study, origins: origins,
        sendsAtOnce: own.map { requestsAtOnce(of: selection, on: $0) > 1 } ?? false)
    }
    let display = progress.display(of: study)
    let debug = build == .debug && !dryRun ? [Self.debugWarning] : []
    for warning in debug + warnings { display.observe(.warning(warning)) }
    let execution = RunExecution(
      study: study, selection: selection, serverOptions: serverOptions, folders: folders,
      seed: seed, output: output, warnings: warnings, pictures: own?.dataset)
    let done = try await display.whileShown { () async throws -> RunExecution.Done? in
      try await execution.withConnectionSettings {
        let names = try await execution.names(display)
        guard dryRun else {
          return try await execution.measured(names, origins: origins, display)
        }
        display.finish()
        try DryRun(study: study, selection: selection, dataset: names.dataset, seed: seed).print()
        return nil
      }
    }
    if let done { try show(done.result, in: done.folder) }
  }

  /// Shown by debug builds; the result and its reports record the build as well.
  private static let debugWarning =
    "This is a debug build: its load generator is slow and takes CPU time from the servers. "
    + "'make build' makes the release build, .build/release/iiif-bench."

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

  private func show(_ result: BenchmarkResult, in folder: URL) throws {
    print(TerminalTable(result, width: Terminal.width, colour: Terminal.colour).text)
    // The link 'latest' may lead to another run that began meanwhile.
    print("\nReport: \(output)/\(folder.lastPathComponent)/report.html")
    try thresholdOptions.refuse(result)
  }
}
