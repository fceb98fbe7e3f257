import Foundation

/// The folder `servers.d/` as the checks of one descriptor see it.
struct DescriptorFolder {
  /// The longest configuration file in bytes.
  static let maximumTemplateBytes = 1 << 20

  /// A configuration file with placeholders.
  struct Template {
    var source: SourceText
    var placeholders: [Placeholder.Occurrence]
  }

  /// The name that the descriptor's file gives it.
  let name: String
  /// The folder's path for the system.
  let path: String
  /// The folder's path for messages, with a slash at its end where it is not empty.
  let shownPath: String

  /// A path in the folder as messages show it.
  func shown(_ relative: String) -> String { shownPath + relative }

  func isFolder(_ relative: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: "\(path)/\(relative)", isDirectory: &isFolder)
      && isFolder.boolValue
  }

  func isFile(_ relative: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: "\(path)/\(relative)", isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  /// Whether symbolic links lead from a path in the folder to a place outside.
  func leads(outside relative: String) -> Bool {
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
  func dockerfile(_ relative: String) -> Dockerfile? {
    let bytes = try? readFile("\(path)/\(relative)", upTo: Dockerfile.maximumBytes)
    return bytes.map { Dockerfile(String(decoding: $0, as: UTF8.self)) }
  }

  func template(_ relative: String) throws(BoundedFileError) -> Template {
    let bytes = try readFile("\(path)/\(relative)", upTo: Self.maximumTemplateBytes)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw BoundedFileError(reason: "it is not UTF-8")
    }
    return Template(
      source: SourceText(path: shown(relative), bytes: bytes),
      placeholders: Placeholder.occurrences(in: text))
  }
}
