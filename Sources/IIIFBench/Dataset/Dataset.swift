public import Foundation
public import IIIF

/// A picture, whatever formats it is kept in.
public struct SourceImage: Codable, Hashable, Sendable {
  /// Its number in the dataset, from 0.
  public var index: Int
  /// Its path without extension, relative to the dataset: `folder/page 01`.
  public var name: String
  /// Its size.
  public var size: PixelSize

  /// Creates a picture.
  public init(index: Int, name: String, size: PixelSize) {
    self.index = index
    self.name = name
    self.size = size
  }
}

/// A file that holds a picture in one format.
public struct ImageFile: Codable, Hashable, Sendable {
  /// The picture's name.
  public var image: String
  /// The format.
  public var format: SourceFormat
  /// The file's path below the dataset's root: `jp2-10x/folder/page 01.jp2`.
  public var path: String
  /// Its length in bytes.
  public var bytes: Int
  /// SHA-256 of its content, in hexadecimal.
  public var sha256: String
  /// The command that made it.
  public var command: String

  /// Creates a record of a file.
  public init(
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

/// The pictures of a run, in the formats that the run needs.
public struct Dataset: Codable, Hashable, Sendable {
  /// Where the pictures come from: `sample`, or the user's folder.
  public var name: String
  /// The folder below which the files lie as `FORMAT/NAME.EXTENSION`.
  public var root: URL
  /// The pictures, in the order of their names.
  public var images: [SourceImage]
  /// The files, by picture and format.
  public var files: [ImageFile]

  /// Creates a dataset.
  public init(name: String, root: URL, images: [SourceImage], files: [ImageFile]) {
    self.name = name
    self.root = root
    self.images = images
    self.files = files
  }
}
