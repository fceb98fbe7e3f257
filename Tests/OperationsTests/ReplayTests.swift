@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import Measuring
@testable import Operations
@testable import Support
import TestSupport
import Foundation
import Synchronization
import Testing

@Suite struct ReplayTests {
  private let images = ["book/page 1", "book/page 2", "map"].enumerated().map { index, name in
    SourceImage(index: index, name: name, size: PixelSize(width: 300, height: 200))
  }

  @Test("Common and combined log formats are read, with their times and zones")
  func formats() throws {
    let log = requestLog(
      """
      10.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /iiif/map/info.json HTTP/1.1" 200 512
      10.0.0.1 - frank [10/Oct/2000:20:55:38 +0000] "GET /iiif/map/full/100,/0/default.jpg HTTP/1.0" 200 2326 "http://example.org/a \\"b\\"" "Mozilla/5.0 [en]"
      """)
    #expect(log.requests.map(\.time) == [.zero, .seconds(2)])
    #expect(log.requests.map { log.targets[$0.target].path.base } == ["iiif/map", "iiif/map"])
    #expect(log.skipped.isEmpty)
  }

  @Test("Lines of the same second are spread over it, and lines are sorted by time")
  func times() throws {
    let log = requestLog(
      """
      h - - [01/Mar/2024:00:00:01 +0000] "GET /map/info.json HTTP/1.1" 200 1
      h - - [29/Feb/2024:23:59:59 +0000] "GET /map/full/10,/0/default.jpg HTTP/1.1" 200 1
      h - - [01/Mar/2024:00:00:01 +0000] "GET /map/full/20,/0/default.jpg HTTP/1.1" 200 1
      """)
    #expect(
      log.requests.map(\.time) == [.zero, .seconds(2), .seconds(2) + .milliseconds(500)])
    #expect(log.requests.map { log.targets[$0.target].text.count } == [27, 14, 27])
  }

  @Test("A list of URLs and paths is read and has no times")
  func list() throws {
    let log = requestLog(
      """
      # from the viewer
      https://example.org/iiif/2/map/info.json

      HTTP://example.org/iiif/2/map/full/100,/0/default.jpg?cache=no
      /iiif/2/map/0,0,10,10/full/0/default.jpg
      http://example.org/fcgi-bin/iipsrv.fcgi?IIIF=/map.tif/full/50,/0/default.jpg
      """)
    #expect(
      log.requests.map { log.targets[$0.target].path.base } == [
        "iiif/2/map", "iiif/2/map", "iiif/2/map", "map.tif",
      ])
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
    let log = requestLog(
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
      h - - [01/Mar/2024:00:00:01 +0000] "GET /nothing HTTP/1.1" 200 1
      h - - [01/Mar/2024:00:00:05 +0000] "GET /other/info.json HTTP/1.1" 200 1
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

  @Test(
    "Times with fractions, ISO times, and requests behind further fields are read",
    arguments: [
      #"h - - [27/Oct/2019:20:55:44.123 +0200] "GET /map/info.json HTTP/1.1" 200 512"#,
      #"h - - [2019-10-27T18:55:44.123Z] "GET /map/info.json HTTP/1.1" 200 512 "-" "-""#,
      #"v.example h - - [27/Oct/2019:18:55:44.123 +0000] (0 s) "GET /map/info.json HTTP/1.1" 200 1"#,
      #"[27/Oct/2019:20:55:44.123 +0200] h TLSv1.2 X "GET /map/info.json HTTP/1.1" 512"#,
      #"Oct 27 lb haproxy[1]: h:1 [27/Oct/2019:18:55:44.123] fe be/s 0/0/0/5/5 200 12 - - ---- 1/1/1/1/0 0/0 "GET /map/info.json HTTP/1.1""#,
      #"https 2019-10-27T18:55:44.123000Z app/lb/5 h:1 s:80 0.0 0.0 0.0 200 200 3 6 "GET https://h:443/map/info.json HTTP/2.0" "curl/7" - -"#,
      #"{"level":"info","ts":1572202544.123,"request":{"method":"GET","uri":"/map/info.json"},"status":200}"#,
      #"{"time_iso8601": "2019-10-27T18:55:44.123+00:00", "request": "GET /map/info.json HTTP/1.1", "status": "200"}"#,
    ])
  func furtherFormats(line: String) throws {
    let log = requestLog(
      "h - - [27/Oct/2019:18:55:44.000 +0000] \"GET /map/full/max/0/default.jpg HTTP/1.1\" 200 1\n"
        + line)
    #expect(
      log.requests.map { log.targets[$0.target].text } == [
        "/map/full/max/0/default.jpg", "/map/info.json",
      ])
    let times = log.requests.compactMap(\.time)
    #expect(times.count == 2 && abs((times[1] - .milliseconds(123)) / .milliseconds(1)) < 0.01)
  }

  @Test("The extended format of W3C is read by its line of fields, with spaces or tabs")
  func extended() throws {
    let log = requestLog(
      """
      #Software: Microsoft Internet Information Services 10.0
      #Fields: date time cs-method cs-uri-stem cs-uri-query sc-status
      2023-04-12 15:07:52 GET /map/info.json - 200
      2023-04-12 15:07:53 GET /iipsrv.fcgi IIIF=/map/full/10,/0/default.jpg 200
      2023-04-12\t15:07:54\tGET\t/map/full/20,/0/default.jpg\t-\t302
      """)
    #expect(log.requests.map(\.time) == [.zero, .seconds(1)])
    #expect(log.requests.map { log.targets[$0.target].path.base } == ["map", "map"])
    #expect(
      log.skipped.map(\.reason) == ["requests that the server answered with the status 302"])
  }

  @Test("Targets with spaces end before the version of HTTP")
  func spaces() throws {
    let log = requestLog(
      #"h - - [12/Apr/2023:15:07:52 +0000] "GET /iiif/my scan 1.jpg/info.json HTTP/1.1" 200 1"#)
    #expect(log.targets.map(\.path.base) == ["iiif/my scan 1.jpg"])
  }

  @Test("A line whose time is unreadable is replayed without times")
  func unreadableTime() throws {
    let log = requestLog(
      """
      h - - [12/Okt/2023:15:07:52 +0000] "GET /map/info.json HTTP/1.1" 200 1
      h - - [12/Oct/2023:15:07:52 +0000] "GET /map/info.json HTTP/1.1" 304 0
      """)
    #expect(log.requests.map(\.time) == [nil, nil])
    #expect(log.notes == ["some lines of the log have no time, so all times are ignored"])
  }

  @Test("A chosen format refuses lines of others")
  func chosenFormat() throws {
    let json = #"{"uri": "/map/info.json"}"#
    #expect(requestLog(json, format: .json).requests.count == 1)
    for format in LogFormat.allCases where ![.auto, .json].contains(format) {
      #expect(requestLog(json, format: format).requests.isEmpty)
    }
  }

  @Test("Control characters of a skipped line are not shown")
  func controlCharacters() throws {
    let log = requestLog("evil \u{1B}[2J\u{07} line")
    #expect(log.skipped.map(\.example) == ["evil [2J line"])
  }

  private static let fixedCodes = "H4sIAAAAAAACA9PPTSzQTyvNydE3NNDRN9BPSU1LLM0p0csqSOcCAG439O4cAAAA"
  private static let ownCodes = """
    H4sIAAAAAAACA3WVSY5dMQhF51kLysM0BpZTUhopSqQaJPsPlcEHKTCoya8r2++ca/z8ent/EBAO/vt7
    Djz4fPn67e3Pz9+ff7x///R8JNjgvCI0RkxAXhEeI+cciFdG5ow4nPsK6RxyBdJX6I4hIgKulWwOaYDU
    mXwOxYVbHxczImbwgnRwAYnAFZppCxpQ7Xdm4CJJ3Co1M5c8k1GlZup6HFpopq6qwO0LZ+waBLetNXO/
    FBBl8Mzg773ADddM3pDBqsGESz/z33UumtGbGWjtSDN6T4xR1aIZvesBKY00o3d3iHa5ZvaRv0s718w+
    Eny0HWf2EQHaeM3sD+bl8UrFkjKGWyIZt5uPQFVWPkssC+21KdMScwFt02YZN5SSqZTzMnFIHbxmAC8z
    h7Kvt0TxrOBwHpobEFtiN3dsqy0SBFNCNY0XC5LduBUT3GYrghReWSxoXloubrJY0A8FbbXFgma729EW
    CTdrGFVwWSTc7JoXXVkkGBJYe2oWCZY8ra22SDC7YO1siwTPEdxiitvbhX1TXSS4W/8EXSREjpUGRBcJ
    kc1teHWxEOHNlc4SCD/6XeJ1eX8x351WI11e4IPRS6nLG3zSdau4xhJz7hfm/ifhL+3OgRnyCAAA
    """

  @Test("Files in UTF-16, with a byte order mark, or compressed with gzip are read")
  func encodings() throws {
    let folder = try TestFolder()
    let text = (1...400).map { "/map/full/\($0),/0/default.jpg\r\n" }.joined()
    let utf16 = text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    let plain = folder.url.appending(path: "plain.log")
    try Data(text.utf8).write(to: plain)
    // Two members: one with the fixed codes, one with codes of its own.
    let gzip = try #require(Data(base64Encoded: Self.fixedCodes))
    let ownCodes = try #require(
      Data(base64Encoded: Self.ownCodes, options: .ignoreUnknownCharacters))
    let files: [(String, Data)] = [
      ("mark", Data([0xff, 0xfe] + utf16)), ("wide", Data(utf16)),
      ("utf8", Data([0xef, 0xbb, 0xbf]) + Data(text.utf8)),
    ]
    for (name, content) in files {
      let file = folder.url.appending(path: name)
      try content.write(to: file)
      let log = try RequestLog(file: file.path, format: .auto)
      #expect(log.requests.count == 400 && log.skipped.isEmpty, "\(name)")
    }
    let file = folder.url.appending(path: "log.gz")
    try (gzip + ownCodes).write(to: file)
    let log = try RequestLog(file: file.path, format: .auto)
    #expect(log.requests.count == 61)
    #expect(log.targets.last?.text == "/map/2183,86,100,100/60,/0/default.jpg")
    try gzip.dropLast(12).write(to: file)
    #expect(throws: ReplayError.damaged(file: file.path)) {
      try RequestLog(file: file.path, format: .auto)
    }
    try Data([0x28, 0xb5, 0x2f, 0xfd, 0]).write(to: file)
    #expect(throws: ReplayError.compressed(file: file.path, program: "zstd")) {
      try RequestLog(file: file.path, format: .auto)
    }
  }

  @Test("Reading a file reports its progress")
  func progress() throws {
    let folder = try TestFolder()
    try folder.write(String(repeating: "/map/info.json\n", count: 100_000), to: "log")
    let parts = Mutex<[Int]>([])
    let path = folder.url.appending(path: "log").path
    let observer: FileProgress.Observer = { file, bytes, _ in
      if file == path { parts.withLock { $0.append(bytes) } }
    }
    try FileProgress.observed(by: observer) { _ = try RequestLog(file: path, format: .auto) }
    #expect(parts.withLock { $0 } == [1 << 20, 1_500_000])
  }

  private func requestLog(_ text: String, format: LogFormat = .auto) -> RequestLog {
    var builder = RequestLogBuilder(format: format)
    builder.take(Array(text.utf8)[...])
    return builder.log()
  }

  private func replay(_ text: String, takesAny: Bool = false) throws -> any ImageOperation {
    try Replay(log: requestLog(text), file: "log", takesAny: takesAny)
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
