@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import TestSupport
@testable import Verification
import Foundation
import Testing

/// Pictures that come from elsewhere: from an image service on loopback, which the reference server
/// is, and from a folder whose names are not made for URIs.
@Suite("Pictures of the user's own and of manifests", .serialized)
struct ImageServiceTests {
  @Test("The images of manifests of both versions are fetched and measured")
  func manifests() async throws {
    let program = try Program()
    defer { program.remove() }
    let folder = try TestFolder()
    try makePicture(folder.url.appending(path: "eins.jpg"), width: 640, height: 480)
    try makePicture(folder.url.appending(path: "zwei.jpg"), width: 500, height: 700)
    let service = try await ImageService(of: folder.url, program: program)
    let origin = service.server.origin
    let manifests = try TestServer { request in
      let version = request.target.hasPrefix("/presentation-2/") ? 2 : 3
      return [.answer(body: Array(manifest(version: version, service: origin).utf8))]
    }
    for version in [2, 3] {
      let address = "\(manifests.origin)/presentation-\(version)/manifest"
      defer { removeSet(of: address, in: program.cache) }
      let fetched = try program.run([
        "images", "fetch", address, "--count", "1", "--interval", "0",
      ])
      #expect(fetched.status == 0, "\(fetched.errors)")
      #expect(fetched.output.hasPrefix("1 images in "))
      #expect(fetched.errors.contains("fetching 0001 (0 of 1)"))
      let measured = try program.run([
        "run", "--runtime", "process", "--server", "iiif-reference", "--images", address,
        "--operation", "full", "--format", "jpeg-q90", "--iterations", "4", "--blocks", "1",
        "--warm-up", "0", "--concurrency", "1",
      ])
      #expect(measured.status == 0, "\(measured.errors)")
      let result = try program.result()
      #expect(result.images.images.map(\.size.description) == ["640x480", "500x700"])
      #expect(result.cells.map(\.requests) == [4])
    }
    await service.stop()
  }

  @Test("Spaces, umlauts, signs and subfolders in names work with raw slashes and in a flat folder")
  func names() throws {
    let program = try Program()
    defer { program.remove() }
    let folder = try TestFolder()
    let photos = folder.url.appending(path: "Größe & Maß/Zwei Wörter")
    try FileManager.default.createDirectory(at: photos, withIntermediateDirectories: true)
    for name in ["100% + 50, #3; a=b", "it's \"quoted\" (1)", "Überblick?", "e\u{301}"] {
      try makePicture(photos.appending(path: "\(name).jpg"), width: 600, height: 400)
    }
    defer { removeSet(named: folder.url.lastPathComponent, in: program.cache) }
    let outcome = try program.run([
      "run", "--runtime", "process", "--server", "iipsrv", "--server", "iiif-reference",
      "--images", folder.url.path, "--operation", "information", "--operation", "crop", "--option",
      "crop.size=200", "--format", "tiff-pyramid", "--iterations", "4", "--blocks", "1",
      "--warm-up", "0", "--concurrency", "1",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)\n\(outcome.output)")
    let cells = try program.result().cells
    #expect(cells.map(\.requests) == [4, 4, 4, 4])
    #expect(cells.map(\.distinctRequests) == [4, 4, 4, 4])
  }

  /// A manifest of two pages, whose images a service of the same major version gives.
  private func manifest(version: Int, service origin: String) -> String {
    let pages = ["eins", "zwei"]
    if version == 2 {
      let canvases = pages.map { name in
        """
        {"images": [{"resource": {"@id": "\(name)", "@type": "dctypes:Image", "service": {
          "@id": "\(origin)/2.1_pil/\(name)",
          "@context": "http://iiif.io/api/image/2/context.json"}}}]}
        """
      }
      return """
        {"@type": "sc:Manifest", "label": "Buch",
         "sequences": [{"canvases": [\(canvases.joined(separator: ","))]}]}
        """
    }
    let canvases = pages.map { name in
      """
      {"type": "Canvas", "items": [{"items": [{"body": {"type": "Image", "id": "\(name)",
        "service": [{"id": "\(origin)/3.0_pil/\(name)", "type": "ImageService3"}]}}]}]}
      """
    }
    return """
      {"type": "Manifest", "label": {"de": ["Buch"]},
       "items": [\(canvases.joined(separator: ","))]}
      """
  }

  /// The cache is shared by all tests; what this one adds is taken away.
  private func removeSet(of manifest: String, in cache: URL) {
    for set in ImageInventory(cache: cache).sets where set.manifest == manifest {
      try? FileManager.default.removeItem(at: set.folder)
    }
  }

  private func removeSet(named name: String, in cache: URL) {
    for set in ImageInventory(cache: cache).sets where set.name.hasPrefix(name) {
      try? FileManager.default.removeItem(at: set.folder)
    }
  }
}

/// The reference server over a folder, as an image service.
private struct ImageService {
  let server: any RunningServer
  private let registry: RunRegistry

  init(of images: URL, program: Program) async throws {
    let folder = Program.root.appending(path: "servers.d")
    let descriptors = try DescriptorLoader().load(directory: folder).select(["iiif-reference"])
    registry = try RunRegistry(cache: program.cache)
    let launcher = ProcessLauncher(servers: folder, cache: program.cache, registry: registry)
    server = try await launcher.start(try await launcher.prepare(descriptors[0]), images: images)
    let probe = "\(server.origin)/2.1_pil/eins/info.json"
    while (try? await HTTPClient().fetch(probe).status) != 200 {
      if let ending = await server.ending() {
        throw LaunchError.ended(
          server: "iiif-reference", how: ending, lastLines: await server.lastLines(20))
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  func stop() async {
    await server.stop()
    registry.close()
  }
}
