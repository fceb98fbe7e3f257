package import Foundation

/// The logs of servers that failed, in a folder of the run.
package actor ServerLogs {
  private let folder: URL
  private var names: Set<String> = []

  /// Creates the logs in a folder, which is made with the first log.
  package init(in folder: URL) {
    self.folder = folder
  }

  /// A new file for the log of a server in a block; nil if its folder cannot be made.
  func file(for server: String, block: Int) -> URL? {
    guard
      (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true))
        != nil
    else { return nil }
    let base = "\(server)-block-\(block)"
    var (name, number) = (base, 1)
    while !names.insert(name).inserted {
      number += 1
      name = "\(base)-\(number)"
    }
    return folder.appending(path: "\(name).log")
  }
}
