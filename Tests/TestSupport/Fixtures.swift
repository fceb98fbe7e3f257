import Foundation
package import IIIF
package import IIIFBench
import LoadGenerator

/// A server that exists in tests only.
package func testServer(
  _ name: String = "alpha", variant: String = ServerDescriptor.defaultVariant,
  sources: [SourceFamily] = [.jpeg, .tiffPyramid],
  api: [APISupport] = [
    APISupport(version: .v21, prefix: "/iiif/2", level: .level1, fullSize: .full)
  ],
  identifier: IdentifierRule = IdentifierRule(template: "{path}", slashes: .raw, layout: .tree)
) -> ServerDescriptor {
  ServerDescriptor(
    name: name, variant: variant, title: name, homepage: "https://example.org", licence: "MIT",
    version: "1", api: api, sources: sources, identifier: identifier, container: nil, process: nil,
    files: [], workers: Workers(kind: .process, count: 1), startLimit: 5,
    jpegQuality: JPEGQuality(value: nil, settable: false), limits: OutputLimits(), caches: [],
    notes: [])
}

/// Pictures whose files are in the catalogue only.
package func testDataset(
  count: Int = 3, size: PixelSize = PixelSize(width: 200, height: 300)
) -> Dataset {
  let images = (0..<count).map {
    SourceImage(index: $0, name: "page \($0)", size: size)
  }
  return Dataset(
    name: "test", root: URL(filePath: "/nowhere"), images: images,
    files: images.map { image in
      ImageFile(
        image: image.name, format: .jpeg(quality: 90), path: "jpeg-q90/\(image.name).jpg", bytes: 1,
        sha256: "", command: "")
    })
}

/// A study of one operation on one format.
package func testStudy(servers: [String] = ["alpha"], blocks: Int = 2) -> Study {
  Study(
    name: "test", question: "Which?", servers: servers,
    operations: [StudyOperation(name: "whole")], formats: [.jpeg(quality: 90)],
    loads: [.concurrency(1)], images: StudyImages(source: "sample", count: nil),
    blocks: .fixed(blocks), order: .sequential,
    duration: 1, warmUp: .fixed(0))
}

extension ServerDescriptor {
  /// A descriptor of a test's own.
  package static func sample(
    process: ProcessRecipe? = nil, container: ContainerRecipe? = nil, files: [String] = [],
    startLimit: Seconds = 10
  ) -> ServerDescriptor {
    ServerDescriptor(
      name: "sample", variant: defaultVariant, title: "Sample", homepage: "https://example.org",
      licence: "MIT", version: "1",
      api: [APISupport(version: .v21, prefix: "", level: .level0, fullSize: .full)],
      sources: [.jpeg],
      identifier: IdentifierRule(template: "{path}", slashes: .raw, layout: .tree),
      container: container, process: process, files: files,
      workers: Workers(kind: .process, count: 2), startLimit: startLimit,
      jpegQuality: JPEGQuality(value: 75, settable: false), limits: OutputLimits(), caches: [],
      notes: [])
  }

  /// A descriptor of a process.
  package static func process(
    _ command: [String], environment: [String: String] = [:], apt: [String] = [],
    pypi: [String] = [], files: [String] = []
  ) -> ServerDescriptor {
    sample(
      process: ProcessRecipe(
        command: command, environment: environment, aptPackages: apt, pypiPackages: pypi),
      files: files)
  }

  /// Python's file server over a folder, which is enough of a server to be started.
  package static func fileServer(over folder: String = "{images}", files: [String] = [])
    -> ServerDescriptor
  {
    process(
      ["python3", "-m", "http.server", "--bind", "{host}", "--directory", folder, "{port}"],
      files: files)
  }
}
