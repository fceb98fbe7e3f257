import IIIF
import IIIFBench
import Testing

@Suite struct ColouredSquaresTests {
  @Test(
    "The squares have the validator's colours",
    arguments: [
      (0, 0, "#3daa7e"), (0, 9, "#41f654"), (9, 0, "#9289b0"), (9, 9, "#a177b6"), (3, 7, "#551d9c"),
    ])
  func colours(column: Int, row: Int, colour: String) {
    #expect(ColouredSquares.colour(column: column, row: row).description == colour)
  }

  @Test("The file is a picture of the squares, row by row")
  func file() {
    let file = ColouredSquares.file
    let head = Array("P6\n1000 1000\n255\n".utf8)
    #expect(Array(file.prefix(head.count)) == head)
    #expect(file.count == head.count + 3_000_000)
    for (x, y) in [(0, 0), (99, 99), (100, 99), (99, 100), (555, 123), (999, 999)] {
      let place = head.count + 3 * (y * 1000 + x)
      let colour = ColouredSquares.colour(column: x / 100, row: y / 100)
      #expect(Array(file[place..<place + 3]) == [colour.red, colour.green, colour.blue])
    }
  }

  @Test("All squares can be told apart")
  func different() {
    let colours = (0..<10).flatMap { x in
      (0..<10).map { ColouredSquares.colour(column: x, row: $0) }
    }
    #expect(Set(colours).count == 100)
  }
}
