public import IIIFBench
import LoadGenerator

/// What a running benchmark shows: where it is, the figures of the cell that is being measured, and
/// the cells that are finished.
///
/// A value that events change; it knows no clock but the one that it is told.
public struct LiveState: Sendable {
  /// The study's name.
  public let study: String
  /// Where the run is.
  public private(set) var progress: ProgressLine
  /// What is made ready at the moment; nil while cells are measured.
  public private(set) var preparation: String?
  /// Right answers a second so far, at every report of the load.
  private(set) var rates: [Double] = []
  /// Failures in the cell so far.
  private(set) var errors = 0
  /// The last cells that have ended, the newest first.
  private(set) var finished: [CellResult] = []
  /// Failed requests of all cells that have ended.
  private(set) var allErrors = 0
  /// Cells that could not be measured.
  private(set) var failedCells = 0
  /// Warnings and other lines, in their order.
  public private(set) var messages: [String] = []

  private var last: (time: Double, requests: Int)?
  private var began: Double?
  private var fraction = 0.0

  private static let keptRates = 400
  private static let keptCells = 200

  /// Begins a run of so many blocks.
  public init(study: String, blocks: Int) {
    self.study = study
    progress = ProgressLine(
      cell: nil, block: 1, blocks: blocks, done: 0, total: 0, secondsLeft: nil)
  }

  /// Takes note of an event at a time in seconds on any clock that runs evenly.
  public mutating func take(_ event: RunEvent, at time: Double) {
    switch event {
    case .preparing(let text): preparation = text
    case .starting(let server, let block):
      preparation = "starting \(server)"
      progress.block = block
      progress.cell = nil
    case .cellBegan(let cell, let block, let number, let total):
      begin(cell, block: block, number: number, total: total, at: time)
    case .cellProgressed(let load): advance(load, at: time)
    case .cellEnded(let result): end(result)
    case .warning(let text): messages.append(text)
    }
    progress.secondsLeft = secondsLeft(at: time)
  }

  /// Keeps a line that would have been written to the terminal.
  public mutating func note(_ line: String) { messages.append(line) }

  /// The share of all cells that is done, from 0 to 1, the one that is being measured in part.
  var share: Double {
    guard progress.total > 0 else { return 0 }
    return min(1, (Double(progress.done) + fraction) / Double(progress.total))
  }

  private mutating func begin(
    _ cell: Cell, block: Int, number: Int, total: Int, at time: Double
  ) {
    preparation = nil
    progress.cell = cell
    progress.block = block
    progress.done = max(0, number - 1)
    progress.total = total
    began = began ?? time
    (rates, errors, fraction, last) = ([], 0, 0, (time, 0))
  }

  private mutating func advance(_ load: LoadProgress, at time: Double) {
    fraction = load.fraction
    errors = load.errors
    if let last, time > last.time {
      let rate = Double(max(0, load.requests - last.requests)) / (time - last.time)
      rates = Array((rates + [rate]).suffix(Self.keptRates))
    }
    last = (time, load.requests)
  }

  private mutating func end(_ result: CellResult) {
    fraction = 1
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
