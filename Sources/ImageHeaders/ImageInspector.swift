/// Reads the metadata of an image file from a stream of its bytes.
///
/// It decodes nothing and looks only at the header and the last bytes, so the cost hardly depends on
/// the file's size. The bytes may arrive in parts of any length. An inspector can be reused for
/// several files and does not allocate after its creation.
package struct ImageInspector {
  private var head = HeadBuffer()
  private var tail = FileTail()
  private var report = ImageReport()
  private var need = Need(gather: 4)
  private var byteCount = 0

  private var jpeg = JPEGReader()
  private var png = PNGReader()
  private var webp = WebPReader()
  private var gif = GIFReader()
  private var tiff = TIFFReader()
  private var jp2 = JP2Reader()
  private var j2k = CodestreamReader()

  /// Creates an inspector.
  package init() {}

  /// Inspects a complete file.
  package static func report(of bytes: [UInt8]) -> ImageReport {
    var inspector = ImageInspector()
    inspector.consume(bytes.span)
    return inspector.finish()
  }

  /// Starts a new file.
  package mutating func reset() {
    head.clear()
    tail = FileTail()
    need = Need(gather: 4)
    byteCount = 0
    report = ImageReport()
  }

  /// Reads the next part of the file.
  package mutating func consume(_ part: Span<UInt8>) {
    tail.consume(part)
    var index = 0
    while need.gather > 0 {
      let passed = min(need.skip, part.count - index)
      need.skip -= passed
      index += passed
      guard need.skip == 0, index < part.count else { break }
      let end = min(index + need.gather - head.count, part.count)
      let piece = part.extracting(index..<end)
      index = end
      if piece.count == need.gather {
        need = next(piece, position: byteCount + index)
        continue
      }
      head.append(piece)
      guard head.count == need.gather else { break }
      let whole = head.bytes
      need = next(whole.span.extracting(first: head.count), position: byteCount + index)
      head.clear()
    }
    byteCount += part.count
  }

  /// Ends the file and returns the report.
  package func finish() -> ImageReport {
    var report = report
    report.byteCount = byteCount
    report.isComplete = isComplete
    return report
  }

  private mutating func next(_ piece: Span<UInt8>, position: Int) -> Need {
    switch report.kind {
    case nil: return begin(piece)
    case .jpeg: return jpeg.read(piece, position: position, into: &report)
    case .png: return png.read(piece, position: position, into: &report)
    case .webp: return webp.read(piece, position: position, into: &report)
    case .gif: return gif.read(piece, position: position, into: &report)
    case .tiff: return tiff.read(piece, position: position, into: &report)
    case .jp2: return jp2.read(piece, position: position, into: &report)
    case .j2k: return j2k.read(piece, position: position, into: &report)
    case .pdf: return .nothing
    }
  }

  private mutating func begin(_ piece: Span<UInt8>) -> Need {
    report.kind = ImageKind(signature: piece.uint32(at: 0))
    switch report.kind {
    case .jpeg: return jpeg.begin(piece)
    case .png: return png.begin(piece)
    case .webp: return webp.begin(piece)
    case .gif: return gif.begin(piece)
    case .tiff: return tiff.begin(piece)
    case .jp2: return jp2.begin(piece)
    case .j2k: return j2k.begin(piece)
    case nil, .pdf: return .nothing
    }
  }

  private var isComplete: Bool {
    switch report.kind {
    case nil: false
    case .jpeg: jpeg.hasScan && tail.isEndOfImage
    case .png: tail.isEndOfPNG
    case .webp: webp.isComplete(byteCount: byteCount)
    case .gif: tail.isEndOfGIF
    case .tiff: tiff.isComplete(byteCount: byteCount)
    case .jp2: jp2.isComplete(byteCount: byteCount, endsInMarker: tail.isEndOfImage)
    case .j2k: tail.isEndOfImage
    case .pdf: tail.isEndOfPDF
    }
  }
}
