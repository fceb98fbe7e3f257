import IIIF
import IIIFBench

/// Requests the picture in a format other than JPEG.
///
/// Image API 2.1 §4.5 and 3.0 §4.5. The picture is scaled down, which requires sizes by width (level
/// 1).
protocol FormatOperation: ImageOperation {
  /// The format.
  static var format: ImageFormat { get }
  /// The name of the format for people.
  static var title: String { get }
  /// The values of the options.
  var options: OptionValues { get }
}

extension FormatOperation {
  static var name: String { "format-\(format.rawValue)" }
  static var summary: String { "the picture as \(title)" }
  static var kind: OperationKind { .feature }
  static var options: [OperationOption] {
    [OperationOption("width", .integer(1...100_000, default: 400), "width of the answer in pixels")]
  }
  static var examples: [OperationExample] {
    [
      OperationExample(
        2000, 3000, requests: [.init("full/400,/0/default.\(format.rawValue)", 400, 600)])
    ]
  }

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    ImageRequest(size: Size(.width(1)), format: Self.format).features
  }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let width = min(options.integer("width"), iteration.image.size.width)
    let request = ImageRequest(size: Size(.width(width)), format: Self.format)
    return [[OperationRequest(request, of: iteration.image)]]
  }
}

/// Requests the picture as GIF (optional at all levels).
struct FormatGif: FormatOperation {
  static let format = ImageFormat.gif
  static let title = "GIF"
  let options: OptionValues
}

/// Requests the picture as JPEG 2000 (optional at all levels).
struct FormatJp2: FormatOperation {
  static let format = ImageFormat.jp2
  static let title = "JPEG 2000"
  let options: OptionValues
}

/// Requests the picture as PNG (level 2 in both versions).
struct FormatPng: FormatOperation {
  static let format = ImageFormat.png
  static let title = "PNG"
  let options: OptionValues
}

/// Requests the picture as TIFF (optional at all levels).
struct FormatTif: FormatOperation {
  static let format = ImageFormat.tif
  static let title = "TIFF"
  let options: OptionValues
}

/// Requests the picture as WebP (optional at all levels).
struct FormatWebp: FormatOperation {
  static let format = ImageFormat.webp
  static let title = "WebP"
  let options: OptionValues
}
