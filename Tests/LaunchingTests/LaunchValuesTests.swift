@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Results
@testable import Support
import TestSupport
import Testing

@Suite("Values of a start")
struct LaunchValuesTests {
  @Test("A rule is filled in with one line for each path")
  func rules() {
    var server = testServer(
      sources: [.jpeg, .tiff, .tiffPyramid, .jp2],
      identifier: IdentifierRule(
        template: "{directory}{name}", slashes: .encoded, layout: .tree))
    server.jpegQuality.value = 75
    let values = LaunchValues(
      descriptor: server, host: "0.0.0.0", port: 80, images: "/images", files: "/etc", scratch: "/t"
    )
    let text = """
      pattern: '^{identifier-pattern}$'
      files:
        - '{images}/{identifier-path}'
      quality: {quality}

      """
    #expect(
      values.fill(text) == """
        pattern: '^((?:.+/)?)([^/]+)$'
        files:
          - '/images/$1$2.jpg'
          - '/images/$1$2.tif'
          - '/images/$1$2.jp2'
        quality: 75

        """)
  }

  @Test("A text without rules keeps its lines and line ends")
  func plain() {
    let values = LaunchValues(
      descriptor: testServer(), host: "0.0.0.0", port: 80, images: "/images", files: "/etc",
      scratch: "/t")
    #expect(values.fill("listen {host}:{port}\r\n{workers}\r\n") == "listen 0.0.0.0:80\r\n1\r\n")
  }
}
