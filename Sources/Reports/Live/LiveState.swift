package import Measuring
import Results
import IIIFBench
import LoadGenerator

/// What a running benchmark shows: where it is, the figures of the cell that is being measured, and
/// the cells that are finished.
///
/// A value that events change; it knows no clock but the one that it is told.
package struct LiveState: Sendable {
  /// The study's name.
  package let study: String
  /// Where the run is.
  package private(set) var progress: ProgressLine
  /// What is made ready at the moment; nil while cells are measured.
  package private(set) var preparation: String?
  /// What the load last told; nil between cells.
  private(set) var load: LoadProgress?
  /// Valid answers a second over the last second or so; nil before there is one.
  private(set) var rate: Double?
  /// Medians of response time in microseconds, from one report of the load to the next.
  private(set) var medians: [Double] = []
  /// The last cells that have ended, the newest first.
  private(set) var finished: [CellResult] = []
  /// Failed requests of all cells that have ended.
  private(set) var allErrors = 0
  /// Cells that could not be measured.
  private(set) var failedCells = 0
  /// Warnings and other lines, in their order.
  package private(set) var messages: [String] = []

  private var reports: [(time: Double, requests: Int)] = []
  private var began: Double?
  private var fraction = 0.0

  /// Reports over which the rate is taken.
  private static let ratedReports = 5
  private static let keptMedians = 400
  private static let keptCells = 200

  /// Begins a run of so many blocks.
  package init(study: String, blocks: Int) {
    self.study = study
    progress = ProgressLine(
      cell: nil, block: 1, blocks: blocks, done: 0, total: 0, secondsLeft: nil)
  }

  /// Takes note of an event at a time in seconds on any clock that runs evenly.
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

  /// Keeps a line that would have been written to the terminal.
  package mutating func note(_ line: String) { messages.append(line) }

  /// The share of all cells that is done, from 0 to 1, the one that is being measured in part.
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
