package import Foundation
import IIIF

/// A picture's file in one format.
package struct ImageFile: Codable, Hashable, Sendable {
  /// The picture's name.
  package var image: String
  /// The format.
  package var format: SourceFormat
  /// The file's path below the dataset's root: `jp2-10x/folder/page 01.jp2`.
  package var path: String
  /// Its length in bytes.
  package var bytes: Int
  /// SHA-256 of its content, in hexadecimal.
  package var sha256: String
  /// The command that created it.
  package var command: String

  /// Creates a file record.
  package init(
    image: String, format: SourceFormat, path: String, bytes: Int, sha256: String, command: String
  ) {
    self.image = image
    self.format = format
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
    self.command = command
  }
}

/// The pictures of a run and their files.
package struct Dataset: Codable, Hashable, Sendable {
  /// The source of the pictures: `sample`, or the user's folder.
  package var name: String
  /// The folder that contains the files as `FORMAT/NAME.EXTENSION`.
  package var root: URL
  /// The pictures, ordered by name.
  package var images: [SourceImage]
  /// The files, by picture and format.
  package var files: [ImageFile]

  /// Creates a dataset.
  package init(name: String, root: URL, images: [SourceImage], files: [ImageFile]) {
    self.name = name
    self.root = root
    self.images = images
    self.files = files
  }
}
