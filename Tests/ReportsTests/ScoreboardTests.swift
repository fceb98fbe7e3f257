import Decisions
import IIIFBench
@testable import Reports
import Results
import TestSupport
import Testing

@Suite struct ScoreboardTests {
  @Test("Each comparison counts once for a server, by its outcome")
  func scores() throws {
    var builder = ResultBuilder()
    builder.servers = ["alpha", "beta", "gamma", "delta"]
    builder.operations = ["crop", "full", "information"]
    builder.change = { cell in
      switch (cell.operation, cell.server) {
      case (_, "delta"): cell = CellResult(cell: cell.cell, block: cell.block, state: .unsupported)
      case ("crop", "gamma"): cell.completedInWindow = 4000
      case ("crop", _): cell.completedInWindow = 20_000
      case ("full", "alpha"): cell.completedInWindow = 1000 + cell.block * 200
      case ("full", "beta"): cell.completedInWindow = 2000 - cell.block * 300
      case ("full", _): cell.errors = ["empty": 100]
      case (_, "alpha"): break
      default: cell = CellResult(cell: cell.cell, block: cell.block, state: .failed)
      }
    }
    let board = Scoreboard(Verdicts(try builder.result()).groups)
    #expect(board.score(of: "alpha") == Scoreboard.Score(best: 1, open: 1, alone: 1))
    #expect(board.score(of: "beta") == Scoreboard.Score(best: 1, open: 1, absent: 1))
    #expect(board.score(of: "gamma") == Scoreboard.Score(behind: 1, apart: 1, absent: 1))
    #expect(board.score(of: "delta") == Scoreboard.Score(absent: 3))
  }
}
