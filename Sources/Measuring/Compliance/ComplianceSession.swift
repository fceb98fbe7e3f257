import IIIF
import IIIFBench
import Launching
import Results
import Verification

/// The check of one server in its versions and source formats, with as few starts as possible.
///
/// Harmful operations come last. After one that was not answered, or was answered with a status of
/// 500 or more, the server is started again, because it may be busy or damaged, and a later operation
/// would get the blame. A process that ends is blamed on an operation only if that operation ends it
/// on a fresh start.
actor ComplianceSession {
  /// One version on one source format.
  struct Subject: Sendable {
    var server: PlannedServer
    var format: SourceFormat
    /// The server's claim; nil before the first start.
    var claim: ServerClaim?
    /// The results by the place of their operation.
    var results: [Int: FeatureResult] = [:]
    /// What the server did besides answering, a sentence each.
    var remarks: [String] = []

    /// The results in the order of the operations.
    var orderedResults: [FeatureResult] {
      results.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  /// An operation and the subject that it checks.
  private struct Step {
    var subject: Int
    var place: Int
  }

  /// A running server and what was sent to it.
  private struct Start {
    var running: any RunningServer
    var requests = 0
    /// The open files when the server was ready and after the last operation.
    var openFiles: (first: Int?, last: Int?) = (nil, nil)
    var lastStep: Step?

    /// A considerable growth of open files, as the end of a sentence.
    var growth: String {
      guard let first = openFiles.first, let last = openFiles.last, last >= first + 20 else {
        return ""
      }
      return "; its open files had grown from \(first) to \(last)"
    }
  }

  private let run: ComplianceRun
  private var subjects: [Subject]
  private var start: Start?

  init(_ run: ComplianceRun, subjects: [Subject]) {
    self.run = run
    self.subjects = subjects
  }

  /// Checks all operations on all subjects, and stops the server.
  ///
  /// - Throws: ``LaunchError`` if the server does not start, what an operation throws, or
  ///   `CancellationError`.
  func checked() async throws -> [Subject] {
    do {
      for harmful in [false, true] {
        for subject in subjects.indices { try await check(subject, harmful: harmful) }
      }
    } catch {
      await stop()
      throw error
    }
    await stop()
    return subjects
  }

  private func check(_ subject: Int, harmful: Bool) async throws {
    let version = subjects[subject].server.api.version
    for (place, operation) in run.operations.enumerated()
    where operation.isDefined(in: version) && (type(of: operation).kind == .harmful) == harmful {
      try Task.checkCancellation()
      let step = Step(subject: subject, place: place)
      let previous = start?.lastStep
      let outcome = try await outcome(of: step)
      subjects[subject].results[place] = outcome.result
      if outcome.isFailure, !outcome.exceedsLimit {
        try await confirm(outcome, of: step, after: previous)
      } else if outcome.exceedsLimit || (harmful && outcome.hasServerError) {
        await stop()
      }
    }
  }

  private func outcome(of step: Step) async throws -> FeatureOutcome {
    let running = try await started(for: step.subject)
    let subject = subjects[step.subject]
    let outcome = try await FeatureCheck(
      server: subject.server, running: running, dataset: run.dataset, format: subject.format,
      claim: subject.claim, seed: run.seed, pictures: run.pictures, limits: run.limits
    ).outcome(of: run.operations[step.place])
    start?.requests += outcome.requests
    start?.lastStep = step
    if !outcome.isCrash, let files = await running.holdings()?.openFiles {
      start?.openFiles.last = files
    }
    return outcome
  }

  /// The running server, started if it is not, with the claim of the subject.
  private func started(for subject: Int) async throws -> any RunningServer {
    let (server, format) = (subjects[subject].server, subjects[subject].format)
    if start == nil {
      run.observer.observe(.preparing(server.descriptor.label))
      let running = try await run.launch(server)
      start = Start(running: running)
      try await run.awaitReady(server, running)
      start?.openFiles.first = await running.holdings()?.openFiles
    }
    guard let running = start?.running else { preconditionFailure("the server was started") }
    if subjects[subject].claim == nil {
      run.observer.observe(
        .preparing(
          "\(server.descriptor.label), Image API \(server.api.version.rawValue), \(format.name)"))
      subjects[subject].claim = try await ServerClaim.fetched(
        from: running, of: server, dataset: run.dataset, format: format)
      try await run.companion?(
        ComplianceRun.Subject(server: server, running: running, format: format, run.dataset))
    }
    return running
  }

  private func stop() async {
    guard let running = start?.running else { return }
    start = nil
    await Task.detached { await running.stop() }.value
  }

  /// Repeats an operation at which the server ended or did not answer on a fresh start, then the
  /// operation before it on another one, and corrects their results.
  ///
  /// A server that somebody else has started cannot be started afresh.
  private func confirm(
    _ outcome: FeatureOutcome, of step: Step, after previous: Step?
  ) async throws {
    guard let failed = start, failed.running.isOwn else { return }
    await stop()
    // An operation that was the first one of its start needs no repetition.
    guard let previous else { return }
    let repeated = try await self.outcome(of: step)
    subjects[step.subject].results[step.place] = repeated.result
    await stop()
    guard !repeated.isFailure else { return }
    let former = try await self.outcome(of: previous)
    if former.isFailure {
      subjects[previous.subject].results[previous.place] = former.result
      await stop()
      return
    }
    let both = try await self.outcome(of: step)
    let names = (name(of: step), name(of: previous))
    let effect =
      outcome.isCrash ? outcome.result.finding?.found ?? "ended" : "did not answer"
    if both.isFailure {
      subjects[step.subject].results[step.place] = both.result
      subjects[step.subject].remarks.append(
        "the server fails at '\(names.0)' (\(effect)) only after '\(names.1)'")
      await stop()
    } else {
      subjects[step.subject].remarks.append(
        "the server failed once after \(failed.requests) requests of one start, at '\(names.0)' "
          + "(\(effect)), but on a fresh start neither at '\(names.0)' nor at '\(names.1)' before it"
          + failed.growth)
    }
  }

  private func name(of step: Step) -> String { type(of: run.operations[step.place]).name }
}
