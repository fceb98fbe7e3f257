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
  private var answers = 0.0
  /// The seconds of warm-up, and whether the load became steady, where the program chose the length.
  private var steady: SteadyWarmUp?
  private var warmUpThroughput = 0.0
  private var idle = IdleUse()
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
    verification = ImageVerification(
      origin: running.origin, requests: workload.table.requests,
      expectations: workload.expectations,
      sources: try await measurement.sources.sources(in: cell.format),
      sampling: study.pictureSample.map(BodySampling.init(oneIn:)) ?? .standard)
    meter = WindowMeter(server: running, observer: measurement.observer)
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

  /// Ends a session of which nothing is kept.
  func discard() async { _ = try? await load.finish() }

  private mutating func warmUpUntilSteady() async throws {
    guard var steady = SteadyWarmUp(load: measurement.cell.load) else { return }
    while let length = steady.nextSlice, let report = try await unmeasuredSlice(length) {
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
      LoadSlice(warmUp: WarmUp(duration: .zero, rounds: 0), stop: stop, isMeasured: false),
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
    let limit = measurement.study.longestCell - measured
    let slice = LoadSlice(
      warmUp: lengths.warmUp, stop: StopRule(duration: .seconds(length), limit: .seconds(limit)))
    let done = min(1, measured / lengths.window)
    guard
      let report = try await run(slice, part: done...min(1, done + length / lengths.window))
    else { return }
    measured += report.seconds
    answers += report.completions
    isComplete =
      measured >= measurement.study.longestCell
      || lengths.next(after: measured, throughput: throughput) == 0
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
        limit: .seconds(study.longestCell), precision: study.traffic.precision))
  }

  /// Runs a slice; nil when the server ends meanwhile, which completes the cell.
  private mutating func run(
    _ slice: LoadSlice, part: ClosedRange<Double>
  ) async throws -> SliceReport? {
    idle.end(measurement.running.meter?.read())
    meter.beginSlice(part: part)
    switch try await outcome(of: slice) {
    case .finished(let report):
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
      let log = await measurement.running.lastLines(5)
      result.state = .failed
      result.reason = (["the server \(ending)"] + log).joined(separator: "\n")
      return result
    }
    result.take(try await load.finish())
    result.take(meter.usage, idle: idle.share)
    result.take(
      ProcessChanges(from: before, to: await ServerSnapshot(of: measurement.running)))
    if let holdings, let after = await measurement.running.holdings() {
      result.take(HoldingsChange(before: holdings, after: after))
    }
    result.distinctRequests = workload.distinctRequests
    result.errorExamples = verification.examples
    result.traits = verification.traits
    result.warmUpSeconds = steady?.seconds ?? measurement.study.warmUp.seconds ?? 0
    result.remarks += operation.remarks + [steady?.remark].compactMap(\.self)
    result.take(
      try await measurement.pictures.report(
        on: verification.keptBodies, format: measurement.cell.format,
        quality: measurement.server.descriptor.jpegQuality.value))
    if result.requests == 0, result.errorCount == 0 {
      result.state = .failed
      result.reason = "did not finish: no answer within \(result.seconds.rounded()) s"
    }
    return result
  }
}
