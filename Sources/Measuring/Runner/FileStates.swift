import Foundation
import Glibc
package import IIIFBench

/// The states of a dataset's files, by which changes during a run are found.
package struct FileStates: Sendable {
  private let root: URL
  private let states: [(path: String, state: State?)]

  /// The length and the time of the last change of a file.
  private struct State: Hashable, Sendable {
    var length: Int
    var seconds: Int
    var nanoseconds: Int

    init?(_ file: URL) {
      var status = stat()
      guard stat(file.path(percentEncoded: false), &status) == 0 else { return nil }
      length = Int(status.st_size)
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
  }

  /// Reads the states of all files.
  package init(of dataset: Dataset) {
    let root = dataset.root
    self.root = root
    states = dataset.files.map { ($0.path, State(root.appending(path: $0.path))) }
  }

  /// The paths of the files that have changed since.
  package func changed() -> [String] {
    states.filter { State(root.appending(path: $0.path)) != $0.state }.map(\.path)
  }
}
