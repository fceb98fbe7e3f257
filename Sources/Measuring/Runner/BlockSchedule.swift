import IIIFBench
import Results
import Statistics

/// Decides how many blocks a run has.
struct BlockSchedule {
  private let blocks: BlockCount
  private let looks: SequentialLooks
  private let budget: Duration?
  private let clock: @Sendable () -> Duration
  private let began: Duration
  private var done = 0
  private var last = Duration.zero
  private var blockBegan = Duration.zero
  private var open: Int?
  /// Why the run ended; nil when its number of blocks was given.
  private(set) var stopping: Stopping?

  /// Begins a run of a study; the clock tells the time since any moment.
  init(
    study: Study, clock: @escaping @Sendable () -> Duration = BlockSchedule.elapsed
  ) {
    blocks = study.blocks
    looks = SequentialLooks(maximumBlocks: study.blocks.maximum)
    budget = study.timeBudget.map { .seconds($0) }
    self.clock = clock
    began = clock()
  }

  private static let origin = ContinuousClock.now
  private static let elapsed: @Sendable () -> Duration = { ContinuousClock.now - origin }

  /// The next block, from 1; nil when the run ends.
  mutating func next() -> Int? {
    let now = clock()
    if isAutomatic, open == 0 { return end(.decided) }
    if done >= blocks.maximum { return end(.maximumBlocks) }
    if let budget, done > 0, now - began + last > budget { return end(.timeBudget) }
    blockBegan = now
    return done + 1
  }

  /// Takes note of the end of a block.
  mutating func end(_ block: Int) {
    done = block
    last = clock() - blockBegan
  }

  /// Whether the comparisons are looked at after a block.
  func looks(after block: Int) -> Bool {
    isAutomatic && (looks.blocks.contains(block) || block == blocks.maximum)
  }

  /// Takes what is open at a look.
  mutating func take(_ comparisons: OpenComparisons) { open = comparisons.count }

  /// The blocks from the next one to the next look, or to the end.
  var blocksToNextLook: Int {
    let end = isAutomatic ? looks.next(after: done) : nil
    return (end ?? blocks.maximum) - done
  }

  private var isAutomatic: Bool {
    if case .automatic = blocks { true } else { false }
  }

  /// Notes why the run ended, where that was not known beforehand.
  private mutating func end(_ reason: Stopping.Reason) -> Int? {
    if isAutomatic || reason == .timeBudget {
      stopping = Stopping(blocks: done, reason: reason, open: open ?? 0)
    }
    return nil
  }
}
