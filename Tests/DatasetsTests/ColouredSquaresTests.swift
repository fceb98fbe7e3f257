@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Support
import TestSupport
import Foundation
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
    let file = ColouredSquares.validator.file
    let head = Array("P6\n1000 1000\n255\n".utf8)
    #expect(Array(file.prefix(head.count)) == head)
    #expect(file.count == head.count + 3_000_000)
    for (x, y) in [(0, 0), (99, 99), (100, 99), (99, 100), (555, 123), (999, 999)] {
      let place = head.count + 3 * (y * 1000 + x)
      let colour = ColouredSquares.colour(column: x / 100, row: y / 100)
      #expect(Array(file[place..<place + 3]) == [colour.red, colour.green, colour.blue])
    }
  }

  @Test("All squares have distinct colours")
  func different() {
    let colours = (0..<10).flatMap { x in
      (0..<10).map { ColouredSquares.colour(column: x, row: $0) }
    }
    #expect(Set(colours).count == 100)
  }

  @Test("The picture of a check is oblong, and no side is a multiple of 8")
  func oblong() {
    let squares = ColouredSquares.oblong
    let size = squares.size
    #expect(size.width > size.height && !size.width.isMultiple(of: 2))
    #expect(!size.height.isMultiple(of: 2))
    let file = squares.file
    let head = Array("P6\n\(size.width) \(size.height)\n255\n".utf8)
    #expect(Array(file.prefix(head.count)) == head)
    #expect(file.count == head.count + 3 * size.area)
    let corner = ColouredSquares.colour(column: squares.columns - 1, row: squares.rows - 1)
    #expect(Array(file.suffix(3)) == [corner.red, corner.green, corner.blue])
    let colours = (0..<squares.columns).flatMap { x in
      (0..<squares.rows).map { ColouredSquares.colour(column: x, row: $0) }
    }
    #expect(Set(colours).count == squares.columns * squares.rows)
  }

  @Test("The squares keep their colours in every lossless format", arguments: ["tiff", "jp2"])
  func conversion(name: String) async throws {
    let folder = try TestFolder()
    let format = try #require(SourceFormat(name: name))
    let dataset = try await DatasetProvider(cache: folder.url).dataset(
      source: ColouredSquares.validator.datasetName, count: nil, formats: [format])
    let file = try #require(dataset.files.first)
    #expect(dataset.images.map(\.size) == [ColouredSquares.validator.size])
    for (column, row) in [(0, 0), (7, 2), (9, 9)] {
      let point = try await ExternalProgram.vips.run([
        "getpoint", dataset.root.appending(path: file.path).path, "\(column * 100 + 50)",
        "\(row * 100 + 50)",
      ])
      let colour = ColouredSquares.colour(column: column, row: row)
      #expect(
        point.split(separator: " ").compactMap { Int($0) }
          == [colour.red, colour.green, colour.blue].map(Int.init))
    }
  }
}
