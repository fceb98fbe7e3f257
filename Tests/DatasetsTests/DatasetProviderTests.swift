@testable import ChildProcess
@testable import Datasets
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import LoadGenerator
@testable import Support
import TestSupport
import Foundation
import Synchronization
import Testing

@Suite("Pictures of a run")
struct DatasetProviderTests {
  private let allFormats = SourceFormat.common

  private func header(_ dataset: Dataset, _ format: String) async throws -> [String] {
    let file = try #require(dataset.files.first { $0.format.name == format })
    let output = try await ExternalProgram.vipsheader.run([
      dataset.root.appending(path: file.path).path(percentEncoded: false)
    ])
    let fields = output.split(separator: ": ").last ?? ""
    return fields.split(separator: ", ").prefix(3).map { String($0) }
  }

  @Test("A folder's pictures come in every format, with sub-folders, spaces and umlauts kept")
  func folder() async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "Bilder von früher")
      try await draw("Zoo.png", in: pictures)
      try await draw("Größe/ein Bild.jpg", width: 600, height: 300, in: pictures)
      let dataset = try await DatasetProvider(cache: folder.appending(path: "cache"))
        .dataset(source: pictures.path, count: nil, formats: allFormats)
      #expect(
        dataset.images == [
          SourceImage(index: 0, name: "Größe/ein Bild", size: PixelSize(width: 600, height: 300)),
          SourceImage(index: 1, name: "Zoo", size: PixelSize(width: 40, height: 30)),
        ])
      #expect(
        dataset.files.map(\.path) == [
          "jpeg-q90/Größe/ein Bild.jpg", "tiff/Größe/ein Bild.tif",
          "tiff-pyramid/Größe/ein Bild.tif", "jp2/Größe/ein Bild.jp2",
          "jp2-10x/Größe/ein Bild.jp2", "jpeg-q90/Zoo.jpg", "tiff/Zoo.tif",
          "tiff-pyramid/Zoo.tif", "jp2/Zoo.jp2", "jp2-10x/Zoo.jp2",
        ])
      for file in dataset.files {
        let url = dataset.root.appending(path: file.path)
        #expect(try await SHA256.hexadecimal(of: url) == file.sha256)
        #expect(try Data(contentsOf: url).count == file.bytes)
      }
      #expect(dataset.root.lastPathComponent.hasPrefix("Bilder von früher-"))
    }
  }

  @Test("Files are made again only if they are missing or outdated")
  func onlyOnce() async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "pictures")
      for name in ["a.png", "b.png", "c.png"] { try await draw(name, in: pictures) }
      let made = EventLog<DatasetProvider.Event>()
      let provider = DatasetProvider(cache: folder.appending(path: "cache")) { made.add($0) }
      let formats: [SourceFormat] = [.jpeg(quality: 90), .tiff]
      let dataset = try await provider.dataset(
        source: pictures.path, count: nil, formats: formats)
      #expect(made.takeNames() == ["a.png", "b.png", "c.png"])

      #expect(
        try await provider.dataset(source: pictures.path, count: nil, formats: formats) == dataset)
      #expect(made.takeNames() == [])

      try FileManager.default.removeItem(at: dataset.root.appending(path: dataset.files[0].path))
      try await draw("c.png", width: 50, in: pictures)
      let renewed = try await provider.dataset(
        source: pictures.path, count: nil, formats: formats)
      #expect(made.takeNames() == ["a.png", "c.png"])
      #expect(renewed.files[0] == dataset.files[0])
      #expect(renewed.images[2].size == PixelSize(width: 50, height: 30))

      _ = try await provider.dataset(
        source: pictures.path, count: 2, formats: formats + [.jp2(ratio: nil)])
      #expect(made.takeNames() == ["a.png", "b.png"])
    }
  }

  @Test(
    "Grey stays grey; depth, transparency and CMYK become plain",
    arguments: [
      ("grey.png", [["extract_band", "0"]], ["40x30 uchar", "1 band", "b-w"]),
      ("deep.png", [["cast", "ushort"]], ["40x30 uchar", "3 bands", "srgb"]),
      ("clear.png", [["bandjoin_const", "128"]], ["40x30 uchar", "3 bands", "srgb"]),
      (
        "grey-clear.png", [["extract_band", "0"], ["bandjoin_const", "128"]],
        ["40x30 uchar", "1 band", "b-w"]
      ),
      (
        "print.tif",
        [["copy", "--interpretation", "srgb"], ["icc_export", "--output-profile", "cmyk"]],
        ["40x30 uchar", "3 bands", "srgb"]
      ),
    ])
  func plain(name: String, steps: [[String]], fields: [String]) async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "pictures")
      try await draw(name, in: pictures, steps)
      let dataset = try await DatasetProvider(cache: folder.appending(path: "cache"))
        .dataset(source: pictures.path, count: nil, formats: allFormats)
      for format in ["jpeg-q90", "tiff", "tiff-pyramid", "jp2"] {
        #expect(try await header(dataset, format) == fields)
      }
    }
  }

  @Test("A picture that lies on its side is turned upright")
  func orientation() async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "pictures")
      try await draw("side.tif", in: pictures)
      let file = pictures.appending(path: "side.tif")
      // TIFF's tag 274, orientation: one short, from 1 (upright) to 6 (to be turned clockwise).
      let tag: [UInt8] = [0x12, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00]
      var content = Array(try Data(contentsOf: file))
      let place = try #require(content.firstRange(of: tag + [1]))
      content.replaceSubrange(place, with: tag + [6])
      try Data(content).write(to: file)
      let dataset = try await DatasetProvider(cache: folder.appending(path: "cache"))
        .dataset(source: pictures.path, count: nil, formats: allFormats)
      #expect(dataset.images[0].size == PixelSize(width: 30, height: 40))
      for format in allFormats {
        #expect(try await header(dataset, format.name).first == "30x40 uchar")
      }
    }
  }

  @Test("A picture that an encoder refuses is named with the format, and the others are made")
  func refusedByEncoder() async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "pictures")
      try await draw("page.png", in: pictures)
      try await draw("scroll.png", width: 65_600, height: 2, in: pictures)
      try await draw(
        "measured.tif", in: pictures, [["extract_band", "0"], ["cast", "float"]])
      let cache = folder.appending(path: "cache")
      let error = await #expect(throws: DatasetError.self) {
        try await DatasetProvider(cache: cache).dataset(
          source: pictures.path, count: nil, formats: [.jpeg(quality: 90), .tiff])
      }
      guard case .unreadableImages(_, let images) = error else {
        Issue.record("another error")
        return
      }
      try #require(images.map(\.path) == ["measured.tif", "scroll.png"])
      #expect(
        images[0].detail
          == "its samples are of the type float, expected integers of 8 or 16 bits")
      #expect(images[1].detail.hasPrefix("jpeg-q90: vips refused it: "))
      let files = try #require(ImageInventory(cache: cache).sets.first).formats
      #expect(files.map { "\($0.format.name) \($0.count)" } == ["jpeg-q90 1", "tiff 2"])
    }
  }

  @Test("All unreadable pictures are named, and the others are kept")
  func unreadable() async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "pictures")
      for name in ["a.png", "cut.png"] { try await draw(name, width: 300, in: pictures) }
      let cut = pictures.appending(path: "cut.png")
      try Data(contentsOf: cut).dropLast(27).write(to: cut)
      try Data("no picture".utf8).write(to: pictures.appending(path: "text.jpg"))
      try Data().write(to: pictures.appending(path: "void.tif"))
      let events = EventLog<DatasetProvider.Event>()
      let provider = DatasetProvider(cache: folder.appending(path: "cache")) { events.add($0) }
      await #expect {
        try await provider.dataset(source: pictures.path, count: nil, formats: [.tiff])
      } throws: { error in
        // The rest of each line is libvips' message, which differs between versions.
        let lines = "\(error)".split(separator: "\n").map {
          $0.replacing(/^(  \S+: ).+$/) { "\($0.output.1)…" }
        }
        return lines == [
          "3 pictures in \(pictures.path)/ cannot be converted; repair or remove them and run again:",
          "  cut.png: …", "  text.jpg: …", "  void.tif: …",
        ]
      }
      #expect(events.takeNames() == ["a.png", "cut.png", "text.jpg", "void.tif"])
      for name in ["cut.png", "text.jpg", "void.tif"] {
        try FileManager.default.removeItem(at: pictures.appending(path: name))
      }
      let dataset = try await provider.dataset(
        source: pictures.path, count: nil, formats: [.tiff])
      #expect(dataset.images.map(\.name) == ["a"])
      #expect(events.takeNames() == [])
    }
  }

  @Test("Files that are not pictures are reported as ignored")
  func ignored() async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "pictures")
      try await draw("a.png", in: pictures)
      try Data("x".utf8).write(to: pictures.appending(path: "read me.txt"))
      let events = EventLog<DatasetProvider.Event>()
      _ = try await DatasetProvider(cache: folder.appending(path: "cache")) { events.add($0) }
        .dataset(source: pictures.path, count: nil, formats: [.tiff])
      #expect(events.all.first == .ignored(["read me.txt"]))
    }
  }

  @Test("A folder without write permission is named with the system's reason")
  func unwritable() async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "pictures")
      try await draw("a.png", in: pictures)
      let cache = folder.appending(path: "cache")
      try Data().write(to: cache)
      let provider = DatasetProvider(cache: cache)
      let root = provider.root(ofFolder: pictures).path
      await #expect {
        try await provider.dataset(source: pictures.path, count: nil, formats: [.tiff])
      } throws: { error in
        "\(error)"
          == "cannot write to \(root)/ (Not a directory): free some space or choose another folder"
      }
    }
  }

  @Test("A number of pictures below 1 is refused")
  func count() async {
    await #expect {
      try await DatasetProvider(cache: URL(filePath: "/none")).dataset(
        source: "sample", count: 0, formats: [.tiff])
    } throws: { error in
      "\(error)" == "0 pictures were asked for: choose a number from 1"
    }
  }

  @Test("A file of the cache that was damaged without changing its length is made again")
  func damagedFile() async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "pictures")
      try await draw("a.png", in: pictures)
      let events = Mutex<[DatasetProvider.Event]>([])
      let provider = DatasetProvider(cache: folder.appending(path: "cache")) { event in
        events.withLock { $0.append(event) }
      }
      let make = {
        try await provider.dataset(
          source: pictures.path, count: nil, formats: [.jpeg(quality: 90), .tiff])
      }
      let dataset = try await make()
      let file = dataset.root.appending(path: dataset.files[0].path)
      let right = try Data(contentsOf: file)
      var wrong = right
      wrong[wrong.count / 2] ^= 0xFF
      try wrong.write(to: file)
      events.withLock { $0 = [] }
      #expect(try await make() == dataset)
      #expect(try Data(contentsOf: file) == right)
      #expect(
        events.withLock { $0 }.filter { if case .damaged = $0 { true } else { false } }
          == [.damaged(path: dataset.files[0].path)])
    }
  }

  @Test("Pictures of a source are prepared by one process at a time", .timeLimit(.minutes(5)))
  func locked() async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "pictures")
      try await draw("a.png", in: pictures)
      let cache = folder.appending(path: "cache")
      let (waits, wait) = AsyncStream.makeStream(of: Void.self)
      let provider = DatasetProvider(cache: cache) { if $0 == .waiting { wait.yield() } }
      let locks = cache.appending(path: "images/.locks")
      try FileManager.default.createDirectory(at: locks, withIntermediateDirectories: true)
      let name = SHA256.hexadecimal(of: pictures.path).prefix(16)
      let lock = try #require(try FileLock.acquire(locks.appending(path: String(name))))
      let work = Task {
        try await provider.dataset(
          source: pictures.path, count: nil, formats: [.jpeg(quality: 90)])
      }
      for await _ in waits { break }
      lock.release()
      #expect(try await work.value.files.count == 1)
    }
  }

  @Test("A cancelled conversion leaves no incomplete file")
  func cancelled() async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "pictures")
      for number in 1...6 {
        try await draw("\(number).png", width: 2000, height: 2000, in: pictures)
      }
      let (events, log) = AsyncStream.makeStream(of: DatasetProvider.Event.self)
      let provider = DatasetProvider(cache: folder.appending(path: "cache")) { log.yield($0) }
      let work = Task {
        try await provider.dataset(source: pictures.path, count: nil, formats: allFormats)
      }
      for await _ in events { break }
      work.cancel()
      await #expect(throws: CancellationError.self) { try await work.value }
      let root = provider.root(ofFolder: pictures)
      let left = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        .filter { !$0.hasSuffix(ImageCatalogue.fileName) && $0.contains(".") }
      let catalogued = ImageCatalogue(folder: root).pictures.values
        .flatMap { $0.files.values.map(\.file.path) }
      #expect(left.sorted() == catalogued.sorted())
    }
  }

  @Test("Files are never written among the sources or over one")
  func sourcesAreSafe() async throws {
    try await withTemporaryFolder { folder in
      let home = folder.path(percentEncoded: false)
      try await draw("pictures/jpeg-q90/a.jpg", in: folder)
      let provider = DatasetProvider(cache: folder.appending(path: "cache"))
      let cases = [
        ("pictures", "pictures/out"), ("pictures", "pictures"), ("pictures/jpeg-q90", "pictures"),
      ]
      for (source, output) in cases {
        await #expect {
          try await provider.dataset(
            source: home + source, count: nil, formats: [.jpeg(quality: 90)],
            output: folder.appending(path: output, directoryHint: .isDirectory))
        } throws: { error in
          "\(error)"
            == "\(home)\(output)/ lies among the pictures of \(home)\(source)/, which are never "
            + "changed: choose a folder outside"
        }
      }
      let hidden = try await provider.dataset(
        source: home + "pictures", count: nil, formats: [.jpeg(quality: 90)],
        output: folder.appending(path: "pictures/.cache", directoryHint: .isDirectory))
      #expect(hidden.files.map(\.path) == ["jpeg-q90/jpeg-q90/a.jpg"])
    }
  }

  @Test("Higher qualities give larger files, and the cache lists them")
  func ladder() async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "pictures")
      try await drawNoise("a.png", width: 300, height: 300, in: pictures)
      let cache = folder.appending(path: "cache")
      let formats = SourceFormat.jpegLadder + [.tiffPyramidJPEG(quality: 75), .tiffPyramid]
      let dataset = try await DatasetProvider(cache: cache)
        .dataset(source: pictures.path, count: nil, formats: formats)
      let sizes = dataset.files.prefix(6).map(\.bytes)
      #expect(sizes == sizes.sorted() && Set(sizes).count == 6)
      #expect(dataset.files[6].bytes < dataset.files[7].bytes)
      let sets = ImageInventory(cache: cache).sets
      #expect(sets.map(\.name) == [dataset.root.lastPathComponent])
      #expect(
        sets[0].formats.map(\.format.name) == [
          "jpeg-q100", "jpeg-q75", "jpeg-q80", "jpeg-q85", "jpeg-q90", "jpeg-q95", "tiff-pyramid",
          "tiff-pyramid-q75",
        ])
      #expect(sets[0].formats[0].bytes == dataset.files[5].bytes)
      #expect(sets[0].pictures == 1)
    }
  }

  @Test("Incomplete files of a killed process are removed, those of a running one are kept")
  func leftovers() async throws {
    try await withTemporaryFolder { folder in
      let pictures = folder.appending(path: "pictures")
      try await draw("a.png", in: pictures)
      let provider = DatasetProvider(cache: folder.appending(path: "cache"))
      let root = provider.root(ofFolder: pictures)
      // Above all process numbers (proc(5), pid_max).
      let names = [".making-99999999-A", ".making-\(ProcessInfo.processInfo.processIdentifier)-B"]
      for name in names {
        try FileManager.default.createDirectory(
          at: root.appending(path: name), withIntermediateDirectories: true)
      }
      _ = try await provider.dataset(source: pictures.path, count: nil, formats: [.tiff])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
          == [names[1], "catalogue.json", "tiff"])
    }
  }

  @Test("Folders of the same name are kept apart")
  func roots() {
    let provider = DatasetProvider(cache: URL(filePath: "/cache"))
    let one = provider.root(ofFolder: URL(filePath: "/home/a/scans"))
    #expect(one.path.hasPrefix("/cache/images/scans-"))
    #expect(one != provider.root(ofFolder: URL(filePath: "/home/b/scans")))
    #expect(one == provider.root(ofFolder: URL(filePath: "/home/a/./scans/")))
  }
}
