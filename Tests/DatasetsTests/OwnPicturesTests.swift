@testable import Datasets
@testable import IIIF
@testable import IIIFBench
import LoadGenerator
import TestSupport
import Foundation
import Testing

@Suite("Pictures of a service's own", .timeLimit(.minutes(2)))
struct OwnPicturesTests {
  @Test("A list has identifiers and addresses; other lines are named by number")
  func list() {
    let list = IdentifierList(
      "\u{FEFF}# pages\r\na b\r\n\r\na%20b\r\nbooks%2Fp1.tif\r\n"
        + "http://h:80/iiif/2/raw/p2.tif/info.json\r\nhttp://H:80/iiif/2/p3/full/max/0/default.jpg\r\n"
        + "http://other/iiif/2/p4\r\nhttp://h:80/images/p5\r\nftp://h/x\r\n",
      service: "http://h:80/iiif/2")
    #expect(
      list.entries.map(\.identifier) == ["a%20b", "books%2Fp1.tif", "raw/p2.tif", "p3"])
    #expect(list.entries.map(\.line) == [2, 5, 6, 7])
    #expect(
      list.problems.map(\.description) == [
        "line 4: a%20b: a duplicate", "line 8: http://other/iiif/2/p4: another host",
        "line 9: http://h:80/images/p5: not below http://h:80/iiif/2",
        "line 10: ftp://h/x: neither http nor https",
      ])
  }

  @Test("A list of 100,000 identifiers is read and drawn from, not requested")
  func large() async throws {
    let server = try service()
    let folder = try TestFolder()
    let lines = (0..<100_000).map { "page-\($0)" }.joined(separator: "\n")
    try folder.write(lines, to: "list.txt")
    let pictures = OwnPictures(service: server.origin + "/iiif/3", client: HTTPClient())
    let list = folder.url.appending(path: "list.txt").path
    let found = try await pictures.find(list, count: 5, seed: 1)
    #expect(found.dataset.images.count == 5)
    #expect(server.requests.count == 5)
    let again = try await pictures.find(list, count: 5, seed: 1)
    #expect(again.dataset.images == found.dataset.images)
    let other = try await pictures.find(list, count: 5, seed: 2)
    #expect(other.dataset.images != found.dataset.images)
  }

  @Test("Sizes come from info.json; refusals, redirects and foreign addresses are named")
  func information() async throws {
    let server = try service()
    let folder = try TestFolder()
    try folder.write("gone\nalias\np%2F1\n", to: "list.txt")
    let found = try await OwnPictures(service: server.origin + "/iiif/3", client: HTTPClient())
      .find(folder.url.appending(path: "list.txt").path, count: nil, seed: 1)
    #expect(found.dataset.images.map(\.name) == ["canonical", "p/1"])
    #expect(found.dataset.files.map(\.path) == ["canonical", "p%2F1"])
    #expect(found.dataset.images.map(\.size.description) == ["400x300", "400x300"])
    #expect(
      found.warnings == [
        "line 1: gone: status 404",
        "line 2: alias is redirected to \(server.origin)/iiif/3/canonical",
      ])
  }

  @Test("A manifest and a collection of manifests name their services")
  func collection() async throws {
    let server = try service()
    let pictures = OwnPictures(service: server.origin + "/iiif/3", client: HTTPClient())
    for source in ["manifest", "collection"] {
      let found = try await pictures.find("\(server.origin)/\(source)", count: nil, seed: 1)
      #expect(found.dataset.images.map(\.name) == ["p/1"])
    }
  }

  @Test("A list without a usable picture is an error with the reasons")
  func nothing() async throws {
    let server = try service()
    let folder = try TestFolder()
    try folder.write("gone\nhttp://other/x\n", to: "list.txt")
    let list = folder.url.appending(path: "list.txt").path
    let error = await #expect(throws: OwnPicturesError.self) { () async throws -> Void in
      _ = try await OwnPictures(service: server.origin + "/iiif/3", client: HTTPClient())
        .find(list, count: nil, seed: 1)
    }
    #expect(
      error
        == .nothing(
          source: list, ["line 2: http://other/x: another host", "line 1: gone: status 404"]))
  }

  /// A service below `/iiif/3`, a manifest of one picture, and a collection of it.
  private func service() throws -> TestServer {
    try TestServer { request in
      let origin = "http://" + (request.value(ofField: "Host") ?? "")
      let target = request.target
      switch target {
      case "/iiif/3/gone/info.json": return [.answer("404 Not Found")]
      case "/iiif/3/alias/info.json":
        return [
          .answer("303 See Other", headers: ["Location: \(origin)/iiif/3/canonical/info.json"])
        ]
      case "/manifest":
        return [
          .answer(
            body: Array(
              """
              {"type": "Manifest", "items": [{"items": [{"items": [{"body": {"id": "x",
               "type": "Image", "service": [{"id": "\(origin)/iiif/3/p%2F1",
               "type": "ImageService3"}]}}]}]}]}
              """.utf8))
        ]
      case "/collection":
        return [
          .answer(
            body: Array(
              #"{"type": "Collection", "items": [{"id": "/manifest", "type": "Manifest"}]}"#.utf8))
        ]
      default:
        return [
          .answer(
            body: Array(
              """
              {"@context": "http://iiif.io/api/image/3/context.json", "profile": "level2",
               "id": "\(origin)\(target.dropLast("/info.json".count))", "type": "ImageService3",
               "protocol": "http://iiif.io/api/image", "width": 400, "height": 300}
              """.utf8))
        ]
      }
    }
  }
}
