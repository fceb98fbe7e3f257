@testable import IIIFBench
@testable import Measuring
@testable import Results
import Synchronization
import TestSupport
import Testing

@Suite("The number of blocks")
struct BlockScheduleTests {
  private func study(_ blocks: BlockCount, budget: Seconds? = nil) -> Study {
    var study = testStudy()
    (study.blocks, study.timeBudget) = (blocks, budget)
    return study
  }

  private func open(_ count: Int) -> OpenComparisons { OpenComparisons(count: count, groups: []) }

  @Test("A number that is given is kept, and nothing is looked at")
  func fixed() {
    var schedule = BlockSchedule(study: study(.fixed(3)))
    var blocks: [Int] = []
    while let block = schedule.next() {
      blocks.append(block)
      schedule.end(block)
      #expect(!schedule.looks(after: block))
    }
    #expect(blocks == [1, 2, 3])
    #expect(schedule.stopping == nil)
  }

  @Test("Comparisons are looked at after 2, 3, 5, 8 and 13 blocks")
  func looks() {
    var schedule = BlockSchedule(study: study(.automatic(atMost: 13)))
    var looks: [Int] = []
    while let block = schedule.next() {
      schedule.end(block)
      guard schedule.looks(after: block) else { continue }
      looks.append(block)
      schedule.take(open(4))
    }
    #expect(looks == [2, 3, 5, 8, 13])
    #expect(schedule.stopping == Stopping(blocks: 13, reason: .maximumBlocks, open: 4))
  }

  @Test("The run ends at the look at which all is decided")
  func decided() {
    var schedule = BlockSchedule(study: study(.automatic(atMost: 13)))
    while let block = schedule.next() {
      schedule.end(block)
      if schedule.looks(after: block) { schedule.take(open(block < 5 ? 1 : 0)) }
    }
    #expect(schedule.stopping == Stopping(blocks: 5, reason: .decided, open: 0))
  }

  @Test("No block begins that would end after the budget, but one always does")
  func budget() {
    let now = Mutex(Duration.zero)
    var schedule = BlockSchedule(
      study: study(.fixed(100), budget: 100), clock: { now.withLock { $0 } })
    var done = 0
    while let block = schedule.next() {
      now.withLock { $0 += .seconds(30) }
      schedule.end(block)
      done = block
    }
    #expect(done == 3)
    #expect(schedule.stopping?.reason == .timeBudget)
    var long = BlockSchedule(study: study(.fixed(2), budget: 1), clock: { now.withLock { $0 } })
    #expect(long.next() == 1)
  }

  @Test("The blocks to the next look are known")
  func ahead() {
    var schedule = BlockSchedule(study: study(.automatic(atMost: 13)))
    #expect(schedule.blocksToNextLook == 2)
    for block in 1...5 { schedule.end(block) }
    #expect(schedule.blocksToNextLook == 3)
    #expect(BlockSchedule(study: study(.fixed(4))).blocksToNextLook == 4)
  }
}
