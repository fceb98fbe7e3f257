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

@Suite("The user's folder of pictures")
struct ImageFolderTests {
  private func fill(_ folder: URL, _ paths: [String]) throws {
    for path in paths {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: file)
    }
  }

  @Test("Pictures of all sub-folders are listed in the order of their names, others as ignored")
  func listing() async throws {
    try await withTemporaryFolder { folder in
      try fill(
        folder,
        [
          "b.jpg", "a.TIFF", "Größe und Maß/Bild 2.png", "Größe und Maß/Bild 10.png", "notes.txt",
          "sub/Thumbs.db", ".hidden.jpg", ".hidden/c.jpg", "ä.jp2",
        ])
      let listing = try ImageFolder(folder)
      #expect(
        listing.entries.map(\.path) == [
          "Größe und Maß/Bild 10.png", "Größe und Maß/Bild 2.png", "a.TIFF", "b.jpg", "ä.jp2",
        ])
      #expect(
        listing.entries.map(\.name) == [
          "Größe und Maß/Bild 10", "Größe und Maß/Bild 2", "a", "b", "ä",
        ])
      #expect(listing.ignored == ["notes.txt", "sub/Thumbs.db"])
    }
  }

  @Test("Names that are not UTF-8 and files that are not regular are passed over with the reason")
  func unusable() async throws {
    try await withTemporaryFolder { folder in
      try fill(folder, ["good.jpg", "\(String(repeating: "n", count: 251)).jpg"])
      let path = folder.path(percentEncoded: false)
      #expect(mkfifo(path + "pipe.png", 0o600) == 0)
      let latin1 = (Array((path + "M").utf8) + [0xfc] + Array("ller.jpg".utf8) + [0])
        .map { CChar(bitPattern: $0) }
      #expect(close(creat(latin1, 0o600)) == 0)
      let listing = try ImageFolder(folder)
      #expect(listing.entries.count == 2)
      #expect(listing.entries.allSatisfy { $0.name.utf8.count <= 200 })
      #expect(
        listing.ignored == [
          "M\u{FFFD}ller.jpg (its name is not UTF-8)", "pipe.png (not a regular file)",
        ])
    }
  }

  @Test("Links to folders are not followed, so that cycles end")
  func circle() async throws {
    try await withTemporaryFolder { folder in
      try fill(folder, ["a.jpg"])
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "again"), withDestinationURL: folder)
      let listing = try ImageFolder(folder)
      #expect(listing.entries.map(\.path) == ["a.jpg"])
      #expect(listing.ignored == ["again"])
    }
  }

  @Test(
    "Pictures that differ only in the extension get distinct names",
    arguments: [
      (["a.jpg", "a.png", "b.png"], ["a.jpg", "a.png", "b"]),
      (["a.jpg", "a.jpg.png", "a.png"], ["a.jpg-2", "a.jpg", "a.png"]),
      (["x/a.jpg", "y/a.png"], ["x/a", "y/a"]),
      (["scan.1.tif", "scan.2.tif"], ["scan.1", "scan.2"]),
      (["a+b/c;1 %.jpg", "a_b/c_1 _.jpg"], ["a_b/c_1 _.jpg", "a_b/c_1 _.jpg-2"]),
      ([#"it's "$1" \`2`!.jpg"#], ["it's __1_ __2__"]),
      // The same letter in one code point and in two, which Swift compares as equal.
      (["\u{FC}.jpg", "u\u{308}.jpg"], ["\u{FC}.jpg", "u\u{308}.jpg-2"]),
    ])
  func names(paths: [String], names: [String]) {
    #expect(ImageFolder.names(of: paths) == names)
  }

  @Test("An unusable folder is named with the reason and the remedy")
  func refused() async throws {
    try await withTemporaryFolder { folder in
      let place = folder.path(percentEncoded: false)
      try fill(
        folder, ["file.jpg", "texts/1", "texts/2", "texts/3", "texts/4", "texts/5", "texts/6"])
      try FileManager.default.createDirectory(
        at: folder.appending(path: "empty"), withIntermediateDirectories: true)
      let extensions =
        "pictures are files named .jpg, .jpeg, .jpe, .jfif, .png, .tif, .tiff, .jp2, .jpx, .jpf, "
        + ".j2k, .j2c, .webp, .gif, .bmp, .heic, .heif, .avif, .jxl, .ppm, .pgm"
      let messages = [
        "none": "image folder \(place)none does not exist: give the path of a folder that holds "
          + "pictures",
        "file.jpg":
          "\(place)file.jpg is a file: give the path of the folder that holds the pictures",
        "empty": "image folder \(place)empty holds no pictures: it is empty; \(extensions)",
        "texts": "image folder \(place)texts holds no pictures, only 1, 2, 3, 4, 5 and 1 more; "
          + extensions,
      ]
      for (name, message) in messages {
        #expect {
          try ImageFolder(folder.appending(path: name, directoryHint: .notDirectory))
        } throws: { error in
          "\(error)" == message
        }
      }
    }
  }
}
