import Foundation
import HDRHistogram
import IIIFBench
import Launching
import LoadGenerator
import Results
import Statistics

/// Searches the highest rate at which each server keeps a promise, one cell after the other.
///
/// The study's closed loop is measured first; half of its throughput is the first rate. Arrivals are
/// random (Poisson), since evenly spaced ones flatter a server.
struct CapacityRun {
  private let runner: Runner
  private let objective: ServiceObjective
  private let began = ContinuousClock.now
  private var longestProbe = Duration.zero

  init(runner: Runner, objective: ServiceObjective) {
    (self.runner, self.objective) = (runner, objective)
  }

  /// Searches for all cells of the plan and keeps closed loops and capacities.
  ///
  /// - Throws: ``StorageError``, `CancellationError`; servers are stopped in every case.
  mutating func run(_ outcome: inout RunOutcome) async throws {
    let batches = runner.plan.batches(of: 1)
    let servers = batches.flatMap(\.servers)
    let cells = Self.busiest(of: batches.flatMap(\.groups).flatMap(\.cells))
    runner.observer.observe(.planned(cells.count))
    for cell in cells {
      guard let server = servers.first(where: { $0.descriptor.label == cell.serverLabel }) else {
        continue
      }
      try await search(cell, on: server, &outcome)
    }
  }

  /// The cells with the largest closed loop of each server, operation and source format.
  private static func busiest(of cells: [Cell]) -> [Cell] {
    var chosen: [Cell] = []
    for cell in cells {
      guard case .concurrency(let users) = cell.load else { continue }
      let index = chosen.firstIndex {
        $0.serverLabel == cell.serverLabel && $0.operation == cell.operation
          && $0.format == cell.format
      }
      guard let index else {
        chosen.append(cell)
        continue
      }
      if case .concurrency(let other) = chosen[index].load, users > other { chosen[index] = cell }
    }
    return chosen
  }

  private mutating func search(
    _ cell: Cell, on server: PlannedServer, _ outcome: inout RunOutcome
  ) async throws {
    var capacity = Capacity(cell: cell, objective: objective)
    var running: (any RunningServer)?
    do {
      running = try await start(server)
      guard let first = running else { return }
      let closed = try await measure(
        cell, server, first, runner.study, number: outcome.measured + 1)
      try outcome.keep(closed)
      guard closed.state == .measured, closed.iterationRate > 0 else {
        capacity.reason = closed.reason ?? "no valid answer in a closed loop"
        try outcome.keep(capacity)
        await Self.stop(running)
        return
      }
      try await probe(cell, server, &running, from: closed.iterationRate / 2, into: &capacity)
    } catch let error as LaunchError {
      capacity.reason = error.description
      runner.observer.observe(.warning("\(cell.serverLabel): \(error)"))
    } catch {
      await Self.stop(running)
      throw error
    }
    await Self.stop(running)
    try outcome.keep(capacity)
  }

  private mutating func probe(
    _ cell: Cell, _ server: PlannedServer, _ running: inout (any RunningServer)?,
    from rate: Double, into capacity: inout Capacity
  ) async throws {
    var search = RateSearch(start: rate, share: objective.share)
    while case .probe(let rate, let requests, let isFresh) = search.next {
      guard hasTime(for: Double(requests) / rate) else {
        (capacity.kept, capacity.failed) = (search.kept, search.failed)
        capacity.outcome = .timeBudget
        return
      }
      let begin = ContinuousClock.now
      if isFresh {
        await Self.stop(running)
        running = nil
        running = try await start(server)
      }
      guard let current = running else { return }
      var probed = cell
      probed.load = .rate(rate)
      let result = try await measure(
        probed, server, current, study(requests: requests), number: capacity.probes.count + 1)
      guard result.state == .measured || result.errorCount > 0 else {
        capacity.reason = result.reason
        (capacity.kept, capacity.failed) = (search.kept, search.failed)
        return
      }
      let probe = result.probe(objective, isConfirmation: isFresh)
      capacity.probes.append(probe)
      search.take(
        RateSearch.Probe(
          requests: probe.requests, misses: probe.misses, isOverloaded: probe.isOverloaded,
          isVoid: probe.isVoid))
      longestProbe = max(longestProbe, ContinuousClock.now - begin)
    }
    if case .end(let outcome) = search.next { capacity.take(outcome) }
  }

