@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation

/// The built program, run as a user runs it, in a folder of its own for results.
struct Program {
  /// What a run of the program gave.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The repository.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program beside the test bundle.
  static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "iiif-bench")

  let results: URL
  let cache: URL

  /// Creates a folder for results; images and environments are shared by all tests.
  private static let sharedCache = root.appending(path: ".cache")

  init(cache: URL = sharedCache) throws {
    results = FileManager.default.temporaryDirectory
      .appending(path: "iiif-bench-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: results, withIntermediateDirectories: true)
    self.cache = cache
  }

  /// Removes the results, and the cache unless other tests share it.
  func remove() {
    try? FileManager.default.removeItem(at: results)
    if cache != Self.sharedCache { try? FileManager.default.removeItem(at: cache) }
  }

  /// Runs the program to its end.
  func run(_ arguments: [String], servers: URL? = nil) throws -> Outcome {
    let process = try start(arguments, servers: servers)
    process.process.waitUntilExit()
    return process.outcome
  }

  /// Starts the program.
  func start(_ arguments: [String], servers: URL? = nil) throws -> Running {
    try Running(
      executable: Self.executable, arguments: arguments + folders(for: arguments, servers: servers),
      output: results.appending(path: "out-\(UUID().uuidString)"))
  }

  private func folders(for arguments: [String], servers: URL?) -> [String] {
    let folders = [
      "--servers", (servers ?? Self.root.appending(path: "servers.d")).path,
      "--studies", Self.root.appending(path: "studies.d").path,
      "--cache", cache.path,
    ]
    return switch arguments.first {
    case "run": folders + ["--output", results.path]
    case "report", "schema": []
    default: folders
    }
  }

  /// The result of the last run.
  func result() throws -> BenchmarkResult {
    try ResultStore.read(results.appending(path: "latest")).result
  }
}

/// A program that has been started.
final class Running {
  let process = Process()
  private let outputFile: URL
  private let errorFile: URL

  init(executable: URL, arguments: [String], output: URL) throws {
    outputFile = output
    errorFile = output.appendingPathExtension("errors")
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = Program.root
    for file in [outputFile, errorFile] {
      try Data().write(to: file)
    }
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  /// What the program has given so far; the status is meaningful after its end.
  var outcome: Program.Outcome {
    func text(_ file: URL) -> String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }
    return Program.Outcome(
      status: process.isRunning ? -1 : process.terminationStatus, output: text(outputFile),
      errors: text(errorFile))
  }

  /// Waits until a condition holds or the program has ended.
  ///
  /// - Returns: Whether the condition holds.
  func wait(until condition: () -> Bool) -> Bool {
    while process.isRunning {
      if condition() { return true }
      usleep(20_000)
    }
    return condition()
  }
}
