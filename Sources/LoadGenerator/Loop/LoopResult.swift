import HDRHistogram
import Synchronization

/// The result of one event loop.
final class LoopResult: Sendable {
  /// The loop's figures, without those that are computed for the whole load.
  let report: LoadReport
  let lateness: LatencyHistogram
  let timeline: [TimelineRecorder.Second]
  let watch: LoopWatch

  init(
    report: LoadReport, lateness: LatencyHistogram, timeline: [TimelineRecorder.Second],
    watch: LoopWatch
  ) {
    self.report = report
    self.lateness = lateness
    self.timeline = timeline
    self.watch = watch
  }
}

extension LoadReport {
  /// Merges the loops of a session; `warmUp` is the active time before the first measured window.
  init(merging loops: [LoopResult], slices: [SliceReport], warmUp: Nanoseconds, plan: LoadPlan) {
    self.init()
    var lateness = LatencyHistogram()
    for loop in loops {
      add(loop.report)
      lateness.add(loop.lateness)
      generator.cpuShare = max(generator.cpuShare, loop.watch.cpuShare)
      generator.cpuSeconds += Double(loop.watch.cpu) / 1e9
      generator.longestLoopIteration = max(
        generator.longestLoopIteration, UInt64(loop.watch.longestLoopIteration / 1000))
      generator.unsent += loop.watch.unsent
    }
    if !plan.hasLargeIterations { iterationsCompleted = completions }
    failures = Self.first(of: failures)
    for slice in slices where slice.isMeasured { add(slice) }
    self.slices = slices
    if lateness.count > 0 { generator.lateness = lateness.value(atPercentile: 99) }
    generator.isBottleneck = generator.wasBottleneck(medianResponse: responseTime.median)
    precision = plan.stop.precision.flatMap { ReachedPrecision($0, of: responseTime) }
    littlesLaw = plan.littlesLaw(self)
    timeline = TimelineRecorder.merge(loops.map(\.timeline), warmUp: warmUp)
  }

  /// The first failures of each kind over all loops.
  private static func first(of failures: [FailedRequest]) -> [FailedRequest] {
    Dictionary(grouping: failures, by: \.kind).sorted { $0.key < $1.key }.flatMap { _, examples in
      examples.sorted { $0.time < $1.time }.prefix(FailedRequest.examplesPerKind)
    }
  }

  /// Adds the figures that only a whole slice has.
  private mutating func add(_ slice: SliceReport) {
    seconds += slice.seconds
    for index in windowTenths.indices { windowTenths[index] += slice.windowTenths[index] }
    if slice.loadEndedEarly { loadEndedEarly = true }
  }

  private mutating func add(_ other: LoadReport) {
    requests += other.requests
    iterations += other.iterations
    completedInWindow += other.completedInWindow
    completions += other.completions
    bytes += other.bytes
    completedBytes += other.completedBytes
    iterationsCompleted += other.iterationsCompleted
    connectionsOpened += other.connectionsOpened
    redirects += other.redirects
    unfinished += other.unfinished
    failures += other.failures
    transport = other.transport
    for (kind, count) in other.errors { errors[kind, default: 0] += count }
    responseTime.add(other.responseTime)
    serviceTime.add(other.serviceTime)
    timeToFirstByte.add(other.timeToFirstByte)
    iterationTime.add(other.iterationTime)
    if parts.isEmpty { parts = other.parts.map { PartReport(name: $0.name) } }
    for (index, part) in other.parts.enumerated() {
      parts[index].responseTime.add(part.responseTime)
      parts[index].time.add(part.time)
    }
    for (phase, times) in other.phases { phases[phase, default: LatencyHistogram()].add(times) }
  }
}

extension LoadPlan {
  /// Whether any iteration has more than one request.
  var hasLargeIterations: Bool { requests.requests.count > requests.iterationCount }

  /// Throughput times mean time, divided by users; nil if the load does not keep all users busy.
  fileprivate func littlesLaw(_ report: LoadReport) -> Double? {
    guard case .closed(let users, let thinkTime) = schedule, thinkTime == .zero, stages.isEmpty,
      report.slices.allSatisfy({ !$0.isMeasured || $0.isTimed }), report.seconds > 0
    else { return nil }
    let times = hasLargeIterations ? report.iterationTime : report.responseTime
    guard times.count > 0 else { return nil }
    return report.iterationsCompleted / report.seconds * times.mean / 1e6 / Double(users)
  }
}
