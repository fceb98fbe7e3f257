import HDRHistogram
import Synchronization

/// What one event loop measured.
final class LoopResult: Sendable {
  /// The loop's own figures, without those that are worked out for the whole load.
  let report: LoadReport
  let lateness: LatencyHistogram
  let timeline: [TimelineRecorder.Second]
  let watch: LoopWatch
  let lastDone: Nanoseconds

  init(
    report: LoadReport, lateness: LatencyHistogram, timeline: [TimelineRecorder.Second],
    watch: LoopWatch, lastDone: Nanoseconds
  ) {
    self.report = report
    self.lateness = lateness
    self.timeline = timeline
    self.watch = watch
    self.lastDone = lastDone
  }
}

extension LoadReport {
  /// Adds up the loops of a load.
  init(merging loops: [LoopResult], loadStart: Nanoseconds, control: LoopControl, plan: LoadPlan) {
    self.init()
    let opened = control.opensAt.load(ordering: .relaxed)
    var closed = control.closesAt.load(ordering: .relaxed)
    if closed == .max { closed = loops.map(\.lastDone).max() ?? opened }
    seconds = opened < closed ? Double(closed - opened) / 1e9 : 0
    var lateness = LatencyHistogram()
    for loop in loops {
      add(loop.report)
      lateness.add(loop.lateness)
      generator.cpuShare = max(generator.cpuShare, loop.watch.cpuShare)
      generator.cpuSeconds += Double(loop.watch.cpu) / 1e9
      generator.longestTurn = max(generator.longestTurn, UInt64(loop.watch.longestTurn / 1000))
      generator.unsent += loop.watch.unsent
    }
    if lateness.count > 0 { generator.lateness = lateness.value(atPercentile: 99) }
    generator.isBottleneck = generator.wasBottleneck(medianResponse: responseTime.median)
    precision = plan.stop.precision.flatMap { ReachedPrecision($0, of: responseTime) }
    timeline = TimelineRecorder.merge(
      loops.map(\.timeline), loadStart: loadStart, windowOpened: opened)
  }

  private mutating func add(_ other: LoadReport) {
    requests += other.requests
    iterations += other.iterations
    completedInWindow += other.completedInWindow
    bytes += other.bytes
    connectionsOpened += other.connectionsOpened
    redirects += other.redirects
    retries += other.retries
    transport = other.transport
    for (kind, count) in other.errors { errors[kind, default: 0] += count }
    for index in statusClasses.indices { statusClasses[index] += other.statusClasses[index] }
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
    for (kind, times) in other.failureTime {
      failureTime[kind, default: LatencyHistogram()].add(times)
    }
  }
}
