package import IIIFBench
package import Support
import Foundation

/// The folder `servers.d/` as the checks of one descriptor see it.
package struct DescriptorFolder {
  /// The longest configuration file in bytes.
  package static let maximumTemplateBytes = 1 << 20

  /// A configuration file with placeholders.
  package struct Template {
    package var source: SourceText
    package var placeholders: [Placeholder.Occurrence]
  }

  /// The name that the descriptor's file gives it.
  package let name: String
  /// The folder's path for the system.
  package let path: String
  /// The folder's path for messages, with a slash at its end where it is not empty.
  package let shownPath: String

  /// A path in the folder as messages show it.
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

  /// Whether symbolic links lead from a path in the folder to a place outside.
  package func leads(outside relative: String) -> Bool {
    guard let own = resolved(path), let target = resolved("\(path)/\(relative)") else {
      return false
    }
    return !target.hasPrefix(own + "/")
  }

  /// A path without symbolic links; nil when nothing is there.
  private func resolved(_ path: String) -> String? {
    guard let buffer = realpath(path, nil) else { return nil }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  /// A Dockerfile in the folder; nil when it cannot be read.
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
