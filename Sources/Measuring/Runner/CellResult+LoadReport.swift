import HDRHistogram
import LoadGenerator
import Results
import Verification

extension CellResult {
  /// Takes what the load measured.
  mutating func take(_ report: LoadReport) {
    requests = report.requests
    errors = report.errors
    seconds = report.seconds
    completedInWindow = report.completedInWindow
    completion = CompletedWork(report)
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
    unfinished = report.unfinished
    generator = report.generator
    transport = report.transport
    precision = report.precision
    let beyond = report.responseTime.beyond
    if beyond > 0 {
      remarks.append("\(beyond) response times exceed 10 minutes and count as 10 minutes.")
    }
  }

  /// Takes what the comparison of pictures found out.
  mutating func take(_ pictures: PictureReport) {
    comparedPictures = pictures.compared
    errors.merge(pictures.wrong, uniquingKeysWith: +)
    errorExamples += pictures.examples
    remarks += pictures.remarks
  }

  /// Takes what the server used within the window, and for one second between its slices.
  mutating func take(_ usage: ResourceUsage?, idle: Double?) {
    serverCPUSeconds = usage?.cpuSeconds
    serverCPUClock = usage?.clock
    serverInstructions = usage?.instructions
    serverPeakMemory = usage?.peakMemory
    serverIdleCPUShare = idle
  }

  /// Takes what the server held before and after.
  mutating func take(_ holdings: HoldingsChange) {
    serverHoldings = holdings
    remarks += holdings.remarks(requests: requests + errorCount)
  }

  /// Takes which processes of the server were lost.
  mutating func take(_ changes: ProcessChanges?) {
    processChanges = changes
    remarks += changes?.sentences ?? []
  }
}

extension CompletedWork {
  fileprivate init(_ report: LoadReport) {
    self.init()
    answers = report.completions
    bytes = report.completedBytes
    iterations = report.iterationsCompleted
    iterationsStarted = report.iterations
    tenths = report.windowTenths
    slices = report.slices.filter(\.isMeasured).map {
      Slice(
        start: $0.windowStart / .seconds(1), seconds: $0.seconds, answers: $0.completions)
    }
    littlesLaw = report.littlesLaw
    loadEndedEarly = report.loadEndedEarly
  }
}
