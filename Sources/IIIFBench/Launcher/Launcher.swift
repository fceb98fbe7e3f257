public import Foundation

/// Starts servers of one runtime: containers or local processes.
public protocol Launcher: Sendable {
  /// The runtime, as in `--runtime`.
  var runtime: Runtime { get }
  /// Makes ready what `start` needs, once a run: builds or pulls the container image, fills the
  /// virtual environment, or finds that a program is missing.
  ///
  /// - Throws: ``LaunchError``.
  func prepare(_ server: ServerDescriptor) async throws -> PreparedServer
  /// Starts a prepared server and returns at once, before it answers.
  ///
  /// - Throws: ``LaunchError``.
  func start(_ server: PreparedServer, images: URL) async throws -> any RunningServer
}

/// What starts servers.
public enum Runtime: String, Codable, Sendable, CaseIterable {
  /// Docker.
  case docker
  /// Podman.
  case podman
  /// nerdctl, the command of containerd.
  case nerdctl
  /// A process of this machine.
  case process
  /// A server that somebody else started.
  case external
}

/// A server whose parts are all there.
public struct PreparedServer: Codable, Sendable {
  /// The server.
  public var descriptor: ServerDescriptor
  /// The runtime that prepared it.
  public var runtime: Runtime
  /// Digest of the container image, or versions of the packages: what identifies the program.
  public var provenance: [String: String]

  /// Creates a prepared server.
  public init(descriptor: ServerDescriptor, runtime: Runtime, provenance: [String: String]) {
    self.descriptor = descriptor
    self.runtime = runtime
    self.provenance = provenance
  }
}

/// A server that has been started.
public protocol RunningServer: Sendable {
  /// Scheme, host and port: `http://127.0.0.1:49152`.
  var origin: String { get }
  /// How it was started; nil for a server that somebody else started.
  var record: LaunchRecord? { get }
  /// Nil while the server runs, otherwise how it ended: `exited with status 1`.
  func ending() async -> String?
  /// The last lines that it wrote to standard output, standard error or its log.
  func lastLines(_ count: Int) async -> [String]
  /// CPU time and memory of all of its processes so far; nil where it cannot be read.
  func usage() async -> ResourceUsage?
  /// Reads the same at once, and can begin a new peak of memory; nil where it cannot be read.
  var meter: (any ResourceMeter)? { get }
  /// Process identifiers of all of its processes, with their start times in clock ticks since boot.
  func processes() async -> [ServerProcess]
  /// How many of its processes the kernel has killed for want of memory; nil where it does not tell.
  func outOfMemoryKills() async -> Int?
  /// Stops the server and removes everything that was started or made for it. Safe to call twice.
  func stop() async
}

extension RunningServer {
  /// Nil: nothing is known.
  public func outOfMemoryKills() async -> Int? { nil }
}

/// A process of a running server.
public struct ServerProcess: Codable, Hashable, Sendable {
  /// The process identifier on the host.
  public var id: Int32
  /// When it started, in clock ticks since boot (`/proc/PID/stat`, field 22).
  public var startTime: UInt64
  /// Its name.
  public var name: String

  /// Creates a record of a process.
  public init(id: Int32, startTime: UInt64, name: String) {
    self.id = id
    self.startTime = startTime
    self.name = name
  }
}

/// CPU time and memory of a server since its start.
public struct ResourceUsage: Codable, Hashable, Sendable {
  /// CPU time in seconds, user and system.
  public var cpuSeconds: Double
  /// The most memory that it has used at one time since the last reset, in bytes.
  public var peakMemory: Int
  /// Where the CPU time was read.
  public var clock: CPUClock
  /// The part of `cpuSeconds` that only clock ticks show; 0 unless `clock` counts for processes.
  public var secondsInTicks: Double

  /// Creates a record.
  public init(
    cpuSeconds: Double, peakMemory: Int, clock: CPUClock, secondsInTicks: Double = 0
  ) {
    self.cpuSeconds = cpuSeconds
    self.peakMemory = peakMemory
    self.clock = clock
    self.secondsInTicks = secondsInTicks
  }

  /// What was used since an earlier reading; the peak of memory is that of this one.
  func since(_ opening: ResourceUsage) -> ResourceUsage {
    var usage = self
    usage.cpuSeconds = max(0, cpuSeconds - opening.cpuSeconds)
    usage.secondsInTicks = max(0, secondsInTicks - opening.secondsInTicks)
    if clock.source == .processClocks {
      usage.clock = .processes(inTicks: usage.secondsInTicks > 0)
    }
    return usage
  }
}

/// A server that could not be started.
public enum LaunchError: Error, Hashable, Sendable {
  /// A program is not installed; `package` is the Debian package that brings it.
  case missingProgram(name: String, package: String?)
  /// A container engine does not answer.
  case engineUnavailable(engine: String, detail: String)
  /// The descriptor has no recipe for the runtime.
  case noRecipe(server: String, runtime: Runtime)
  /// An image could not be built or pulled, or packages could not be installed.
  case preparation(server: String, step: String, lastLines: [String])
  /// The server ended before it answered.
  case ended(server: String, how: String, lastLines: [String])
  /// The server did not answer the first image request in time; `detail` is its last answer.
  case notReady(server: String, seconds: Double, detail: String, lastLines: [String])
  /// A limit of processors or memory cannot be kept for a server, or for the load generator.
  case limit(of: String, detail: String)
  /// The system refused a file, a folder or a port.
  case system(server: String, detail: String)
}
