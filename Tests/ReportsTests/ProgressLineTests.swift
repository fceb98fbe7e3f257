@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import Testing

@Suite struct ProgressLineTests {
  private let line = ProgressLine(
    cell: Cell(
      server: "alpha", variant: "default", format: .jp2(ratio: 10), operation: "crop",
      load: .concurrency(10)),
    block: 2, blocks: 3, done: 9, total: 24, secondsLeft: 185)

  @Test("A wide line has a bar, the share, the cell and the time left")
  func wide() {
    #expect(
      line.text(width: 100)
        == "━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌  37 %  alpha crop jp2-10x 10 users, block 2 of 3  3 min 5 s left")
  }

  @Test("A narrow line loses the bar first, then the end of the cell's name, then all of it")
  func narrow() {
    #expect(line.text(width: 60) == " 37 %  alpha crop jp2-10x 10 users, block 2…  3 min 5 s left")
    #expect(line.text(width: 30) == " 37 %  3 min 5 s left")
    #expect(line.text(width: 8) == " 37 %  …")
  }

  @Test("Characters of two columns are never cut in half")
  func wideCharacters() {
    var line = line
    line.cell?.server = "図書館サーバー"
    #expect(DisplayWidth.of(line.text(width: 40)) <= 40)
    #expect(DisplayWidth.truncate("図書館", to: 4) == "図…")
  }
}
