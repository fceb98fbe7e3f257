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

@Suite("Sample pages")
struct SampleImagesTests {
  @Test("A page's recipe depends on its number only, and all are different")
  func recipes() {
    let first = (0..<SampleImages.pageCount).map { SamplePage(name: "page", number: $0) }
    let again = (0..<SampleImages.pageCount).map { SamplePage(name: "page", number: $0) }
    #expect(first.map(\.recipe) == again.map(\.recipe))
    #expect(Set(first.map(\.fingerprint)).count == SampleImages.pageCount)
  }

  @Test("Pages have about 2000 x 3000 pixels, each its own size")
  func sizes() {
    let sizes = (0..<SampleImages.pageCount).map { SamplePage(name: "page", number: $0).size }
    #expect(sizes.allSatisfy { 1900...2120 ~= $0.width && 2820...3120 ~= $0.height })
    #expect(Set(sizes).count > 20)
  }

  @Test("Some pages carry colour plates, most carry text")
  func plates() {
    let pages = (0..<SampleImages.pageCount).map { SamplePage(name: "page", number: $0) }
    #expect(pages.filter { $0.recipe.files["plate.svg"] != nil }.count == 5)
  }

  @Test("A page is drawn with the same bytes each time, and kept")
  func drawing() async throws {
    try await withTemporaryFolder { folder in
      let page = SamplePage(name: "page-03", number: 2, scale: 0.2)
      let first = SampleImages(folder: folder.appending(path: "a"), pages: [page])
      let second = SampleImages(folder: folder.appending(path: "b"), pages: [page])
      let (one, two) = (try await first.make()[0].file, try await second.make()[0].file)
      #expect(try await SHA256.hexadecimal(of: one) == SHA256.hexadecimal(of: two))
      #expect(
        try await ExternalProgram.vipsheader.run(["-f", "width", one.path])
          == "\(page.size.width)\n")
      let date = try FileManager.default.attributesOfItem(atPath: one.path)[.modificationDate]
      _ = try await first.make()
      let later = try FileManager.default.attributesOfItem(atPath: one.path)[.modificationDate]
      #expect(date as? Date == later as? Date)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "a").path)
          == [one.lastPathComponent])
    }
  }

  @Test("A number of pages outside the sample is refused", arguments: [0, 26])
  func tooMany(count: Int) {
    #expect {
      try SampleImages(folder: URL(filePath: "/none"), count: count)
    } throws: { error in
      "\(error)"
        == "the sample has 25 pages, \(count) were asked for: choose a number from 1 to 25"
    }
  }
}
