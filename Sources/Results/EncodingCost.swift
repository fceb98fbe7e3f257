/// What decides the cost of encoding a picture as JPEG.
package struct JPEGEncoding: Codable, Hashable, Sendable {
  /// The quality on libjpeg's scale.
  package var quality: Int
  /// The subsampling of the colour: `4:2:0`; nil for grey pictures.
  package var subsampling: String?
  /// Whether it is progressive.
  package var isProgressive: Bool
  /// The number of channels.
  package var components: Int

  /// Creates an encoding.
  package init(
    quality: Int, subsampling: String? = nil, isProgressive: Bool = false, components: Int = 3
  ) {
    self.quality = quality
    self.subsampling = subsampling
    self.isProgressive = isProgressive
    self.components = components
  }

  /// Whether libvips can write it: it subsamples the colour to 4:2:0 or not at all.
  package var isWrittenByLibvips: Bool {
    switch components {
    case 1: true
    case 3: subsampling == "4:2:0" || subsampling == "4:4:4"
    default: false
    }
  }
}

extension AnswerTraits {
  /// The encoding of a JPEG; nil for other answers.
  package var jpegEncoding: JPEGEncoding? {
    guard let jpegQuality, let components else { return nil }
    return JPEGEncoding(
      quality: jpegQuality, subsampling: subsampling, isProgressive: isProgressive,
      components: components)
  }
}

/// The CPU time that libvips takes to encode pictures of an operation in one encoding.
///
/// All encodings of an operation are measured with the same pictures, so that their costs can be
/// compared with each other.
package struct EncodingCost: Codable, Hashable, Sendable {
  /// The operation's name.
  package var operation: String
  /// The encoding.
  package var encoding: JPEGEncoding
  /// The number of pictures that were encoded.
  package var pictures: Int
  /// CPU seconds per megapixel with the standard Huffman tables.
  package var seconds: Double
  /// CPU seconds per megapixel with Huffman tables that are optimised for each picture.
  package var optimisedSeconds: Double

  /// Creates a cost.
  package init(
    operation: String, encoding: JPEGEncoding, pictures: Int, seconds: Double,
    optimisedSeconds: Double
  ) {
    self.operation = operation
    self.encoding = encoding
    self.pictures = pictures
    self.seconds = seconds
    self.optimisedSeconds = optimisedSeconds
  }
}
