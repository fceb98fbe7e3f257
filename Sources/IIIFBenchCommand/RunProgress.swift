internal import Foundation
internal import IIIFBench
internal import LoadGenerator
internal import Reports

/// How far a run is, from its events.
struct RunProgress {
  private var cell: Cell?
  private var block = 0
  private var number = 0
  private var total = 0
  private var fraction = 0.0
  private var began: Date?
  /// What is being made ready; nil once servers are started.
  private(set) var preparation: String?
  private let blocks: Int

  /// Begins a run of so many blocks.
  init(blocks: Int) {
    self.blocks = blocks
  }

  /// Takes note of an event.
  mutating func take(_ event: RunEvent, at time: Date) {
    switch event {
    case .preparing(let text):
      preparation = text
    case .starting(_, let block):
      preparation = nil
      self.block = block
      cell = nil
    case .cellBegan(let cell, let block, let number, let total):
      (self.cell, self.block, self.number, self.total) = (cell, block, number, total)
      fraction = 0
      began = began ?? time
    case .cellProgressed(let progress):
      fraction = progress.fraction
    case .cellEnded(let result):
      if result.state != .unsupported { fraction = 1 }
    case .warning:
      break
    }
  }

  /// The run in one line.
  func line(at time: Date) -> ProgressLine {
    ProgressLine(
      cell: cell, block: block, blocks: blocks, done: max(0, number - 1), total: total,
      secondsLeft: secondsLeft(at: time))
  }

  private func secondsLeft(at time: Date) -> Double? {
    let done = Double(number - 1) + fraction
    guard let began, done > 0.5 else { return nil }
    return time.timeIntervalSince(began) / done * (Double(total) - done)
  }
}
