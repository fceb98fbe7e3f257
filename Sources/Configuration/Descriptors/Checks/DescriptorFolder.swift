package import IIIFBench
package import Support
import Foundation

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
  /// The folder's path for the system.
  package let path: String
  /// The folder's path for messages, with a trailing slash unless it is empty.
  package let shownPath: String

  /// A path in the folder for messages.
  package func shown(_ relative: String) -> String { shownPath + relative }

  package func isFolder(_ relative: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: "\(path)/\(relative)", isDirectory: &isFolder)
      && isFolder.boolValue
  }

  package func isFile(_ relative: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: "\(path)/\(relative)", isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  /// Whether a path in the folder resolves to a place outside.
  package func leads(outside relative: String) -> Bool {
    guard let own = resolved(path), let target = resolved("\(path)/\(relative)") else {
      return false
    }
    return !target.hasPrefix(own + "/")
  }

  /// A path without symbolic links; nil if it does not exist.
  private func resolved(_ path: String) -> String? {
    guard let buffer = realpath(path, nil) else { return nil }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  /// A Dockerfile in the folder; nil if it cannot be read.
  package func dockerfile(_ relative: String) -> Dockerfile? {
    let bytes = try? readFile("\(path)/\(relative)", upTo: Dockerfile.maximumBytes)
    return bytes.map { Dockerfile(String(decoding: $0, as: UTF8.self)) }
  }

  package func template(_ relative: String) throws(BoundedFileError) -> Template {
    let bytes = try readFile("\(path)/\(relative)", upTo: Self.maximumTemplateBytes)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw BoundedFileError(reason: "it is not UTF-8")
    }
    return Template(
      source: SourceText(path: shown(relative), bytes: bytes),
      placeholders: Placeholder.occurrences(in: text))
  }
}
