package import IIIFBench
package import Launching
import Results
package import Verification
import LoadGenerator

/// What is needed to measure one cell on a running server.
package struct CellMeasurement: Sendable {
  package var cell: Cell
  package var block: Int
  /// The cell's place in the order of the server's start, from 0.
  package var position: Int
  /// Whether the start has measured no other cell of the operation on the source format.
  package var isFirst: Bool
  package var operation: any ImageOperation
  package var server: PlannedServer
  package var running: any RunningServer
  package var dataset: Dataset
  package var sources: DatasetFingerprints
  package var pictures: PictureCheck
  package var study: Study
  package var seed: UInt64
  package var observer: any RunObserver
  /// Tells the observer that the cell is measured now.
  package var announce: @Sendable () -> Void

  /// The rules by which hits of the server's cache are recognised; nil unless it is wanted.
  var cacheRules: [CacheHitRule]? {
    guard study.wantsCaches(of: server.descriptor) else { return nil }
    return server.descriptor.cacheHits.map { [$0] } ?? CacheHitRule.common
  }

  /// The load on the requests of a workload.
  func plan(of workload: Workload, at times: [Duration]) -> LoadPlan {
    LoadPlan(
      origin: running.origin, requests: workload.table,
      schedule: study.traffic.schedule(of: cell.load, at: times),
      stages: study.traffic.stages(of: cell.load), connections: study.traffic.connections,
      timeouts: study.traffic.timeouts,
      credentials: ConnectionSettings.current.credentials[running.origin],
      threads: study.traffic.threads, seed: seed,
      firstIteration: firstIteration(of: workload))
  }

  /// Where in the request table the block begins: at a place of its own, so that more blocks bring
  /// other requests, and the same place for all servers, so that they do the same work.
  func firstIteration(of workload: Workload) -> Int {
    if case .replaySpeed = cell.load { return 0 }
    var random = SeededRandom(seed: seed, purpose: "first iteration", index: block)
    return random.integer(in: 0...max(0, workload.table.iterationCount - 1))
  }
}

extension Study {
  /// Iterations that are prepared before a cell is measured; a cell that needs more begins again
  /// from the first.
  package func tableIterations(for load: Load, of operation: any ImageOperation) -> Int {
    if let iterations { return iterations }
    let seconds = duration + (warmUp.seconds ?? WarmUpLength.limit)
    let expected: Double
    switch load {
    case .concurrency: expected = seconds * 1000
    case .rate(let rate): expected = seconds * rate * 1.1
    case .replaySpeed: return operation.ownTimes.count
    }
    return min(max(Int(expected), 1000), 20_000)
  }
}
