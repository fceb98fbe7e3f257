import Support
/// A failure to provide pictures.
package enum DatasetError: Error, Hashable, Sendable {
  /// A picture that could not be read or converted, and why.
  package struct Unreadable: Hashable, Sendable {
    /// Its path below the folder.
    package var path: String
    /// The message of the program that failed.
    package var detail: String

    /// Creates a record of a picture that could not be read.
    package init(path: String, detail: String) {
      self.path = path
      self.detail = detail
    }
  }

  /// The folder does not exist.
  case folderMissing(String)
  /// The path is a file, not a folder.
  case notAFolder(String)
  /// The folder cannot be listed.
  case folderUnreadable(String, detail: String)
  /// The folder holds no pictures; `ignored` are the other files in it.
  case noImages(folder: String, ignored: [String])
  /// Some pictures cannot be read, or an encoder refuses them.
  case unreadableImages(folder: String, [Unreadable])
  /// The sample does not have that number of pages.
  case sampleCount(asked: Int, available: Int)
  /// The number of pictures is less than one.
  case count(Int)
  /// The output folder lies among the sources.
  case outputAmongSources(output: String, folder: String)
}

extension DatasetError: CustomStringConvertible {
  /// The message with its remedy.
  package var description: String {
    switch self {
    case .folderMissing(let path):
      "image folder \(path) does not exist: give the path of a folder that holds pictures"
    case .notAFolder(let path):
      "\(path) is a file: give the path of the folder that holds the pictures"
    case .folderUnreadable(let path, let detail):
      "image folder \(path) cannot be read (\(detail)): check its permissions"
    case .noImages(let folder, let ignored):
      "image folder \(folder) holds no pictures"
        + (ignored.isEmpty ? ": it is empty" : ", only \(listed(ignored))")
        + "; pictures are files named \(ImageFolder.extensions.map { ".\($0)" }.listed(limit: 99))"
    case .unreadableImages(let folder, let images):
      "\(images.count) picture\(images.count == 1 ? "" : "s") in \(folder) cannot be converted; "
        + "repair or remove \(images.count == 1 ? "it" : "them") and run again:"
        + images.map { "\n  \($0.path): \($0.detail)" }.joined()
    case .sampleCount(let asked, let available):
      "the sample has \(available) pages, \(asked) were asked for: choose a number from 1 to "
        + "\(available)"
    case .count(let asked):
      "\(asked) pictures were asked for: choose a number from 1"
    case .outputAmongSources(let output, let folder):
      "\(output) lies among the pictures of \(folder), which are never changed: choose a folder "
        + "outside"
    }
  }

  private func listed(_ files: [String]) -> String { files.listed(limit: 5) }
}
