import ChildProcess
package import IIIFBench
package import Results
import Support
package import Foundation

/// A server that runs in a container.
package actor ContainerServer: RunningServer {
  package nonisolated let origin: String
  package nonisolated let record: LaunchRecord?
  package nonisolated let meter: (any ResourceMeter)?

  private let name: String
  private let engine: ContainerEngine
  private let scratch: StartFolder
  private let registry: RunRegistry
  private let isRemote: Bool
  private let sampler: SamplingMeter?
  private let stats: StatsMeter?
  /// The container's log, which the engine copies to a file; nil for the engine of another machine.
  private let log: BoundedLog?
  private let follower: RunningProgram?
  private let process: ProcessStat?
  /// The engine's init process, which is not one of the server's.
  private let initProcess: Int32?
  private var lastAsked: ContinuousClock.Instant?
  private var keptLines: [String] = []
  private var keptEnding: String?
  private var stopping: Task<Void, Never>?

  /// `{scratch}` inside a container.
  package static let temporaryFolder = "/tmp"
  /// Seconds between the request to stop and the kill.
  private static let grace = 3
  /// The interval between questions to the engine of another machine whether the container runs.
  private static let remotePause = Duration.seconds(2)
  /// The number of log lines that are kept after the stop.
  private static let keptLineCount = LogExcerpt.searched

  private init(
    origin: String, record: LaunchRecord, name: String, engine: ContainerEngine, process: Int32,
    usesInit: Bool, isRemote: Bool, follower: RunningProgram?, scratch: StartFolder,
    registry: RunRegistry
  ) {
    self.origin = origin
    self.record = record
    self.name = name
    self.engine = engine
    self.scratch = scratch
    self.registry = registry
    self.isRemote = isRemote
    initProcess = usesInit ? process : nil
    self.process = process > 0 && !isRemote ? ProcessStat(of: process) : nil
    sampler = self.process == nil ? nil : SamplingMeter(Self.source(of: process))
    stats = isRemote ? StatsMeter(container: name, engine: engine) : nil
    meter = sampler ?? stats
    self.follower = follower
    log = follower == nil ? nil : BoundedLog(scratch.log)
  }

  /// Wraps a container that has just been started.
  ///
  /// - Throws: ``LaunchError/ended(server:how:lastLines:)`` if it has already ended.
  package static func start(
    _ record: LaunchRecord, name: String, recipe: ContainerRecipe, server: String,
    engine: ContainerEngine, remote: RemoteEngine?, scratch: StartFolder, registry: RunRegistry
  ) async throws -> ContainerServer {
    let published = try await engine.run(["port", name, "\(recipe.port)/tcp"])
    let state = try await ContainerState.read(name, engine: engine)
    guard let address = published.output.split(separator: "\n").first(where: { !$0.isEmpty }),
      state?.ending == nil
    else {
      let log = try await engine.run(
        ["logs", "--tail", "\(LogExcerpt.searched)", name], merged: true)
      throw LaunchError.ended(
        server: server, how: state?.ending ?? "published no port",
        lastLines: log.lastLines(LogExcerpt.searched))
    }
    let port = address.split(separator: ":").last.map(String.init) ?? ""
    let follower =
      remote == nil
      ? try? await Program(
        engine.program, engine.options + ["logs", "--follow", name]
      ).start(output: .file(scratch.log.path), errors: nil) { _ in } : nil
    let server = ContainerServer(
      origin: remote?.origin(port: port) ?? "http://\(address)", record: record, name: name,
      engine: engine, process: state?.process ?? 0, usesInit: recipe.settings?.usesInit ?? true,
      isRemote: remote != nil, follower: follower, scratch: scratch, registry: registry)
    await server.boundLog()
    return server
  }

  /// Bounds the copy of the log once a second while the server runs.
  private func boundLog() {
    guard let log else { return }
    Task.detached(priority: .utility) { [weak self] in
      while await self?.isStopping == false {
        log.update()
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  private var isStopping: Bool { stopping != nil }

  /// The container's control group, or its processes if the engine uses the group of this process.
  private static func source(of process: Int32) -> ResourceSource {
    let own = ControlGroup(of: ProcessInfo.processInfo.processIdentifier)
    if let group = ControlGroup(of: process), group != own { return .group(group) }
    return .tree(process)
  }

  package func ending() async -> String? {
    if stopping != nil { return keptEnding ?? "was stopped" }
    if isSeenRunning || wasJustAsked { return nil }
    guard let state = try? await ContainerState.read(name, engine: engine) else {
      return "was removed by another program"
    }
    return state.ending
  }

  /// Whether the first process runs.
  ///
  /// `/proc` answers at once; a question to the engine costs about 10 ms of a processor.
  private var isSeenRunning: Bool {
    guard let process, let now = ProcessStat(of: process.id) else { return false }
    return now.runs && now.startTime == process.startTime
  }

  /// Whether the engine of another machine was asked a moment ago.
  private var wasJustAsked: Bool {
    guard isRemote else { return false }
    if let lastAsked, ContinuousClock.now - lastAsked < Self.remotePause { return true }
    lastAsked = .now
    return false
  }

  package func lastLines(_ count: Int) async -> [String] {
    if stopping != nil { return keptLines.suffix(count) }
    return await tail(count)
  }

  package func log(at time: Date) async -> [String] { log?.lines(at: time) ?? [] }

  package func writeLog(to file: URL) async -> Bool {
    guard let outcome = try? await engine.run(["logs", name], merged: true),
      !outcome.output.isEmpty
    else { return false }
    return (try? Data(outcome.output.utf8).write(to: file)) != nil
  }

  private func tail(_ count: Int) async -> [String] {
    let outcome = try? await engine.run(["logs", "--tail", "\(count)", name], merged: true)
    return outcome?.lastLines(count) ?? []
  }

  package func usage() async -> ResourceUsage? {
    meter?.read()
  }

  package func processes() async -> [ServerProcess] {
    guard isRemote else { return (sampler?.source.processes() ?? []).map(\.record).filter(isOwn) }
    let outcome = try? await engine.run(["top", name] + RemoteProcesses.columns)
    return RemoteProcesses.all(in: outcome?.output ?? "").filter(isOwn)
  }

  private func isOwn(_ process: ServerProcess) -> Bool { process.id != initProcess }

  package func outOfMemoryKills() async -> Int? {
    guard isRemote else { return sampler?.source.outOfMemoryKills }
    return (try? await ContainerState.read(name, engine: engine)).map { $0.outOfMemory ? 1 : 0 }
  }

  package func holdings() async -> ServerHoldings? {
    guard var holdings = sampler?.source.holdings(), let process else { return nil }
    let files = TemporaryFiles(below: "/proc/\(process.id)/root\(Self.temporaryFolder)")
    (holdings.temporaryFiles, holdings.temporaryBytes) = (files?.count, files?.bytes)
    let written = log?.update()
    (holdings.logLines, holdings.logBytes) = (written?.lines, written?.bytes)
    return holdings
  }

  package func stop() async {
    if let stopping { return await stopping.value }
    let task = Task {
      keptEnding = try? await ContainerState.read(name, engine: engine)?.ending
      keptLines = await tail(Self.keptLineCount)
      sampler?.finish()
      stats?.finish()
      let grace = Interruption.isHurried ? 0 : Self.grace
      _ = try? await engine.run(["stop", "--time", "\(grace)", name])
      _ = try? await engine.run(["rm", "--force", "--volumes", name])
      follower?.stop()
      scratch.remove()
      registry.forget(.folder(scratch.url.path))
    }
    stopping = task
    await task.value
  }
}

/// The state of a container as its engine reports it.
package struct ContainerState: Hashable, Sendable {
  /// Its status, such as `running` or `exited`.
  package var status: String
  /// The status with which its first process exited.
  package var exitCode: Int
  /// Whether the kernel killed it because memory ran out.
  package var outOfMemory: Bool
  /// The first process, on the engine's machine; 0 if it does not run.
  package var process: Int32

  /// Asks for the state; nil if there is no such container.
  package static func read(_ name: String, engine: ContainerEngine) async throws -> ContainerState?
  {
    let outcome = try await engine.run([
      "inspect", "--format",
      "{{.State.Status}} {{.State.ExitCode}} {{.State.OOMKilled}} {{.State.Pid}}", name,
    ])
    return outcome.succeeded ? ContainerState(parsing: outcome.output) : nil
  }

  /// Reads the output of `inspect`.
  package init?(parsing text: String) {
    let fields = text.split(whereSeparator: \.isWhitespace)
    guard fields.count == 4, let exitCode = Int(fields[1]), let process = Int32(fields[3]) else {
      return nil
    }
    status = String(fields[0])
    self.exitCode = exitCode
    outOfMemory = fields[2] == "true"
    self.process = process
  }

  /// How it ended; nil while it runs.
  package var ending: String? {
    switch status {
    case "running", "created", "restarting", "paused": nil
    default:
      outOfMemory
        ? "was killed because it ran out of memory (status \(exitCode))"
        : "exited with status \(exitCode)"
    }
  }
}
