import ImageHeaders
import Testing

@Suite("An image inspector", .enabled(if: SampleFile.hasVips, "vips (libvips-tools) is missing"))
struct ImageInspectorTests {
  @Test(
    "Size, channels and end are read for every format",
    arguments: [
      ("a.jpg", ImageKind.jpeg, 3), ("a.jpg[interlace]", .jpeg, 3), ("a.png", .png, 3),
      ("a.png[interlace]", .png, 3), ("a.webp", .webp, 3), ("a.webp[lossless]", .webp, 3),
      ("a.webp[profile=srgb]", .webp, 3), ("a.gif", .gif, 3), ("a.tif", .tiff, 3),
      ("a.tif[bigtiff]", .tiff, 3), ("a.tif[tile,pyramid,compression=deflate]", .tiff, 3),
      ("a.tif[compression=jpeg]", .tiff, 3), ("a.jp2[lossless]", .jp2, 3),
    ])
  func formats(name: String, kind: ImageKind, components: Int) throws {
    let report = ImageInspector.report(of: try SampleFile.vips(name))
    #expect(report.kind == kind)
    #expect(report.width == SampleFile.width)
    #expect(report.height == SampleFile.height)
    #expect(report.components == components)
    #expect(report.isComplete)
  }

  @Test("A grey picture has one channel", arguments: ["a.jpg", "a.png", "a.tif"])
  func greyPictures(name: String) throws {
    let report = ImageInspector.report(of: try SampleFile.vips(name, channels: 1))
    #expect(report.components == 1)
    #expect(report.subsampling == nil)
    #expect(report.bitDepth == 8)
  }

  @Test(
    "Both file formats of OpenJPEG are read",
    .enabled(if: SampleFile.hasOpenJPEG, "opj_compress (libopenjp2-tools) is missing"),
    arguments: [("a.jp2", ImageKind.jp2), ("a.j2k", .j2k)])
  func jpeg2000(name: String, kind: ImageKind) throws {
    let bytes = try SampleFile.openJPEG(name, arguments: ["-r", "10"])
    let report = ImageInspector.report(of: bytes)
    #expect(report.kind == kind)
    #expect(report.width == SampleFile.width)
    #expect(report.height == SampleFile.height)
    #expect(report.components == 3)
    #expect(report.bitDepth == 8)
    #expect(report.isComplete)
    #expect(!ImageInspector.report(of: Array(bytes.dropLast())).isComplete)
  }

  @Test("Progressive mode, profile and subsampling of a JPEG are reported")
  func jpegDetails() throws {
    let plain = ImageInspector.report(of: try SampleFile.vips("a.jpg[Q=75]"))
    #expect(!plain.isProgressive && !plain.hasColourProfile)
    #expect(plain.subsampling?.description == "4:2:0")
    let other = ImageInspector.report(
      of: try SampleFile.vips("a.jpg[Q=75,interlace,subsample_mode=off,profile=srgb]"))
    #expect(other.isProgressive && other.hasColourProfile)
    #expect(other.subsampling?.description == "4:4:4")
  }

