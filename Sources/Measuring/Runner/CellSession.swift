import IIIFBench
import Launching
import LoadGenerator
import Results
import Verification

/// The measurement of one cell, which can be interrupted between slices.
struct CellSession {
  private let measurement: CellMeasurement
  private let operation: any ImageOperation
  private let workload: Workload
  private let verification: ImageVerification
  private let meter: WindowMeter
  private let load: LoadSession
  private let before: ServerSnapshot
  private let holdings: ServerHoldings?
  /// The slices; nil where the window is one piece.
  private let lengths: SliceLengths?
  private var measured: Seconds = 0
  /// The time of all slices.
  private var total: Seconds = 0
  /// The part of `total` that counts towards the cell's limit: without a warm-up that had answers.
  private var spent: Seconds = 0
  private var answers = 0.0
  /// The seconds of warm-up, and whether the load became steady, where the program chose the length.
  private var steady: SteadyWarmUp?
  private var warmUpThroughput = 0.0
  private var idle = IdleUse()
  /// What is measured of the server's cache; nil unless it is wanted.
  private var cache: CacheMeasurement?
  /// How the server ended while it was measured.
  private var ending: String?
  /// Whether all slices have been measured.
  private(set) var isComplete = false

  /// Prepares the requests.
  ///
  /// - Parameter isAlone: Whether no other server takes turns, so that the window is one piece.
  /// - Throws: What the operation throws; ``LoadError``.
  init(_ measurement: CellMeasurement, isAlone: Bool) async throws {
    let (study, cell, running) = (measurement.study, measurement.cell, measurement.running)
    self.measurement = measurement
    operation = try measurement.server.prepared(measurement.operation, for: measurement.dataset)
    workload = try Workload(
      operation: operation, on: measurement.server, format: cell.format, of: measurement.dataset,
      iterations: study.tableIterations(for: cell.load, of: operation), seed: measurement.seed)
    let first = measurement.firstIteration(of: workload)
    cache = measurement.cacheRules.map { [workload] rules in
      CacheMeasurement(
        rules: rules, pass: workload.iterationsOfPass(from: first), limit: study.duration)
    }
    verification = ImageVerification(
      origin: running.origin, requests: workload.table.requests,
      expectations: workload.expectations, pictures: workload.pictures,
      sources: try await measurement.sources.sources(in: cell.format),
      sampling: study.pictureSample.map(BodySampling.init(oneIn:)) ?? .standard,
      cache: cache?.observation)
    meter = WindowMeter(
      server: running, observer: measurement.observer, cache: cache?.observation)
    load = try LoadSession(
      plan: measurement.plan(of: workload, at: operation.ownTimes), verification: verification,
      observer: meter)
    before = await ServerSnapshot(of: running)
    holdings = await running.holdings()
    lengths = isAlone ? nil : SliceLengths(study: study, load: cell.load)
  }

  /// Sends the warm-up, unless a window of one piece brings its own.
  ///
  /// - Throws: `CancellationError`; ``LoadError``.
  mutating func warmUp() async throws {
    defer { if warmUpThroughput > 0 { spent = 0 } }
    try await fillCache()
    switch measurement.study.warmUp {
    case .automatic:
      measurement.announce()
      try await warmUpUntilSteady()
    case .fixed(let seconds):
      guard lengths != nil, seconds > 0 else { return }
      measurement.announce()
      try await warmUp(for: seconds)
    }
  }

  /// Sends requests that are not counted.
  ///
  /// - Throws: `CancellationError`; ``LoadError``.
  mutating func warmUp(for seconds: Seconds) async throws {
    warmUpThroughput = try await unmeasuredSlice(seconds)?.throughput ?? 0
  }

  /// Requests the working set once, if the server's cache is wanted and has not seen it.
  private mutating func fillCache() async throws {
    guard var cache, measurement.isFirst, case .concurrency(let users) = measurement.cell.load
    else {
      return
    }
    measurement.announce()
    cache.observation.begin(.cold)
    while !isComplete, let iterations = cache.nextSlice(users: users) {
      let slice = LoadSlice(
        warmUp: WarmUp(rounds: 0), stop: StopRule(iterations: iterations), isMeasured: false,
        timeLimit: timeLimit)
      guard let report = try await run(slice, part: 0...0) else { break }
      cache.take(report, iterations: iterations)
      warmUpThroughput = report.throughput
    }
    cache.observation.begin(.uncounted)
    self.cache = cache
  }

  /// Ends a session of which nothing is kept.
  func discard() async { _ = try? await load.finish() }

  private mutating func warmUpUntilSteady() async throws {
    guard var steady = SteadyWarmUp(load: measurement.cell.load) else { return }
    while !isComplete, let length = steady.nextSlice,
      let report = try await unmeasuredSlice(length)
    {
      steady.take(
        throughput: report.throughput, seconds: max(report.seconds, length),
        fails: report.requests == 0 && report.errors > 0)
      warmUpThroughput = report.throughput
    }
    self.steady = steady
  }

  private mutating func unmeasuredSlice(_ seconds: Seconds) async throws -> SliceReport? {
    let stop = StopRule(duration: .seconds(seconds), limit: .seconds(WarmUpLength.limit))
    return try await run(
      LoadSlice(
        warmUp: WarmUp(duration: .zero, rounds: 0), stop: stop, isMeasured: false,
        timeLimit: timeLimit),
      part: 0...0)
  }

