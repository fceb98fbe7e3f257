/// A folder that this program cannot write to.
package struct UnwritableFolder: Error, Hashable, CustomStringConvertible {
  /// The folder's path.
  package var folder: String
  /// The system's message.
  package var detail: String

  /// Creates an error.
  package init(folder: String, detail: String) {
    self.folder = folder
    self.detail = detail
  }

  /// The problem and its remedy.
  package var description: String {
    "cannot write to \(folder) (\(detail)): free some space or choose another folder"
  }
}
