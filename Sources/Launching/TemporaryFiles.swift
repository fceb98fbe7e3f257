import Glibc

/// The files in a server's folder for temporary files.
package struct TemporaryFiles: Hashable, Sendable {
  /// The number of files.
  package private(set) var count = 0
  /// Their length in bytes.
  package private(set) var bytes = 0
  private var entries = 0

  /// The number of entries after which counting ends, so that it stays quick.
  private static let maximumEntries = 200_000

  /// Counts the regular files below a folder, without entries of some names in the folder itself;
  /// nil if the folder cannot be read.
  package init?(below folder: String, except names: Set<String> = []) {
    guard var pending = take(folder, except: names) else { return nil }
    while let folder = pending.popLast() { pending += take(folder) ?? [] }
  }

  /// Counts the files of a folder and returns its sub-folders.
  private mutating func take(_ folder: String, except names: Set<String> = []) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var folders: [String] = []
    while entries < Self.maximumEntries, let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != "..", !names.contains(name) else { continue }
      entries += 1
      var status = stat()
      guard lstat("\(folder)/\(name)", &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: folders.append("\(folder)/\(name)")
      case S_IFREG:
        count += 1
        bytes += Int(status.st_size)
      default: break
      }
    }
    return folders
  }
}
