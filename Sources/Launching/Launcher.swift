package import IIIFBench
package import Results
package import Foundation

/// Starts servers of one runtime: containers or local processes.
package protocol Launcher: Sendable {
  /// The runtime, as in `--runtime`.
  var runtime: Runtime { get }
  /// Prepares what `start` needs, once a run: builds or pulls the container image, fills the
  /// virtual environment, and checks that programs are installed.
  ///
  /// - Throws: ``LaunchError``.
  func prepare(_ server: ServerDescriptor) async throws -> PreparedServer
  /// Starts a prepared server and returns at once, before it answers.
  ///
  /// - Throws: ``LaunchError``.
  func start(_ server: PreparedServer, images: URL) async throws -> any RunningServer
}

/// A server that is ready to be started.
package struct PreparedServer: Codable, Sendable {
  /// The server.
  package var descriptor: ServerDescriptor
  /// The runtime that prepared it.
  package var runtime: Runtime
  /// What identifies the program: digest of the container image, or versions of the packages.
  package var provenance: [String: String]

  /// Creates a prepared server.
  package init(descriptor: ServerDescriptor, runtime: Runtime, provenance: [String: String]) {
    self.descriptor = descriptor
    self.runtime = runtime
    self.provenance = provenance
  }
}

/// A server that has been started.
package protocol RunningServer: Sendable {
  /// Scheme, host and port: `http://127.0.0.1:49152`.
  var origin: String { get }
  /// Whether it was started by this run, and can be started afresh.
  var isOwn: Bool { get }
  /// How it was started; nil for a server that ran already.
  var record: LaunchRecord? { get }
  /// How the server ended, such as `exited with status 1`; nil while it runs.
  func ending() async -> String?
  /// The last lines that it wrote to standard output, standard error or its log.
  func lastLines(_ count: Int) async -> [String]
  /// A few lines that it wrote at a time, to about a second; empty if that is unknown.
  func log(at time: Date) async -> [String]
  /// Writes the whole log that is left to a file; false if there is none.
  func writeLog(to file: URL) async -> Bool
  /// CPU time and memory of all of its processes so far; nil if it cannot be read.
  func usage() async -> ResourceUsage?
  /// Reads the same at once, and can begin a new peak of memory; nil if it cannot be read.
  var meter: (any ResourceMeter)? { get }
  /// All of its processes.
  func processes() async -> [ServerProcess]
  /// The number of its processes that the kernel has killed because memory ran out; nil if unknown.
  func outOfMemoryKills() async -> Int?
  /// What it holds besides CPU time and memory; nil if it cannot be read.
  func holdings() async -> ServerHoldings?
  /// Stops the server and removes everything that was made for it. Safe to call twice.
  func stop() async
}

extension RunningServer {
  /// True: this run has started it.
  package var isOwn: Bool { true }
  /// Nothing: unknown.
  package func log(at time: Date) async -> [String] { [] }
  /// False: there is no log.
  package func writeLog(to file: URL) async -> Bool { false }
  /// Nil: unknown.
  package func outOfMemoryKills() async -> Int? { nil }
  /// Nil: unknown.
  package func holdings() async -> ServerHoldings? { nil }
}

/// A server that could not be started.
package enum LaunchError: Error, Hashable, Sendable {
  /// A program is not installed; `package` is its Debian package.
  case missingProgram(name: String, package: String?)
  /// A container engine does not answer.
  case engineUnavailable(engine: String, detail: String)
  /// The descriptor has no recipe for the runtime.
  case noRecipe(server: String, runtime: Runtime)
  /// An image could not be built or pulled, or packages could not be installed.
  case preparation(server: String, step: String, lastLines: [String])
  /// The server ended before it answered.
  case ended(server: String, how: String, lastLines: [String])
  /// The server did not answer the first image request in time; `detail` is its last answer, `advice`
  /// says what to change. The lines are nil for a server without a log.
  case notReady(
    server: String, seconds: Double, detail: String, advice: String, lastLines: [String]?)
  /// The server steadily refused the first requests; `advice` says what to change. The lines are nil for
  /// a server without a log.
  case refused(server: String, answer: String, advice: String, lastLines: [String]?)
  /// The log contradicts the start, as when the server fell back to something else.
  case log(server: String, finding: LogRules.Finding)
  /// A limit of processors or memory cannot be set for a server or for the load generator.
  case limit(of: String, detail: String)
  /// The system denied a file, a folder or a port.
  case system(server: String, detail: String)
}
