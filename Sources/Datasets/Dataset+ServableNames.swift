package import IIIFBench
import Support
import Foundation
import Glibc

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

  /// Fills a folder with links to files, or copies of them, by their paths below the root and their
  /// new paths.
  ///
  /// Links that are there already stay, because a server of another run may use them; a link to another
  /// file is replaced at once.
  func link(_ paths: [(source: String, link: String)], below folder: URL) throws {
    try writing(in: folder) {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (path, link) in paths {
        let (source, place) = (root.appending(path: path), folder.appending(path: link))
        guard !Self.isSameFile(source, place) else { continue }
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        let temporary = place.deletingLastPathComponent()
          .appending(path: ".link-\(UInt64.random(in: .min ... .max))")
        do {
          try FileManager.default.linkItem(at: source, to: temporary)
        } catch {
          try FileManager.default.copyItem(at: source, to: temporary)
        }
        guard rename(temporary.path, place.path) == 0 else {
          let code = errno
          try? FileManager.default.removeItem(at: temporary)
          throw CocoaError(
            .fileWriteUnknown,
            userInfo: [
              NSUnderlyingErrorKey: POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO)
            ])
        }
      }
    }
  }

  /// Whether two paths are links to one file, or a copy has the length and date of the other.
  private static func isSameFile(_ first: URL, _ second: URL) -> Bool {
    var (one, two) = (stat(), stat())
    guard stat(first.path, &one) == 0, stat(second.path, &two) == 0 else { return false }
    if one.st_dev == two.st_dev, one.st_ino == two.st_ino { return true }
    return two.st_nlink == 1 && one.st_size == two.st_size
      && one.st_mtim.tv_sec == two.st_mtim.tv_sec
  }
}
