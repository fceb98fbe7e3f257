import Foundation
import Statistics
import Testing

@Suite struct SequentialLooksTests {
  @Test(
    "The level of each look depends on the number of looks",
    arguments: [(2, 0.05), (3, 0.0317), (5, 0.0227), (8, 0.0177), (13, 0.0144), (21, 0.0122)])
  func levels(maximum: Int, level: Double) {
    let looks = SequentialLooks(maximumBlocks: maximum)
    #expect(looks.level == level)
    #expect(looks.blocks.last == maximum)
  }

  @Test(
    "The levels are those of the critical values",
    arguments: [(1, 1.960), (2, 2.148), (3, 2.278), (4, 2.372), (5, 2.446), (6, 2.505)])
  func criticalValues(looks: Int, z: Double) {
    let level = SequentialLooks.level(looks: looks)
    #expect(abs(StudentT.critical(level, degrees: .infinity) - z) < 0.003)
  }

  @Test("Looks are in order and finite")
  func order() {
    let looks = SequentialLooks(maximumBlocks: 10)
    #expect(looks.blocks == [2, 3, 5, 8])
    #expect(looks.next(after: 0) == 2)
    #expect(looks.next(after: 3) == 5)
    #expect(looks.next(after: 4) == 5)
    #expect(looks.next(after: 8) == nil)
    #expect(SequentialLooks(maximumBlocks: 1).next(after: 0) == nil)
  }

  @Test("Further looks have stricter levels")
  func further() {
    let levels = (1...12).map { SequentialLooks.level(looks: $0) }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test("All planned looks together raise one false alarm in twenty")
  func falseAlarms() {
    let looks = SequentialLooks(maximumBlocks: 21)
    let limit = StudentT.critical(looks.level, degrees: .infinity)
    var random = SeededRandom(state: 9)
    let paths = 4000
    var alarms = 0
    for _ in 0..<paths {
      var (sum, isAlarmed) = (0.0, false)
      for block in 1...21 {
        sum += random.normal()
        if looks.blocks.contains(block), abs(sum) / Double(block).squareRoot() > limit {
          isAlarmed = true
        }
      }
      if isAlarmed { alarms += 1 }
    }
    // Three standard errors of 4000 paths.
    #expect(abs(Double(alarms) / Double(paths) - 0.05) < 0.0104)
  }
}
