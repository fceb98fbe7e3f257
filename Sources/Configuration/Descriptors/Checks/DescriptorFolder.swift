package import IIIFBench
package import Foundation
package import Support

/// The folder of a descriptor, for checks of the files that the descriptor names.
package struct DescriptorFolder {
  /// The maximum length of a configuration file in bytes.
  package static let maximumTemplateBytes = 1 << 20

  /// A configuration file with placeholders.
  package struct Template {
    package var source: SourceText
    package var placeholders: [Placeholder.Occurrence]
  }

  /// The name of the descriptor's file without its extension.
  package let name: String
  /// The folder.
  package let url: URL
  /// The folder's path for messages, with a trailing slash unless it is empty.
  package let shownPath: String

  /// A path in the folder for messages.
  package func shown(_ relative: String) -> String { shownPath + relative }

  /// Whether a path in the folder is a folder; nil if nothing exists there.
  private func isFolder(at relative: String) -> Bool? {
    var isFolder: ObjCBool = false
    let path = url.appending(path: relative).path(percentEncoded: false)
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      ? isFolder.boolValue : nil
  }

  /// Whether a path in the folder is an existing folder.
  package func isFolder(_ relative: String) -> Bool { isFolder(at: relative) == true }

  /// Whether a path in the folder is an existing file.
  package func isFile(_ relative: String) -> Bool { isFolder(at: relative) == false }

  /// Whether a path in the folder resolves to a place outside.
  package func leads(outside relative: String) -> Bool {
    guard let own = resolved(url), let target = resolved(url.appending(path: relative)) else {
      return false
    }
    return !target.hasPrefix(own + "/")
  }

  /// A path without symbolic links; nil if it does not exist.
  private func resolved(_ url: URL) -> String? {
    guard let buffer = realpath(url.path(percentEncoded: false), nil) else { return nil }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  /// A Dockerfile in the folder; nil if it cannot be read.
  package func dockerfile(_ relative: String) -> Dockerfile? {
    let bytes = try? readFile(url.appending(path: relative), upTo: Dockerfile.maximumBytes)
    return bytes.map { Dockerfile(String(decoding: $0, as: UTF8.self)) }
  }

  package func template(_ relative: String) throws(BoundedFileError) -> Template {
    let bytes = try readFile(url.appending(path: relative), upTo: Self.maximumTemplateBytes)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw BoundedFileError(reason: "it is not UTF-8")
    }
    return Template(
      source: SourceText(path: shown(relative), bytes: bytes),
      placeholders: Placeholder.occurrences(in: text))
  }
}
