import Foundation
import IIIFBench
import Launching
import LoadGenerator
import Measuring
import Reports
import Results
import Support

/// A run of selected servers, as `run` and `repeat` carry it out.
struct RunExecution {
  var study: Study
  var selection: Selection
  var serverOptions: ServerOptions
  var folders: Folders
  var seed: UInt64
  var output: String
  var warnings: [String]
  /// The pictures of a running service; nil for those of the study.
  var pictures: Dataset?

  /// A finished run.
  struct Done {
    /// The result.
    var result: BenchmarkResult
    /// Its folder.
    var folder: URL
  }

  /// Runs a body with the study's limit of open files and its connection settings.
  ///
  /// - Throws: ``CommandFailure`` if the system does not allow the files, and what the body throws.
  func withConnectionSettings<Value>(
    _ body: () async throws -> Value
  ) async throws -> Value {
    try prepareFiles(for: study, servers: selection.servers.count)
    let settings = study.traffic.connectionSettings(credentials: try serverOptions.credentials())
    return try await ConnectionSettings.$current.withValue(settings, operation: body)
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

  /// The pictures, under names that all servers can serve; rehearses the requests on them.
  func names(_ display: any ProgressDisplay) async throws -> ServableNames {
    let dataset =
      if let pictures {
        pictures
      } else {
        try await RunImages(cache: folders.cacheFolder).dataset(
          for: study, servers: selection.servers, observer: display)
      }
    let names = try serverOptions.servable(dataset, by: selection.servers, observer: display)
    try RequestRehearsal(
      study: study, selection: selection, dataset: names.dataset, seed: seed
    ).run()
    return names
  }

  /// Starts the servers, measures, and writes the result and its page.
  ///
  /// - Throws: The errors of the start and of the run, ``StorageError``.
  func measured(
    _ names: ServableNames, origins: [String: String], _ display: any ProgressDisplay
  ) async throws -> Done {
    let (result, folder) = try await serverOptions.withPrepared(
      selection.servers, origins: origins, dataset: names.dataset, limits: study.resourceLimits,
      folders: folders, observer: display
    ) { startup in
      var run = BenchmarkRun(
        study: study, selection: selection, dataset: names.dataset, folder: startup.folder,
        servers: startup.servers, seed: seed,
        command: HeaderFlags.recorded(CommandLine.arguments).map(Credentials.withoutSecrets),
        tool: ToolRecord(
          version: Tool.version, libcurl: LibcurlVersion.text, swift: swiftVersion,
          build: build),
        observer: display)
      run.warnings = warnings + names.warnings
      return try await run.execute(
        below: URL(filePath: output, directoryHint: .isDirectory))
    }
    try write(to: folder.appending(path: "report.html").path) { HTMLReport(result).text }
    return Done(result: result, folder: folder)
  }
}

/// The build configuration of this program.
var build: ToolRecord.Build {
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
