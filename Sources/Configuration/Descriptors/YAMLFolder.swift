package import Foundation
package import Support

/// The YAML files of a folder.
package struct YAMLFolder: Sendable {
  /// The folder.
  package let url: URL
  /// The path for messages, with a trailing slash unless it is empty.
  package let shownPath: String
  /// The names of the files in alphabetical order.
  package let files: [String]
  /// Files with a similar extension, which would be ignored.
  package let problems: [Diagnostic]

  /// A folder that cannot be listed.
  package struct ListingError: Error {
    package var diagnostic: Diagnostic
  }

  /// Lists a folder; hidden files and files of other types are ignored.
  package init(_ url: URL) throws(ListingError) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: url.path(percentEncoded: false))
    } catch {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: url.path(percentEncoded: false), isDirectory: &isFolder)
      let reason =
        exists
        ? (isFolder.boolValue ? "the folder cannot be read" : "this is not a folder")
        : "the folder does not exist"
      throw ListingError(diagnostic: Diagnostic(file: url.relativePath, message: reason))
    }
    self.init(names: names, in: url)
  }

  /// Creates a listing of a single file in its folder.
  package init(file: URL) {
    self.init(
      names: [file.lastPathComponent], in: file.deletingLastPathComponent(), isChosen: true)
  }

  private init(names: [String], in url: URL, isChosen: Bool = false) {
    self.url = url
    let shown = url.relativePath
    let prefix = shown.isEmpty || shown == "." || shown == "./" ? "" : shown
    shownPath = prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"
    let visible = names.filter { isChosen || !$0.hasPrefix(".") }.sorted()
    let suffix = "." + DescriptorLoader.fileExtension
    files = visible.filter { $0.hasSuffix(suffix) && $0 != suffix }
    let folder = shownPath
    problems =
      visible
      .filter { isChosen ? !$0.hasSuffix(suffix) : $0.lowercased().hasSuffix(".yml") }
      .map { name in
        Diagnostic(file: folder + name, message: "the file's name must end with '\(suffix)'")
      }
  }

  /// The path of a file for messages.
  package func shown(_ file: String) -> String { shownPath + file }
}
