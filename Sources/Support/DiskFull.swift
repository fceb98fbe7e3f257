/// A full disk.
package struct DiskFull: Error, Hashable, CustomStringConvertible {
  /// The path of the file or folder that could not be written.
  package var path: String
  /// The bytes that had to be written; nil if unknown.
  package var needed: Int?

  /// Creates an error.
  package init(path: String, needed: Int? = nil) {
    self.path = path
    self.needed = needed
  }

  /// The problem and its remedy.
  package var description: String {
    "\(path): \(DiskSpace.message(needed: needed, at: path)); free some space or choose another folder"
  }
}
