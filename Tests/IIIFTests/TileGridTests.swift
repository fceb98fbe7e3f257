import IIIF
import Testing

@Suite struct TileGridTests {
  private let grid = TileGrid(
    image: PixelSize(width: 2000, height: 3001), tile: PixelSize(width: 512, height: 512))

  @Test("Scale factors end where the image fits into a tile")
  func scaleFactors() {
    #expect(grid.scaleFactors == [1, 2, 4, 8])
    let small = TileGrid(
      image: PixelSize(width: 512, height: 1), tile: PixelSize(width: 512, height: 512))
    #expect(small.scaleFactors == [1])
  }

  @Test(
    "A tile is written in its canonical form",
    arguments: [
      (0, 0, 1, "0,0,512,512/512,/0/default.jpg", "0,0,512,512/512,512/0/default.jpg"),
      (3, 5, 1, "1536,2560,464,441/464,/0/default.jpg", "1536,2560,464,441/464,441/0/default.jpg"),
      (1, 2, 2, "1024,2048,976,953/488,/0/default.jpg", "1024,2048,976,953/488,477/0/default.jpg"),
      (0, 0, 8, "full/250,/0/default.jpg", "full/250,376/0/default.jpg"),
    ])
  func requests(column: Int, row: Int, scale: Int, two: String, three: String) {
    let request = grid.request(column: column, row: row, scale: scale, version: .v21)
    #expect(request.path(fullToken: .full) == two)
    let other = grid.request(column: column, row: row, scale: scale, version: .v30)
    #expect(other.path(fullToken: .max) == three)
  }

  @Test("The tiles of a scale factor cover the image", arguments: [1, 2, 4, 8])
  func coverage(scale: Int) {
    var area = 0
    for column in 0..<grid.columns(scale: scale) {
      for row in 0..<grid.rows(scale: scale) {
        let request = grid.request(column: column, row: row, scale: scale, version: .v30)
        area += request.region.extent(of: grid.image).area
      }
    }
    #expect(area == grid.image.area)
  }
}