  /// Whether the time budget leaves room for a probe of a number of seconds.
  private func hasTime(for seconds: Double) -> Bool {
    guard let budget = runner.study.timeBudget else { return true }
    let spent = ContinuousClock.now - began
    return spent + max(longestProbe, .seconds(seconds)) <= .seconds(budget)
  }

  /// The study of a probe: random arrivals, and a number of requests in place of a time.
  private func study(requests: Int) -> Study {
    var study = runner.study
    study.iterations = requests
    study.traffic.arrivals = .poisson
    study.traffic.stages = []
    study.traffic.precision = nil
    study.pictureSample = 0
    if study.warmUp.seconds == nil { study.warmUp = .fixed(Study.Standard.warmUp) }
    return study
  }

  private func measure(
    _ cell: Cell, _ server: PlannedServer, _ running: any RunningServer, _ study: Study,
    number: Int
  ) async throws -> CellResult {
    guard let operation = runner.operations.first(where: { type(of: $0).name == cell.operation })
    else {
      preconditionFailure("the plan names operation '\(cell.operation)', which the run lacks")
    }
    let observer = runner.observer
    let measurement = CellMeasurement(
      cell: cell, block: number, position: 0, isFirst: false, operation: operation, server: server,
      running: running, dataset: runner.dataset, sources: runner.sources,
      pictures: runner.pictures, study: study, seed: runner.seed, observer: observer,
      announce: { observer.observe(.cellBegan(cell, block: number, number: number)) })
    guard var result = try await runner.steps.measure([measurement]).first else {
      preconditionFailure("a measurement has no result")
    }
    result.block = 1
    return result
  }

  private func start(_ server: PlannedServer) async throws -> any RunningServer {
    try Task.checkCancellation()
    runner.observer.observe(.starting(server: server.descriptor.label, block: 1))
    let running = try await runner.steps.launch(server)
    do {
      try await runner.steps.awaitReady(server, running)
    } catch {
      await Self.stop(running)
      throw error
    }
    return running
  }

  /// Stops a server even if the run has been cancelled.
  private static func stop(_ server: (any RunningServer)?) async {
    guard let server else { return }
    await Task.detached { await server.stop() }.value
  }
}

extension CellResult {
  /// Iterations per second, or answers if an iteration is one request.
  fileprivate var iterationRate: Double { iterationThroughput ?? throughput }

  /// The cell as a probe of its rate.
  func probe(_ objective: ServiceObjective, isConfirmation: Bool) -> Capacity.Probe {
    let rate = if case .rate(let rate) = load { rate } else { 0.0 }
    let times = iterationTime ?? responseTime
    let slow = (times?.histogram ?? []).reduce(0) { sum, pair in
      Double(pair[0]) > objective.limit ? sum + Int(pair[1]) : sum
    }
    return Capacity.Probe(
      rate: rate, requests: max(1, Int(times?.count ?? 0) + errorCount + generator.unsent),
      misses: slow + errorCount + generator.unsent,
      percentile: times?.latencyHistogram.value(atPercentile: 100 * objective.share),
      isOverloaded: isGrowing, isVoid: generator.isBottleneck, isConfirmation: isConfirmation)
  }

  /// Whether the median of the last third of the window exceeds that of the first by half.
  private var isGrowing: Bool {
    let seconds = timeline.filter { !$0.warmUp && $0.requests > 0 }
    let third = seconds.count / 3
    guard third > 0 else { return false }
    let means = [seconds.prefix(third), seconds.suffix(third)].map { part -> Double in
      let count = part.reduce(0) { $0 + $1.requests }
      guard count >= 100 else { return 0 }
      return part.reduce(0) { $0 + Double($1.p50) * Double($1.requests) } / Double(count)
    }
    return means[0] > 0 && means[1] > 1.5 * means[0]
  }
}

extension Capacity {
  /// Takes the end of a search.
  fileprivate mutating func take(_ end: RateSearch.End) {
    switch end {
    case .kept(let rate, let next):
      (outcome, kept, failed) = (.kept, rate, next)
    case .none(let rate):
      (outcome, kept, failed) = (.none, nil, rate)
    case .generatorLimit(let rate, let highest):
      (outcome, kept, failed) = (.generatorLimit, highest, rate)
    }
  }
}
