package import IIIFBench
import Support
import Foundation

extension Dataset {
  /// The names of pictures whose files hold some characters, in order.
  package func names(holding characters: [IdentifierCharacters]) -> [String] {
    let held = files.filter { file in characters.contains { $0.occur(in: file.path) } }
    return unique(held.map(\.image))
  }

  /// The same pictures in files without some characters, which become `_`.
  ///
  /// The files are hard links or copies in a folder below the dataset's.
  ///
  /// - Throws: ``DatasetError`` if the system refuses.
  package func replacing(_ characters: [IdentifierCharacters]) throws -> Dataset {
    let key = characters.map(\.rawValue).sorted().joined(separator: "\n")
    var view = self
    view.root = root.appending(
      path: "names-\(SHA256.hexadecimal(of: key).prefix(8))", directoryHint: .isDirectory)
    var taken: Set<String> = []
    view.files = files.map { file in
      var file = file
      let path = characters.reduce(file.path) { $1.replaced(in: $0) } as NSString
      let bare = ImageFolder.unused(path.deletingPathExtension, taken: &taken)
      file.path = "\(bare).\(path.pathExtension)"
      return file
    }
    try link(zip(files, view.files).map { ($0.path, $1.path) }, below: view.root)
    return view
  }

  /// Fills a new folder with links to files, or copies of them, by their paths below the root and
  /// their new paths.
  func link(_ paths: [(source: String, link: String)], below folder: URL) throws {
    try writing(in: folder) {
      let manager = FileManager.default
      try? manager.removeItem(at: folder)
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
      for (path, link) in paths {
        let (source, place) = (root.appending(path: path), folder.appending(path: link))
        try manager.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        do {
          try manager.linkItem(at: source, to: place)
        } catch {
          try manager.copyItem(at: source, to: place)
        }
      }
    }
  }
}
