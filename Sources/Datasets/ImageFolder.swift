import Glibc
import IIIF
import Support
package import Foundation

/// The pictures of a user's folder and its sub-folders.
package struct ImageFolder: Sendable {
  /// Extensions of the files that count as pictures, in lower case.
  package static let extensions = [
    "jpg", "jpeg", "jpe", "jfif", "png", "tif", "tiff", "jp2", "jpx", "jpf", "j2k", "j2c", "webp",
    "gif", "bmp", "heic", "heif", "avif", "jxl", "ppm", "pgm",
  ]

  /// A picture's file.
  package struct Entry: Hashable, Sendable {
    /// The picture's name: its path without extension, or with it if two would be the same.
    package var name: String
    /// Its path below the folder.
    package var path: String
    /// The file.
    package var url: URL
  }

  /// The pictures, in the order of their paths.
  package let entries: [Entry]
  /// Paths of the files that are not pictures, or cannot be used, with the reason in brackets.
  package let ignored: [String]

  /// Lists a folder.
  ///
  /// - Throws: ``DatasetError`` if it is missing, cannot be read or holds no pictures.
  package init(_ folder: URL) throws {
    let path = folder.path(percentEncoded: false)
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw DatasetError.folderMissing(path)
    }
    guard isDirectory.boolValue else { throw DatasetError.notAFolder(path) }
    let paths = try Self.files(below: folder, at: []).map { $0.joined(separator: "/") }
    var (pictures, ignored): ([String], [String]) = ([], [])
    for path in paths {
      if !Self.isPicture(path) {
        ignored.append(path)
      } else if let reason = Self.unusable(folder.appending(path: path)) {
        ignored.append("\(path) (\(reason))")
      } else {
        pictures.append(path)
      }
    }
    self.ignored = ignored
    guard !pictures.isEmpty else {
      throw DatasetError.noImages(folder: path, ignored: ignored)
    }
    entries = zip(Self.names(of: pictures), pictures).map { name, path in
      Entry(name: name, path: path, url: folder.appending(path: path))
    }
  }

  /// Distinct names for the pictures of some paths: without extension, with it if two would be the
  /// same, and with a number if that name is taken.
  ///
  /// Characters that some server misreads even if they are encoded become `_`: a plus is read as a
  /// space, a percent sign is decoded twice, a semicolon starts a page number, an exclamation mark
  /// means a slash, and quotation marks reach a shell.
  package static func names(of paths: [String]) -> [String] {
    let paths = paths.map { path in
      let name = path.replacing(/[%+;!"$`\\]/, with: "_") as NSString
      let parts = name.deletingPathExtension.split(separator: "/").map { shortened(String($0)) }
      return parts.joined(separator: "/") + "." + name.pathExtension
    }
    let bare = paths.map { ($0 as NSString).deletingPathExtension }
    let uses = Dictionary(bare.map { ($0, 1) }, uniquingKeysWith: +)
    var taken: Set<String> = Set(uses.filter { $0.value == 1 }.keys)
    return zip(paths, bare).map { path, name in
      if uses[name] == 1 { return name }
      return unused(path, taken: &taken)
    }
  }

  /// Takes the name, or the first of `name-2`, `name-3` … that is free.
  package static func unused(_ name: String, taken: inout Set<String>) -> String {
    if taken.insert(name).inserted { return name }
    var number = 2
    while !taken.insert("\(name)-\(number)").inserted { number += 1 }
    return "\(name)-\(number)"
  }

  /// Why a file cannot be a picture whatever its content; nil if it can.
  private static func unusable(_ file: URL) -> String? {
    let path = file.path(percentEncoded: false)
    var status = stat()
    guard stat(path, &status) == 0 else {
      // Foundation replaces what is not UTF-8, so that no file has the name.
      return path.contains("\u{FFFD}") ? "its name is not UTF-8" : nil
    }
    return status.st_mode & S_IFMT == S_IFREG ? nil : "not a regular file"
  }

  /// The longest part of a path, in bytes, that leaves room for prefixes and extensions within the 255
  /// bytes of Linux' file systems.
  private static let longestName = 200

  /// A file's name, cut and with a hash if it is longer than ``longestName``.
  package static func shortened(_ name: String) -> String {
    guard name.utf8.count > longestName else { return name }
    var start = name
    while start.utf8.count > longestName - 9 { start.removeLast() }
    return "\(start)-\(SHA256.hexadecimal(of: name).prefix(8))"
  }

  private static func isPicture(_ path: String) -> Bool {
    extensions.contains((path as NSString).pathExtension.lowercased())
  }

  /// Paths of all files below a folder, as lists of names, without hidden files and folders.
  private static func files(below root: URL, at place: [String]) throws -> [[String]] {
    let folder = place.reduce(root) { $0.appending(path: $1) }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(
        atPath: folder.path(percentEncoded: false))
    } catch let error as CocoaError {
      throw DatasetError.folderUnreadable(
        folder.path(percentEncoded: false), detail: systemMessage(of: error))
    }
    return try names.filter { !$0.hasPrefix(".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .flatMap { name in
        let values = try? folder.appending(path: name)
          .resourceValues(forKeys: [.isDirectoryKey, .isSymbolicLinkKey])
        // Links to folders are not followed, because they may lead back.
        if values?.isDirectory == true, values?.isSymbolicLink != true {
          return try files(below: root, at: place + [name])
        }
        return [place + [name]]
      }
  }
}
