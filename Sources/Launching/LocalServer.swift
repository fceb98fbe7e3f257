package import Results
import Support
import ChildProcess
package import Foundation
import Glibc
import Synchronization

/// A server that runs as a session of processes of this machine.
package actor LocalServer: RunningServer {
  package nonisolated let origin: String
  package nonisolated let record: LaunchRecord?
  package nonisolated let meter: (any ResourceMeter)?

  private let session: Session
  private let group: ControlGroup?
  private let scratch: StartFolder
  private let registry: RunRegistry
  private let sampler: SamplingMeter
  private let log: BoundedLog
  private let grace: Duration
  private let end: Task<String, Never>
  private var endingText: String?
  private var keptLines: [String] = []
  private var stopping: Task<Void, Never>?

  /// The number of log lines that are kept after the stop.
  private static let keptLineCount = LogExcerpt.searched

  private init(
    origin: String, record: LaunchRecord, session: Session, group: ControlGroup?,
    scratch: StartFolder,
    registry: RunRegistry, grace: Duration, end: Task<String, Never>
  ) {
    self.origin = origin
    self.record = record
    self.session = session
    self.group = group
    self.scratch = scratch
    self.registry = registry
    self.grace = grace
    self.end = end
    log = BoundedLog(scratch.log)
    sampler = SamplingMeter(group.map { .group($0) } ?? .session(session))
    meter = sampler
  }

  /// Starts a command as the leader of a session, in a control group of its own if possible.
  package static func start(
    _ record: LaunchRecord, of label: String, memory: MemoryLimit?, fileBytes: Int? = nil,
    origin: String, scratch: StartFolder,
    registry: RunRegistry, grace: Duration
  ) async throws -> LocalServer {
    let group = ControlGroup.make(name: scratch.url.lastPathComponent)
    if let group { try registry.note(.group(group.folders)) }
    if let memory, group?.limit(memory: memory.bytes) != true, memory.isRequired {
      group?.remove()
      throw LaunchError.limit(
        of: label,
        detail: "a memory limit of processes needs a control group, which this user may not make; "
          + "use a container, with --runtime docker")
    }
    let started = Mutex<Session?>(nil)
    let running: RunningProgram
    do {
      running = try await program(
        command: record.commands.flatMap(\.self), environment: record.environment,
        scratch: scratch, group: group, fileBytes: fileBytes
      ).start(output: .file(scratch.log.path), errors: nil) { identifier in
        MemoryLimit.prefer(identifier)
        let session = ProcessStat(of: identifier).map {
          Session(leader: $0.id, startTime: $0.startTime)
        }
        started.withLock { $0 = session }
      }
    } catch {
      group?.remove()
      throw error
    }
    guard let session = started.withLock({ $0 }) else {
      running.stop()
      group?.remove()
      throw CocoaError(.fileReadUnknown)
    }
    let end = Task<String, Never> {
      do throws(ProgramError) {
        return "\(try await running.output().ending)"
      } catch {
        return error.predicate
      }
    }
    try registry.note(.session(session))
    let server = LocalServer(
      origin: origin, record: record, session: session, group: group, scratch: scratch,
      registry: registry, grace: grace, end: end)
    await server.watch()
    return server
  }

  /// The command as the leader of a session in the scratch folder.
  ///
  /// With a control group or a limit, a shell joins the group, sets the limit and then becomes the
  /// command, so that they hold for all children.
  private static func program(
    command: [String], environment: [String: String], scratch: StartFolder, group: ControlGroup?,
    fileBytes: Int?
  ) -> Program {
    let script = """
      while [ "$1" != -- ]; do echo $$ >"$1/cgroup.procs"; shift; done
      shift
      [ "$1" = unlimited ] || ulimit -f "$1"
      shift
      exec "$@"
      """
    // The shell counts blocks of 512 bytes (POSIX, ulimit).
    let limit = fileBytes.map { "\(max(1, $0 / 512))" } ?? "unlimited"
    let shell =
      ["sh", "-c", script, "iiif-bench"] + (group?.folders ?? []) + ["--", limit]
    let words = (group == nil && fileBytes == nil ? [] : shell) + command
    return Program(
      words[0], Array(words.dropFirst()), environment: environment, folder: scratch.url.path,
      leadership: .session)
  }

  private func watch() {
    Task { [weak self, end] in
      let text = await end.value
      await self?.ended(text)
    }
    boundLog()
  }

  /// Bounds the log once a second while the server runs.
  private func boundLog() {
    Task.detached(priority: .utility) { [weak self, log] in
      while await self?.isStopping == false {
        log.update()
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  private var isStopping: Bool { stopping != nil }

  private func ended(_ text: String) {
    let ranOut = (sampler.source.outOfMemoryKills ?? 0) > 0
    endingText = ranOut ? "\(text) after an out-of-memory kill" : text
  }

  package func ending() async -> String? {
    endingText
  }

  package func lastLines(_ count: Int) async -> [String] {
    stopping == nil ? TextTail.lines(of: scratch.log, last: count) : keptLines.suffix(count)
  }

  package func log(at time: Date) async -> [String] { log.lines(at: time) }

  package func writeLog(to file: URL) async -> Bool { log.copy(to: file) }

  package func usage() async -> ResourceUsage? {
    sampler.read()
  }

  package func processes() async -> [ServerProcess] {
    sampler.source.processes().map(\.record)
  }

  package func outOfMemoryKills() async -> Int? {
    sampler.source.outOfMemoryKills
  }

  package func holdings() async -> ServerHoldings? {
    guard var holdings = sampler.source.holdings() else { return nil }
    let files = TemporaryFiles(below: scratch.url.path, except: StartFolder.ownNames)
    (holdings.temporaryFiles, holdings.temporaryBytes) = (files?.count, files?.bytes)
    let written = log.update()
    (holdings.logLines, holdings.logBytes) = (written.lines, written.bytes)
    return holdings
  }

  package func stop() async {
    if let stopping { return await stopping.value }
    keptLines = TextTail.lines(of: scratch.log, last: Self.keptLineCount)
    let task = Task {
      await endProcesses()
      sampler.finish()
      group?.remove()
      scratch.remove()
      registry.forget(.session(session))
      registry.forget(.folder(scratch.url.path))
      if let group { registry.forget(.group(group.folders)) }
    }
    stopping = task
    await task.value
  }

  /// Asks all processes to end, kills those that are left after the grace, and returns when all
  /// have ended.
  private func endProcesses() async {
    signal(SIGTERM)
    let deadline = ContinuousClock.now + grace
    while !members().isEmpty, ContinuousClock.now < deadline, !Interruption.isHurried {
      try? await Task.sleep(for: .milliseconds(20))
    }
    let giveUp = ContinuousClock.now + .seconds(10)
    while !members().isEmpty, ContinuousClock.now < giveUp {
      signal(SIGKILL)
      try? await Task.sleep(for: .milliseconds(20))
    }
    endingText = await end.value
  }

  private func signal(_ number: Int32) {
    for process in members() { kill(process.id, number) }
  }

  /// All processes that have not ended: those of the control group or of the session, and the
  /// leader, which may not have joined its group yet.
  private func members() -> [ProcessStat] {
    let leader = ProcessStat(of: session.leader).map { [$0] } ?? []
    let own = leader.filter { $0.runs && $0.startTime == session.startTime }
    return own + sampler.source.processes().filter { $0.id != session.leader }
  }
}
