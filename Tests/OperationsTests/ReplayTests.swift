@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import Measuring
@testable import Operations
@testable import Support
import TestSupport
import Foundation
import Testing

@Suite struct ReplayTests {
  private let images = ["book/page 1", "book/page 2", "map"].enumerated().map { index, name in
    SourceImage(index: index, name: name, size: PixelSize(width: 300, height: 200))
  }

  @Test("Common and combined log formats are read, with their times and zones")
  func formats() throws {
    let log = RequestLog(
      """
      10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /iiif/map/info.json HTTP/1.1" 200 512
      10.0.0.1 - frank [10/Oct/2000:20:55:38 +0000] "GET /iiif/map/full/100,/0/default.jpg HTTP/1.0" 200 2326 "http://example.org/a \\"b\\"" "Mozilla/5.0 [en]"
      """)
    #expect(log.requests.map(\.time) == [.zero, .seconds(2)])
    #expect(log.requests.map(\.path.base) == ["iiif/map", "iiif/map"])
    #expect(log.skipped.isEmpty)
  }

  @Test("Lines of the same second are spread over it, and lines are sorted by time")
  func times() throws {
    let log = RequestLog(
      """
      h - - [01/Mar/2024:00:00:01 +0000] "GET /map/info.json HTTP/1.1" 200 1
      h - - [29/Feb/2024:23:59:59 +0000] "GET /map/full/10,/0/default.jpg HTTP/1.1" 200 1
      h - - [01/Mar/2024:00:00:01 +0000] "GET /map/full/20,/0/default.jpg HTTP/1.1" 200 1
      """)
    #expect(
      log.requests.map(\.time) == [.zero, .seconds(2), .seconds(2) + .milliseconds(500)])
    #expect(log.requests.map(\.text.count) == [27, 14, 27])
  }

  @Test("A list of URLs and paths is read and has no times")
  func list() throws {
    let log = RequestLog(
      """
      # from the viewer
      https://example.org/iiif/2/map/info.json

      HTTP://example.org/iiif/2/map/full/100,/0/default.jpg?cache=no
      /iiif/2/map/0,0,10,10/full/0/default.jpg
      http://example.org/fcgi-bin/iipsrv.fcgi?IIIF=/map.tif/full/50,/0/default.jpg
      """)
    #expect(log.requests.map(\.path.base) == ["iiif/2/map", "iiif/2/map", "iiif/2/map", "map.tif"])
    #expect(log.requests.allSatisfy { $0.time == nil })
    #expect(log.notes == ["1 URLs of the log are sent without their queries"])
  }

  @Test("Skipped lines are counted by reason, with their first line")
  func skipped() throws {
    let replay = try replay(
      """
      /map/info.json
      /favicon.ico
      /index.html
      nonsense line
      /other/info.json
      /map/300,0,10,10/full/0/default.jpg
      /map/full/301,/0/default.jpg
      /map/full/^600,/0/default.jpg
      """)
    #expect(
      replay.remarks == [
        "skipped in the log: 2 requests that do not belong to the Image API, the first: "
          + "/favicon.ico",
        "skipped in the log: 1 lines in an unknown format, the first: nonsense line",
        "skipped in the log: 1 identifiers of unknown pictures, the first: "
          + "/other/info.json",
        "skipped in the log: 1 regions outside the picture, the first: "
          + "/map/300,0,10,10/full/0/default.jpg",
        "skipped in the log: 1 upscaling without '^', the first: "
          + "/map/full/301,/0/default.jpg",
        "skipped in the log: 1 '^', which Image API 2.1 does not define, the first: "
          + "/map/full/^600,/0/default.jpg",
      ])
  }

  @Test("Requests with other methods are skipped and reported")
  func methods() throws {
    let log = RequestLog(
      #"h - - [01/Mar/2024:00:00:01 +0000] "POST /map/info.json HTTP/1.1" 200 1"#)
    #expect(log.requests.isEmpty)
    #expect(log.skipped.map(\.reason) == ["requests with the method POST"])
  }

  @Test("Requests are for the named pictures, with the expectations of a valid answer")
  func expectations() throws {
    let replay = try replay(
      """
      /iiif/book%2Fpage%202.jp2/full/150,/0/default.jpg
      /iiif/jp2/book/page%201.jp2/0,0,30,20/max/90/gray.png
      /iiif/map/full/!90,90/0/default.jpg
      """)
    let requests = try (0..<3).map { try #require(try steps(replay, $0).joined().first) }
    #expect(requests.map(\.image.name) == ["book/page 2", "book/page 1", "map"])
    #expect(
      requests.map { $0.expectation.size?.description } == ["150x100", "20x30", "90x60"])
    #expect(requests[1].expectation.mediaTypes == ["image/png"])
    #expect(
      replay.requiredFeatures(in: .v21)
        == [
          .sizeByW, .regionByPx, .rotationBy90s, .qualityGray, .formatPng, .sizeByConfinedWh,
        ])
  }

  @Test("Lines are replayed in order, and again from the first after the last")
  func order() throws {
    let replay = try replay("/map/info.json\n/map/full/10,/0/default.jpg")
    let paths = try (0..<4).map { try steps(replay, $0).joined().map { $0.path() } }
    #expect(
      paths == [
        ["info.json"], ["full/10,/0/default.jpg"], ["info.json"], ["full/10,/0/default.jpg"],
      ])
  }

  @Test("Unknown identifiers are assigned to pictures reproducibly")
  func anyIdentifier() throws {
    let text = (0..<30).map { "/iiif/unknown-\($0 % 10)/full/10,/0/default.jpg" }
      .joined(separator: "\n")
    let replay = try replay(text, takesAny: true)
    let names = try (0..<30).map { try #require(try steps(replay, $0).joined().first).image.name }
    #expect(Set(names).count > 1)
    #expect(names[..<10] == names[10..<20] && names[..<10] == names[20...])
    #expect(
      replay.remarks == ["10 identifiers of unknown pictures are assigned to pictures of the run"])
  }

  @Test("Recorded times start with the first replayed line")
  func ownTimes() throws {
    let replay = try replay(
      """
      h - - [01/Mar/2024:00:00:01 +0000] "GET /nothing HTTP/1.1" 404 1
      h - - [01/Mar/2024:00:00:05 +0000] "GET /other/info.json HTTP/1.1" 404 1
      h - - [01/Mar/2024:00:00:07 +0000] "GET /map/info.json HTTP/1.1" 200 1
      h - - [01/Mar/2024:00:00:10 +0000] "GET /map/info.json HTTP/1.1" 200 1
      """)
    #expect(replay.ownTimes == [.zero, .seconds(3)])
    #expect(try self.replay("/map/info.json").ownTimes.isEmpty)
  }

  @Test("A log is read by its path; a missing file and a log without requests are errors")
  func files() throws {
    let folder = try TestFolder()
    try folder.write("/map/info.json\n", to: "access.log")
    let replay = try operation(
      "replay", options: ["log": folder.url.appending(path: "access.log").path])
    #expect(try steps(replay, 0).joined().map { $0.path() } == ["info.json"])
    #expect(throws: ReplayError.unreadable(file: "/no/such/file")) {
      try operation("replay", options: ["log": "/no/such/file"])
    }
    #expect(throws: ReplayError.nothing(file: "log", [])) { try self.replay("") }
  }

  private func replay(_ text: String, takesAny: Bool = false) throws -> any ImageOperation {
    try Replay(log: RequestLog(text), file: "log", takesAny: takesAny)
      .prepared(for: OperationSetting(images: images, version: .v21))
  }

  private func steps(
    _ operation: any ImageOperation, _ index: Int
  ) throws -> [[OperationRequest]] {
    try operation.steps(
      of: Iteration(
        index: index, image: images[index % images.count], images: images, version: .v21,
        fullSize: .full, random: SeededRandom(seed: 1, purpose: "test", index: index)))
  }
}
