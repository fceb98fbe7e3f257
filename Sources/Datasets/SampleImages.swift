import ChildProcess
import IIIF
import Support
package import Foundation
import Synchronization

/// The sample images: pages of an invented book, drawn with libvips.
package struct SampleImages: Sendable {
  /// The number of pages.
  package static let pageCount = 25
  /// The number of large pages, of about 10,000 pixels on the longer side.
  package static let largePageCount = 2

  /// The folder that holds the pages as uncompressed TIFF.
  package let folder: URL
  private let pages: [SamplePage]

  /// Creates the pages of a folder, without drawing them.
  ///
  /// - Throws: ``DatasetError`` if there are fewer pages.
  package init(folder: URL, count: Int, large: Bool = false) throws {
    let available = large ? Self.largePageCount : Self.pageCount
    guard 1...available ~= count else {
      throw DatasetError.sampleCount(asked: count, available: available)
    }
    let pages = (0..<count).map { index in
      large
        ? SamplePage(name: "large-\(index + 1)", number: 2 * index, scale: 3.4)
        : SamplePage(name: index < 9 ? "page-0\(index + 1)" : "page-\(index + 1)", number: index)
    }
    self.init(folder: folder, pages: pages)
  }

  package init(folder: URL, pages: [SamplePage]) {
    self.folder = folder
    self.pages = pages
  }

  /// Draws the missing pages.
  ///
  /// - Returns: Their files, in order.
  /// - Throws: ``ExternalProgramError``, ``DatasetError`` or `CancellationError`.
  package func make(
    progress: @escaping @Sendable (_ name: String, _ done: Int, _ total: Int) -> Void = { _, _, _ in
    }
  ) async throws -> [(name: String, file: URL)] {
    try writing(in: folder) {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    let missing = pages.filter { !exists(file(of: $0)) }
    let finished = Mutex(0)
    try await forEachConcurrently(missing) { page in
      progress(page.name, finished.withLock { $0 }, missing.count)
      try await make(page)
      finished.withLock { $0 += 1 }
    }
    return pages.map { ($0.name, file(of: $0)) }
  }

  /// The page's file, whose name changes with the page's recipe.
  private func file(of page: SamplePage) -> URL {
    folder.appending(path: "\(page.name)-\(page.fingerprint.prefix(8)).tif")
  }

  private func make(_ page: SamplePage) async throws {
    let result = file(of: page)
    try await withScratchFolder(in: folder) { scratch in
      try writing(in: folder) {
        for (name, content) in page.recipe.files {
          try Data(content.utf8).write(to: scratch.appending(path: name))
        }
      }
      for step in page.recipe.steps {
        try await ExternalProgram.vips.run(
          step, environment: ["VIPS_CONCURRENCY": "1"], directory: scratch)
      }
      try writing(in: folder) {
        for outdated in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where outdated.hasPrefix("\(page.name)-") {
          try FileManager.default.removeItem(at: folder.appending(path: outdated))
        }
        try FileManager.default.moveItem(
          at: scratch.appending(path: page.recipe.result), to: result)
      }
    }
  }

  private func exists(_ file: URL) -> Bool {
    FileManager.default.fileExists(atPath: file.path(percentEncoded: false))
  }
}
