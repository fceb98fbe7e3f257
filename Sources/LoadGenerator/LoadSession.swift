import Synchronization

/// A load in slices, which keeps its connections and uses no CPU between slices.
///
/// Several sessions can measure several servers in alternation:
///
///     let sessions = try servers.map { try LoadSession(plan: plan(of: $0), verification: check) }
///     for _ in 0..<rounds {
///       for session in sessions { _ = try await session.run(LoadSlice(stop: stop)) }
///     }
///     for session in sessions { print(try await session.finish().throughput) }
///
/// A slice continues in the request table where the previous one stopped. Each slice warms up,
/// measures, keeps up the load until the last counted answer has arrived, and then waits for pending
/// requests. A connection that the server closes during a pause is opened again. The report contains
/// the figures of all slices.
public final class LoadSession: Sendable {
  private let plan: LoadPlan
  private let verification: any ResponseVerification
  private let observer: (any LoadObserver)?
  private let cancellation = LoadCancellation()
  private let state = Mutex(State.idle(nil))

  /// The state of the session.
  private enum State {
    /// No slice runs; the event loops start with the first slice.
    case idle(LoadCourse?)
    case running
    /// A slice has reached its time limit, and only the figures remain.
    case over(LoadCourse)
    case ended
  }

  /// Creates a session; it ignores the warm-up and the stop rule of the plan.
  public init(
    plan: LoadPlan, verification: any ResponseVerification, observer: (any LoadObserver)? = nil
  ) throws(LoadError) {
    try plan.check()
    self.plan = plan
    self.verification = verification
    self.observer = observer
  }

  /// Runs a slice to its end and returns its figures.
  ///
  /// Slices of one session must not overlap, and none may follow one that reached its time limit. A
  /// cancelled task stops the slice within milliseconds, ends the session, closes all connections and
  /// throws `CancellationError`.
  public func run(_ slice: LoadSlice) async throws -> SliceReport {
    try plan.check(slice)
    let course = try begin()
    let outcome: (course: LoadCourse, report: SliceReport)?
    do {
      outcome = try await withTaskCancellationHandler {
        try await onThread { [self] () throws(LoadError) in try run(slice, course) }
      } onCancel: {
        cancellation.isRequested.store(true, ordering: .relaxed)
      }
    } catch {
      state.withLock { $0 = .ended }
      throw error
    }
    guard let outcome else {
      state.withLock { $0 = .ended }
      throw CancellationError()
    }
    state.withLock {
      $0 = outcome.report.reachedTimeLimit ? .over(outcome.course) : .idle(outcome.course)
    }
    return outcome.report
  }

  /// Ends the session, closes all connections and returns the figures of all slices.
  public func finish() async throws -> LoadReport {
    guard let course = try take() else {
      state.withLock { $0 = .ended }
      return LoadReport()
    }
    defer { state.withLock { $0 = .ended } }
    return try await onThread { [plan] () throws(LoadError) in course.finish(plan) }
  }

  /// Takes the course for a slice.
  private func begin() throws -> LoadCourse? {
    if state.withLock({ if case .over = $0 { true } else { false } }) { throw CancellationError() }
    return try take()
  }

  /// Takes the course out of the session, so that no other task uses it.
  private func take() throws -> LoadCourse? {
    let state = state.withLock { state in
      defer {
        switch state {
        case .idle, .over: state = .running
        case .running, .ended: break
        }
      }
      return state
    }
    switch state {
    case .idle(let course): return course
    case .over(let course): return course
    case .running: preconditionFailure("slices of one session must not overlap")
    case .ended: throw CancellationError()
    }
  }

  /// Runs a slice and blocks the calling thread; nil if the session is cancelled.
  private func run(
    _ slice: LoadSlice, _ course: LoadCourse?
  ) throws(LoadError) -> (LoadCourse, SliceReport)? {
    var course = if let course { course } else { try LoadCourse(plan, verification, observer) }
    let report = course.run(slice, plan, observer, cancellation)
    return report.map { (course, $0) }
  }
}

/// The course of a session so far.
private struct LoadCourse: Sendable {
  private let loops: LoopGroup
  private var watch: LoadWatch
  private var slices: [SliceReport] = []
  private var start: Nanoseconds?
  /// The total time of the slices, without pauses.
  private var active: Nanoseconds = 0
  /// The active time before the first measured window.
  private var warmUp: Nanoseconds?

  init(
    _ plan: LoadPlan, _ verification: any ResponseVerification, _ observer: (any LoadObserver)?
  ) throws(LoadError) {
    loops = LoopGroup(plan: plan, verification: verification)
    guard loops.isReady() else {
      loops.end()
      throw .noResources
    }
    watch = LoadWatch(observer: observer, loops: loops.progress)
  }

  /// Runs a slice; nil if the session is cancelled, which ends it.
  mutating func run(
    _ slice: LoadSlice, _ plan: LoadPlan, _ observer: (any LoadObserver)?,
    _ cancellation: LoadCancellation
  ) -> SliceReport? {
    let hasWarmUp = !slice.warmUp.isEmpty
    if !hasWarmUp, slice.isMeasured { observer?.windowWillOpen() }
    let now = Clock.now()
    let control = SliceControl(
      slice: slice, index: slices.count, start: now, timelineOrigin: now - active,
      loops: loops.count, cancellation: cancellation)
    if !hasWarmUp { control.opensAt.store(now, ordering: .releasing) }
    loops.run(control)
    var run = SliceRun(
      plan: plan, slice: slice, observer: observer, control: control, watch: watch)
    run.run()
    watch = run.watch
    guard !cancellation.isRequested.load(ordering: .relaxed) else {
      loops.end()
      return nil
    }
    let sessionStart = start ?? now
    start = sessionStart
    let opened = control.opensAt.load(ordering: .relaxed)
    if slice.isMeasured, warmUp == nil, opened < .max { warmUp = active + opened - now }
    active += Clock.now() - now
    let report = run.report(sessionStart: sessionStart)
    slices.append(report)
    return report
  }

  /// Ends the loops and merges their results.
  func finish(_ plan: LoadPlan) -> LoadReport {
    loops.end()
    return LoadReport(
      merging: loops.results, slices: slices, warmUp: warmUp ?? active, plan: plan)
  }
}
