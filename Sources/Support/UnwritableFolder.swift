/// A folder that the system does not let this program write into.
package struct UnwritableFolder: Error, Hashable, CustomStringConvertible {
  /// The folder's path.
  package var folder: String
  /// What the system said.
  package var detail: String

  /// Creates an error.
  package init(folder: String, detail: String) {
    self.folder = folder
    self.detail = detail
  }

  /// The message for people, with its remedy.
  package var description: String {
    "cannot write into \(folder) (\(detail)): free space, or choose another folder"
  }
}
