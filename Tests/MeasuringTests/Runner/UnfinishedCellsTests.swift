@testable import IIIF
@testable import IIIFBench
@testable import Measuring
@testable import Results
import TestSupport
import Testing

@Suite("Cells that are not measured after one that did not finish")
struct UnfinishedCellsTests {
  private func cell(
    _ operation: String, users: Int = 1, format: SourceFormat = .jpeg(quality: 90)
  ) -> Cell {
    Cell(
      server: "alpha", variant: ServerDescriptor.defaultVariant, format: format,
      operation: operation, load: .concurrency(users))
  }

  private func cells(after operation: String, users: Int = 1) throws -> UnfinishedCells {
    var cells = UnfinishedCells(
      operations: [
        try Whole(options: OptionValues([:], for: [])),
        try RandomSquare(options: OptionValues([:], for: RandomSquare.options)),
      ], dataset: testDataset())
    cells.add(
      CellResult(
        cell: cell(operation, users: users), block: 1, state: .failed, reason: "did not finish"),
      server: try plannedServer(testServer()))
    return cells
  }

  @Test("The same operation is not asked again under the same or a higher load")
  func same() throws {
    let cells = try cells(after: "whole", users: 4)
    #expect(
      cells.reason(toSkip: cell("whole", users: 4))
        == "did not finish: not measured, because whole did not finish in block 1 under no higher "
        + "load")
    #expect(cells.reason(toSkip: cell("whole", users: 10)) != nil)
    #expect(cells.reason(toSkip: cell("whole", users: 1)) == nil)
    #expect(cells.reason(toSkip: cell("whole", users: 4, format: .tiff)) == nil)
  }

  @Test("An operation with as many pixels is not asked, one with fewer pixels is")
  func dearer() throws {
    let afterSquare = try cells(after: "random-square")
    #expect(
      afterSquare.reason(toSkip: cell("whole"))
        == "did not finish: not measured, because random-square did not finish in block 1 and reads "
        + "and writes no more pixels")
    #expect(try cells(after: "whole").reason(toSkip: cell("random-square")) == nil)
  }
}