  /// Measures the next slice.
  ///
  /// - Throws: `CancellationError`; ``LoadError``.
  mutating func measureSlice() async throws {
    measurement.announce()
    guard let lengths else {
      _ = try await run(wholeWindow, part: 0...1)
      isComplete = true
      return
    }
    let length = lengths.next(after: measured, throughput: throughput)
    let slice = LoadSlice(
      warmUp: lengths.warmUp, stop: StopRule(duration: .seconds(length), limit: .seconds(rest)),
      timeLimit: timeLimit)
    let done = min(1, measured / lengths.window)
    guard
      let report = try await run(slice, part: done...min(1, done + length / lengths.window))
    else { return }
    measured += report.seconds
    answers += report.completions
    if lengths.next(after: measured, throughput: throughput) == 0 { isComplete = true }
  }

  /// The rest of the cell's time.
  private var rest: Seconds { max(0.001, measurement.study.longestCell - spent) }

  private var timeLimit: SliceTimeLimit {
    SliceTimeLimit(
      .seconds(rest),
      isLiftedByAnswer: measurement.study.isCellLimitLiftedByAnswer(for: measurement.cell.load))
  }

  /// Valid answers per second, of the warm-up as long as there is nothing else.
  private var throughput: Double { measured > 0 ? answers / measured : warmUpThroughput }

  /// The whole window with its warm-up.
  private var wholeWindow: LoadSlice {
    let study = measurement.study
    return LoadSlice(
      warmUp: study.warmUp.seconds.map { WarmUp(duration: .seconds($0)) }
        ?? WarmUp(rounds: steady == nil ? 0 : 1),
      stop: StopRule(
        duration: .seconds(study.duration), iterations: study.iterations,
        limit: .seconds(rest), precision: study.traffic.precision),
      timeLimit: timeLimit)
  }

  /// Runs a slice; nil if the server ends meanwhile.
  ///
  /// The end of the server completes the cell, and so does the cell's time limit.
  private mutating func run(
    _ slice: LoadSlice, part: ClosedRange<Double>
  ) async throws -> SliceReport? {
    idle.end(measurement.running.meter?.read())
    meter.beginSlice(part: part)
    let start = ContinuousClock.now
    switch try await outcome(of: slice) {
    case .finished(let report):
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      (total, spent) = (total + seconds, spent + seconds)
      let isOverdue = slice.isMeasured && spent >= measurement.study.longestCell
      if report.reachedTimeLimit || isOverdue { isComplete = true }
      if !isComplete { idle.begin(measurement.running.meter?.read()) }
      return report
    case .ended(let how):
      (ending, isComplete) = (how, true)
      return nil
    }
  }

  private enum Outcome: Sendable {
    case finished(SliceReport)
    case ended(how: String)
  }

  private func outcome(of slice: LoadSlice) async throws -> Outcome {
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      group.addTask { [load] in .finished(try await load.run(slice)) }
      group.addTask { [running = measurement.running] in
        while true {
          try await Task.sleep(for: .milliseconds(200))
          if let how = await running.ending() { return .ended(how: how) }
        }
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }

  /// Ends the measurement and compares pictures.
  ///
  /// - Returns: The figures; a server that ended, or finished no request, makes the cell `failed`.
  /// - Throws: `CancellationError`; ``LoadError``.
  mutating func result() async throws -> CellResult {
    var result = CellResult(cell: measurement.cell, block: measurement.block, state: .measured)
    result.position = measurement.position
    if let ending {
      result.state = .failed
      result.reason =
        "the server \(ending)" + LogExcerpt.tail(of: await measurement.running.excerpt())
      return result
    }
    let report = try await load.finish()
    result.take(report)
    result.take(meter.usage, idle: idle.share)
    result.otherLoad = meter.otherLoad
    result.take(
      ProcessChanges(from: before, to: await ServerSnapshot(of: measurement.running)))
    if let holdings, let after = await measurement.running.holdings() {
      result.take(HoldingsChange(before: holdings, after: after))
    }
    result.distinctRequests = workload.distinctRequests
    result.traits = verification.traits
    result.warmUpSeconds = steady?.seconds ?? measurement.study.warmUp.seconds ?? 0
    result.remarks += operation.remarks + [steady?.remark].compactMap(\.self)
    result.take(
      try await measurement.pictures.report(
        on: verification.keptBodies, format: measurement.cell.format,
        quality: measurement.server.descriptor.jpegQuality.value))
    result.errorExamples = await examples(of: report, and: result.errorExamples)
    result.take(UnfinishedLoad(report, seconds: total, limit: measurement.study.longestCell))
    if let cache {
      let figures = cache.figures(
        of: result, distinctRequests: verification.answeredRequests,
        pictures: verification.answeredPictures)
      result.cache = figures
      if figures.warm.hits == 0 {
        result.remarks.append("The cache is wanted, but no answer in the window came from it.")
      }
    }
    return result
  }

  /// The first failures of each kind, with what the server logged at their times.
  private func examples(
    of report: LoadReport, and pictures: [ErrorExample]
  ) async -> [ErrorExample] {
    let faults = report.failures.compactMap { failure in
      Fault(rawValue: failure.kind).flatMap { verification.example(of: $0, in: failure) }
    }
    var examples = ErrorExample.first(of: verification.examples + faults + pictures)
    for index in examples.indices {
      examples[index].log = await measurement.running.log(at: examples[index].time)
    }
    return examples
  }
}
