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

@Suite("Places of a dataset's files")
struct ImageLocatorTests {
  private func dataset(_ names: [String], root: URL = URL(filePath: "/root")) -> Dataset {
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

  @Test("In the tree layout, a file keeps its path")
  func tree() {
    let dataset = dataset(["folder/page 01"])
    let locator = ImageLocator(dataset, layout: .tree)
    #expect(locator.folder == dataset.root)
    #expect(locator.path(of: dataset.images[0], format: .tiff) == "tiff/folder/page 01.tif")
    #expect(locator.path(of: dataset.images[0], format: .jp2(ratio: nil)) == nil)
  }

  @Test("In the flat view, equal names get numbers")
  func collisions() {
    let dataset = dataset(["a/b", "a_b", "a_b-2", "a"])
    let locator = ImageLocator(dataset, layout: .flat)
    #expect(
      dataset.images.map { locator.path(of: $0, format: .tiff) } == [
        "tiff_a_b.tif", "tiff_a_b-2.tif", "tiff_a_b-2-2.tif", "tiff_a.tif",
      ])
  }

  @Test("The flat view holds every file under the locator's name")
  func view() async throws {
    try await withTemporaryFolder { folder in
      let dataset = dataset(["x/ä ö", "x_ä ö", "z"], root: folder)
      for file in dataset.files {
        let url = folder.appending(path: file.path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.image.utf8).write(to: url)
      }
      for _ in 1...2 {
        let view = try dataset.makeFlatView()
        let locator = ImageLocator(dataset, layout: .flat)
        #expect(view == locator.folder)
        for image in dataset.images {
          let path = try #require(locator.path(of: image, format: .tiff))
          #expect(
            try String(contentsOf: view.appending(path: path), encoding: .utf8) == image.name)
        }
      }
    }
  }

  @Test("A view of another selection leaves the links of the first one, which a server may use")
  func twoViews() async throws {
    try await withTemporaryFolder { folder in
      let (first, second) = (dataset(["a", "b"], root: folder), dataset(["b"], root: folder))
      for file in first.files {
        let url = folder.appending(path: file.path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.image.utf8).write(to: url)
      }
      let view = try first.makeFlatView()
      let names = try FileManager.default.contentsOfDirectory(atPath: view.path).sorted()
      #expect(try second.makeFlatView() != view)
      #expect(try FileManager.default.contentsOfDirectory(atPath: view.path).sorted() == names)
      // A file that was made again replaces its link.
      let source = folder.appending(path: first.files[0].path)
      try FileManager.default.removeItem(at: source)
      try Data("new".utf8).write(to: source)
      try first.makeFlatView()
      #expect(
        try String(contentsOf: view.appending(path: names[0]), encoding: .utf8) == "new")
    }
  }
}
