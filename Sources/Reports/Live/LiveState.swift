package import Measuring
import Results
import IIIFBench
import LoadGenerator

/// The state of the live view: progress, the figures of the current cell, and the finished cells.
///
/// Events change it; it has no clock of its own.
package struct LiveState: Sendable {
  /// The study's name.
  package let study: String
  /// The progress of the run.
  package private(set) var progress: ProgressLine
  /// The current preparation; nil while cells are measured.
  package private(set) var preparation: String?
  /// The latest report of the load; nil between cells.
  private(set) var load: LoadProgress?
  /// Valid answers per second over the latest reports; nil before the first.
  private(set) var rate: Double?
  /// Median response times in microseconds, one per report of the load.
  private(set) var medians: [Double] = []
  /// The latest finished cells, the newest first.
  private(set) var finished: [CellResult] = []
  /// Failed requests of all finished cells.
  private(set) var allErrors = 0
  /// The number of failed cells.
  private(set) var failedCells = 0
  /// Warnings and other lines, in order.
  package private(set) var messages: [String] = []

  private var reports: [(time: Double, requests: Int)] = []
  private var began: Double?
  private var fraction = 0.0

  /// The number of reports that the rate covers.
  private static let ratedReports = 5
  private static let keptMedians = 400
  private static let keptCells = 200

  /// The state at the start of a run.
  package init(study: String, blocks: Int) {
    self.study = study
    progress = ProgressLine(
      cell: nil, block: 1, blocks: blocks, done: 0, total: 0, secondsLeft: nil)
  }

  /// Handles an event; `time` is in seconds on a monotonic clock.
  package mutating func take(_ event: RunEvent, at time: Double) {
    switch event {
    case .preparing(let text): preparation = text
    case .advancing(let text, let detail, let done, let total):
      preparation = "\(done) of \(total)  \(text)" + (detail.isEmpty ? "" : ", \(detail)")
    case .planned(let total): progress.total = total
    case .starting(let server, let block):
      preparation = "starting \(server)"
      progress.block = block
      progress.cell = nil
    case .cellBegan(let cell, let block, let number):
      begin(cell, block: block, number: number, at: time)
    case .cellProgressed(let load): advance(load, at: time)
    case .cellEnded(let result): end(result)
    case .warning(let text): messages.append(text)
    }
    progress.secondsLeft = secondsLeft(at: time)
  }

  /// Adds a line for the terminal.
  package mutating func note(_ line: String) { messages.append(line) }

  /// The finished share of all cells, from 0 to 1, including a part of the current one.
  var share: Double {
    guard progress.total > 0 else { return 0 }
    return min(1, (Double(progress.done) + fraction) / Double(progress.total))
  }

  private mutating func begin(_ cell: Cell, block: Int, number: Int, at time: Double) {
    preparation = nil
    progress.cell = cell
    progress.block = block
    progress.done = max(0, number - 1)
    began = began ?? time
    (load, rate, medians, fraction) = (nil, nil, [], 0)
    reports = [(time, 0)]
  }

  private mutating func advance(_ load: LoadProgress, at time: Double) {
    fraction = load.fraction
    self.load = load
    reports = (reports + [(time, load.requests)]).suffix(Self.ratedReports)
    if let first = reports.first, time > first.time {
      rate = Double(max(0, load.requests - first.requests)) / (time - first.time)
    }
    if let recent = load.recent {
      medians = (medians + [Double(recent)]).suffix(Self.keptMedians)
    }
  }

  private mutating func end(_ result: CellResult) {
    if result.state != .unsupported { progress.done += 1 }
    fraction = 0
    allErrors += result.errorCount
    if result.state == .failed { failedCells += 1 }
    finished = Array(([result] + finished).prefix(Self.keptCells))
  }

  private func secondsLeft(at time: Double) -> Double? {
    let done = Double(progress.done) + fraction
    guard let began, done > 0.5, time > began else { return progress.secondsLeft }
    return (time - began) / done * (Double(progress.total) - done)
  }
}
