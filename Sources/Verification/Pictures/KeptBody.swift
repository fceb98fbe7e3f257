package import IIIFBench
package import Foundation

/// The body of a valid answer that was kept.
package struct KeptBody: Sendable {
  /// The URL.
  package var url: String
  /// The expected picture.
  package var picture: ExpectedPicture
  /// The body.
  package var bytes: [UInt8]
  /// The quality on libjpeg's scale, if it is a JPEG that the server encoded.
  package var jpegQuality: Int?
  /// When it was received.
  package var time = Date()

  /// Creates a kept body.
  package init(url: String, picture: ExpectedPicture, bytes: [UInt8], jpegQuality: Int? = nil) {
    self.url = url
    self.picture = picture
    self.bytes = bytes
    self.jpegQuality = jpegQuality
  }
}
