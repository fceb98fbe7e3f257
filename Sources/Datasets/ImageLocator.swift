import Support
package import IIIFBench
package import Foundation

/// Locates the files of a dataset in a server's layout.
package struct ImageLocator: Sendable {
  /// The folder that the server is given.
  package let folder: URL
  private let paths: [Key: String]

  private struct Key: Hashable {
    var image: String
    var format: SourceFormat
  }

  /// Creates a locator for a layout.
  ///
  /// The files of a flat one are made by ``Dataset/makeFlatView()``.
  package init(_ dataset: Dataset, layout: IdentifierRule.Layout) {
    let keys = dataset.files.map { Key(image: $0.image, format: $0.format) }
    let places: [String]
    switch layout {
    case .tree:
      folder = dataset.root
      places = dataset.files.map(\.path)
    case .flat:
      // Names depend on all files, so each selection of files has a folder of its own.
      let files = dataset.files.map(\.path)
      let key = SHA256.hexadecimal(of: files.joined(separator: "\n")).prefix(8)
      folder = dataset.root.appending(path: "flat-\(key)", directoryHint: .isDirectory)
      places = flatNames(of: files)
    }
    paths = Dictionary(zip(keys, places), uniquingKeysWith: { first, _ in first })
  }

  /// The path of a picture's file below ``folder``; nil if the dataset lacks the format.
  package func path(of image: SourceImage, format: SourceFormat) -> String? {
    paths[Key(image: image.name, format: format)]
  }
}

extension Dataset {
  /// Makes a folder that holds all files without sub-folders, `FORMAT_DIRECTORY_NAME.EXTENSION`, as
  /// hard links or copies.
  ///
  /// - Returns: The folder; ``ImageLocator`` knows the names in it.
  /// - Throws: ``DatasetError`` if the system refuses.
  @discardableResult
  package func makeFlatView() throws -> URL {
    let locator = ImageLocator(self, layout: .flat)
    let paths = files.map(\.path)
    try link(Array(zip(paths, flatNames(of: paths))), below: locator.folder)
    return locator.folder
  }
}

/// Distinct names without folders for some paths, even for `a/b` and `a_b`.
private func flatNames(of paths: [String]) -> [String] {
  var taken: Set<String> = []
  return paths.map { path in
    let flat = path.replacing("/", with: "_") as NSString
    let bare = ImageFolder.unused(
      ImageFolder.shortened(flat.deletingPathExtension), taken: &taken)
    return "\(bare).\(flat.pathExtension)"
  }
}
