import Foundation
import Statistics
import Testing

@Suite struct CellFiguresTests {
  @Test("The figure of a single cell is the geometric mean with Student's interval")
  func oneCell() throws {
    let values = [180.0, 195, 171, 188, 210].enumerated().map { ($0.offset, log($0.element)) }
    let row = try #require(BlockRow(values: Dictionary(uniqueKeysWithValues: values)))
    let figure = try #require(CellFigures([row]).figures.first)
    #expect(isNear(figure.value, 188.34, within: 5e-5))
    #expect(isNear(figure.interval.lowerBound, 170.92, within: 5e-5))
    #expect(isNear(figure.interval.upperBound, 207.53, within: 5e-5))
    #expect(figure.blocks == 5)
  }

  @Test("Cells of a server share information about their noise")
  func pooled() throws {
    let rows = try (0..<8).map { cell in
      let values = [0: 0.0, 1: 0.1 * Double(cell % 3), 2: 0.05 * Double(cell % 4)]
      return try #require(BlockRow(values: values))
    }
    let alone = try #require(CellFigures([rows[2]]).figures.first)
    let together = CellFigures(rows).figures[2]
    #expect(together.value == alone.value)
    #expect(together.interval.upperBound < alone.interval.upperBound)
  }

  @Test("A percentile needs ten answers above it in each block")
  func percentiles() {
    #expect(CellFigures.allows(percentile: 99, answersPerBlock: [1000, 1200]))
    #expect(!CellFigures.allows(percentile: 99, answersPerBlock: [1200, 999]))
    #expect(CellFigures.allows(percentile: 90, answersPerBlock: [100]))
    #expect(!CellFigures.allows(percentile: 90, answersPerBlock: [99]))
    #expect(CellFigures.allows(percentile: 50, answersPerBlock: [20]))
    #expect(!CellFigures.allows(percentile: 50, answersPerBlock: [19]))
    #expect(!CellFigures.allows(percentile: 50, answersPerBlock: []))
  }
}
