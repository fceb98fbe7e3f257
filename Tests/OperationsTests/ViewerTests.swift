@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import Measuring
@testable import Operations
@testable import Support
import Testing

@Suite struct ViewerTests {
  @Test("The tiles of each view are those that OpenSeadragon requests", arguments: [0, 1])
  func recordedViews(recording: Int) throws {
    let portrait = recording == 0
    let image = PixelSize(width: portrait ? 2000 : 9000, height: portrait ? 3000 : 6000)
    let side = portrait ? 256 : 512
    var session = ViewerSession(
      grid: TileGrid(image: image, tile: PixelSize(width: side, height: side)),
      version: portrait ? .v21 : .v30)
    let views = recordedViews(
      in: portrait ? ViewerRecording.portrait : ViewerRecording.landscape, of: image)
    #expect(views.count == 8)
    for (view, recorded) in views {
      let requests = session.newTiles(in: view).map { $0.path(fullToken: .max) }
      #expect(Set(requests) == Set(recorded))
      #expect(requests.count == recorded.count)
    }
  }

  @Test("Coarse tiles are requested before fine ones, as by OpenSeadragon")
  func order() throws {
    let image = PixelSize(width: 2000, height: 3000)
    var session = ViewerSession(
      grid: TileGrid(image: image, tile: PixelSize(width: 256, height: 256)), version: .v21)
    let (view, recorded) = try #require(
      recordedViews(in: ViewerRecording.portrait, of: image).first)
    func scales(_ paths: [String]) -> [Int] {
      paths.map { path in
        let parts = path.split(separator: "/")
        let answered = Int(parts[1].prefix { $0 != "," }) ?? 0
        let asked = parts[0] == "full" ? image.width : Int(parts[0].split(separator: ",")[2]) ?? 0
        return (asked + answered - 1) / answered
      }
    }
    let requests = session.newTiles(in: view).map { $0.path(fullToken: .full) }
    #expect(scales(requests) == scales(recorded))
  }

  @Test("A session starts with the information and requests no tile twice")
  func session() throws {
    for index in 0..<50 {
      let steps = try operation("viewer").steps(of: iteration(index))
      let paths = steps.joined().map { $0.path() }
      #expect(steps[0].map { $0.path() } == ["info.json"])
      #expect(steps[1].first?.path() == "full/125,/0/default.jpg")
      #expect(Set(paths).count == paths.count)
      #expect(steps.allSatisfy { !$0.isEmpty })
    }
  }

  /// Each view of a recording with the requests that were made for it.
  private func recordedViews(
    in text: String, of image: PixelSize
  ) -> [(view: ViewerView, requests: [String])] {
    var requests: [String] = []
    var views: [(ViewerView, [String])] = []
    for line in text.split(separator: "\n").map(String.init) where line != "info.json" {
      guard line.hasPrefix("view ") else {
        requests.append(line)
        continue
      }
      let numbers = line.split(separator: " ").dropFirst().compactMap { Double($0) }
      let width = Double(image.width)
      let view = ViewerView(
        x: numbers[0] * width, y: numbers[1] * width, width: numbers[2] * width,
        on: PixelSize(width: 1280, height: 800))
      views.append((view, requests))
      requests = []
    }
    return views
  }
}
