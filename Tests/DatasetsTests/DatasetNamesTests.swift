@testable import Datasets
@testable import IIIF
@testable import IIIFBench
import TestSupport
import Foundation
import Testing

@Suite("Files without some characters in their names")
struct DatasetNamesTests {
  private let hash = IdentifierCharacters(rawValue: "#")

  private func dataset(_ names: [String], root: URL) -> Dataset {
    Dataset(
      name: "test", root: root,
      images: names.enumerated().map { index, name in
        SourceImage(index: index, name: name, size: PixelSize(width: 1, height: 1))
      },
      files: names.map { name in
        ImageFile(
          image: name, format: .tiff, path: "tiff/\(name).tif", bytes: 1, sha256: "", command: "")
      })
  }

  @Test("Pictures keep their names, their files get distinct ones")
  func replaced() async throws {
    try await withTemporaryFolder { folder in
      let dataset = dataset(["a/#1", "a/_1", "b"], root: folder)
      for file in dataset.files {
        let url = folder.appending(path: file.path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.image.utf8).write(to: url)
      }
      #expect(dataset.names(holding: [hash]) == ["a/#1"])
      let view = try dataset.replacing([hash])
      #expect(view.images == dataset.images)
      #expect(view.files.map(\.path) == ["tiff/a/_1.tif", "tiff/a/_1-2.tif", "tiff/b.tif"])
      for file in view.files {
        let text = try String(contentsOf: view.root.appending(path: file.path), encoding: .utf8)
        #expect(text == file.image)
      }
    }
  }
}