  @Test("A profile is reported for PNG, TIFF and WebP", arguments: ["a.png", "a.tif", "a.webp"])
  func profiles(name: String) throws {
    #expect(
      ImageInspector.report(of: try SampleFile.vips("\(name)[profile=srgb]")).hasColourProfile)
    #expect(!ImageInspector.report(of: try SampleFile.vips(name)).hasColourProfile)
  }

  @Test(
    "The quality of a JPEG is reported",
    arguments: [1, 10, 25, 49, 50, 60, 75, 80, 85, 90, 95, 99, 100],
    [1, 3])
  func quality(quality: Int, channels: Int) throws {
    let report = ImageInspector.report(
      of: try SampleFile.vips("a.jpg[Q=\(quality)]", channels: channels))
    #expect(report.estimatedQuality == quality)
  }

  @Test("Parts of any length give the same report", arguments: SampleFile.names)
  func splits(name: String) throws {
    let bytes = try SampleFile.vips(name)
    let whole = ImageInspector.report(of: bytes)
    var inspector = ImageInspector()
    for length in [1, 2, 3, 7, 15, 16, 17, 64, 1000, 4096] {
      inspector.reset()
      for start in stride(from: 0, to: bytes.count, by: length) {
        inspector.consume(bytes.span.extracting(start..<min(start + length, bytes.count)))
      }
      #expect(inspector.finish() == whole, "in parts of \(length) bytes")
    }
    for place in 0...min(bytes.count, 2000) {
      inspector.reset()
      inspector.consume(bytes.span.extracting(0..<place))
      inspector.consume(bytes.span.extracting(place..<bytes.count))
      #expect(inspector.finish() == whole, "split at byte \(place)")
    }
  }

  @Test("A truncated file is not complete", arguments: SampleFile.names)
  func truncation(name: String) throws {
    let bytes = try SampleFile.vips(name)
    let ends =
      Array(0..<min(1500, bytes.count)) + Array(stride(from: 0, to: bytes.count, by: 97))
      + Array(max(0, bytes.count - 20)..<bytes.count)
    for end in ends {
      let report = ImageInspector.report(of: Array(bytes[..<end]))
      #expect(!report.isComplete, "cut off at byte \(end) of \(bytes.count)")
      #expect(report.width == nil || report.width == SampleFile.width)
      #expect(report.byteCount == end)
    }
  }

  @Test("Damaged files are read without a crash", arguments: SampleFile.names)
  func mutations(name: String) throws {
    let original = try SampleFile.vips(name)
    var random = Noise(state: 7)
    var inspector = ImageInspector()
    for _ in 0..<1500 {
      var bytes = original
      for _ in 0..<random.below(8) + 1 {
        // The head holds all that is read, and is hit most.
        let range = random.below(4) == 0 ? bytes.count : min(bytes.count, 700)
        bytes[random.below(range)] = random.below(3) == 0 ? 0xFF : UInt8(random.below(256))
      }
      inspector.reset()
      let place = random.below(bytes.count)
      inspector.consume(bytes.span.extracting(0..<place))
      inspector.consume(bytes.span.extracting(place..<bytes.count))
      #expect(inspector.finish().byteCount == bytes.count)
    }
  }
}

@Suite struct OtherBytesTests {
  @Test(
    "Other data has no kind",
    arguments: ["", "G", "<!doctype html><html>", "RIFF....AVI LIST........................"])
  func noImage(text: String) {
    let report = ImageInspector.report(of: Array(text.utf8))
    #expect(report.kind == nil)
    #expect(!report.isComplete)
    #expect(report.byteCount == text.utf8.count)
  }

  @Test("The end of a PDF is found before line breaks", arguments: ["", "\n", "\r\n", "\r\n\r\n"])
  func pdf(ending: String) {
    let report = ImageInspector.report(of: Array("%PDF-1.4 … %%EOF\(ending)".utf8))
    #expect(report.kind == .pdf)
    #expect(report.isComplete)
    #expect(!ImageInspector.report(of: Array("%PDF-1.4 … %%EO".utf8)).isComplete)
  }

  @Test("Fill bytes before the markers of a JPEG are skipped")
  func fillBytes() {
    let head: [UInt8] = [0xFF, 0xD8, 0xFF, 0xFF, 0xFF, 0xFE, 0, 4, 1, 2, 0xFF, 0xFF]
    let frame: [UInt8] = [0xC0, 0, 11, 8, 0, 5, 0, 7, 1, 1, 0x11, 0]
    let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55, 0xFF, 0xD9]
    let report = ImageInspector.report(of: head + frame + scan)
    #expect(report.width == 7 && report.height == 5 && report.components == 1)
    #expect(report.isComplete)
  }

  @Test("Random bytes after a signature are read without a crash", arguments: ImageKind.allCases)
  func noise(kind: ImageKind) {
    let signatures: [ImageKind: [[UInt8]]] = [
      .jpeg: [[0xFF, 0xD8, 0xFF, 0xDB]], .png: [[0x89, 0x50, 0x4E, 0x47]],
      .webp: [Array("RIFF".utf8)], .gif: [Array("GIF8".utf8)],
      .tiff: [[0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A], [0x49, 0x49, 0x2B, 0]],
      .jp2: [[0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]],
      .j2k: [[0xFF, 0x4F, 0xFF, 0x51]], .pdf: [Array("%PDF".utf8)],
    ]
    var random = Noise(state: 3)
    for signature in signatures[kind] ?? [] {
      for _ in 0..<2000 {
        let body = (0..<random.below(300)).map { _ in UInt8(random.below(256)) }
        let report = ImageInspector.report(of: signature + body)
        #expect(report.byteCount == signature.count + body.count)
      }
    }
  }
}

extension SampleFile {
  /// A file of each structure that the inspector tells apart.
  static let names = [
    "a.jpg", "a.jpg[interlace,profile=srgb]", "a.png", "a.webp", "a.webp[lossless,profile=srgb]",
    "a.gif", "a.tif", "a.tif[tile,compression=deflate]", "a.tif[bigtiff]", "a.jp2",
  ]
}

/// A plain generator of numbers, the same every time.
struct Noise {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(limit, 1)))
  }
}
