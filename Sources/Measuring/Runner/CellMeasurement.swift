package import IIIFBench
package import Launching
package import Results
package import Verification
import LoadGenerator

/// Measures one cell on a running server.
package struct CellMeasurement: Sendable {
  package var cell: Cell
  package var block: Int
  package var operation: any ImageOperation
  package var server: PlannedServer
  package var running: any RunningServer
  package var dataset: Dataset
  package var sources: DatasetFingerprints
  package var pictures: PictureCheck
  package var study: Study
  package var seed: UInt64
  package var observer: any RunObserver

  /// The figures of the cell; a server that ends while it is measured makes it `failed`.
  ///
  /// - Throws: `CancellationError` when the run is cancelled, or what the operation throws.
  package func result() async throws -> CellResult {
    let operation = try server.prepared(operation, for: dataset)
    let workload = try Workload(
      operation: operation, on: server, format: cell.format, of: dataset,
      iterations: study.tableIterations(for: cell.load, of: operation), seed: seed)
    let verification = ImageVerification(
      origin: running.origin, requests: workload.table.requests,
      expectations: workload.expectations, sources: try await sources.sources(in: cell.format),
      sampling: study.pictureSample.map(BodySampling.init(oneIn:)) ?? .standard)
    let before = await ServerSnapshot(of: running)
    let meter = WindowMeter(server: running, observer: observer)
    let generator = LoadGenerator(
      plan: plan(of: workload, at: operation.ownTimes), verification: verification, observer: meter)
    switch try await outcome(of: generator) {
    case .ended(let how):
      let log = await running.lastLines(5)
      return CellResult(
        cell: cell, block: block, state: .failed,
        reason: (["the server \(how)"] + log).joined(separator: "\n"))
    case .finished(let report):
      var result = CellResult(cell: cell, block: block, state: .measured)
      result.take(report)
      result.take(meter.usage)
      result.take(ProcessChanges(from: before, to: await ServerSnapshot(of: running)))
      result.distinctRequests = workload.distinctRequests
      result.errorExamples = verification.examples
      result.traits = verification.traits
      result.remarks += operation.remarks
      result.take(
        try await pictures.report(
          on: verification.keptBodies, format: cell.format,
          quality: server.descriptor.jpegQuality.value))
      return result
    }
  }

  private enum Outcome: Sendable {
    case finished(LoadReport)
    case ended(how: String)
  }

  private func outcome(of generator: LoadGenerator) async throws -> Outcome {
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      group.addTask { .finished(try await generator.run()) }
      group.addTask { [running] in
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

  private func plan(of workload: Workload, at times: [Duration]) -> LoadPlan {
    LoadPlan(
      origin: running.origin, requests: workload.table,
      schedule: study.traffic.schedule(of: cell.load, at: times),
      stages: study.traffic.stages(of: cell.load),
      warmUp: WarmUp(duration: .seconds(study.warmUp)),
      stop: StopRule(
        duration: .seconds(study.duration), iterations: study.iterations,
        minimumIterations: cell.load.round, precision: study.traffic.precision),
      connections: study.traffic.connections, timeouts: study.traffic.timeouts,
      threads: study.traffic.threads, seed: seed)
  }
}

extension Load {
  /// Iterations that a window must hold at least.
  ///
  /// Where one answer takes longer than the window is long, all users begin and end together, and a
  /// window of less than a whole round of them would count a part of the work over the time of all.
  fileprivate var round: Int {
    switch self {
    case .concurrency(let users): users
    case .rate, .pace: 1
    }
  }
}

extension Study {
  /// Iterations that are prepared before a cell is measured; a cell that needs more begins again
  /// from the first.
  package func tableIterations(for load: Load, of operation: any ImageOperation) -> Int {
    if let iterations { return iterations }
    let seconds = duration + warmUp
    let expected: Double
    switch load {
    case .concurrency: expected = seconds * 1000
    case .rate(let rate): expected = seconds * rate * 1.1
    case .pace: return operation.ownTimes.count
    }
    return min(max(Int(expected), 1000), 20_000)
  }
}

extension CellResult {
  fileprivate mutating func take(_ report: LoadReport) {
    requests = report.requests
    errors = report.errors
    seconds = report.seconds
    completedInWindow = report.completedInWindow
    bytes = report.bytes
    responseTime = LatencyFigures(report.responseTime)
    serviceTime = LatencyFigures(report.serviceTime)
    timeToFirstByte = LatencyFigures(report.timeToFirstByte)
    iterationTime = LatencyFigures(report.iterationTime)
    if !report.parts.isEmpty { parts = report.parts.map(PartFigures.init) }
    for (phase, histogram) in report.phases {
      phases[phase.rawValue] = LatencyFigures(histogram)
    }
    timeline = report.timeline
    connectionsOpened = report.connectionsOpened
    redirects = report.redirects
    generator = report.generator
    transport = report.transport
    precision = report.precision
  }

  fileprivate mutating func take(_ pictures: PictureReport) {
    comparedPictures = pictures.compared
    errors.merge(pictures.wrong, uniquingKeysWith: +)
    errorExamples += pictures.examples
    remarks += pictures.remarks
  }

  fileprivate mutating func take(_ usage: ResourceUsage?) {
    serverCPUSeconds = usage?.cpuSeconds
    serverCPUClock = usage?.clock
    serverPeakMemory = usage?.peakMemory
  }

  fileprivate mutating func take(_ changes: ProcessChanges?) {
    processChanges = changes
    remarks += changes?.sentences ?? []
  }
}
