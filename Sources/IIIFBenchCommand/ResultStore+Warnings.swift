import Foundation
import Results
import Support

extension ResultStore {
  /// Reads a result and logs what is damaged in it.
  ///
  /// - Throws: ``StorageError``.
  static func readWithWarnings(_ url: URL) throws(StorageError) -> BenchmarkResult {
    let stored = try read(url)
    for problem in stored.problems { Log.current.warning(problem) }
    return stored.result
  }
}
