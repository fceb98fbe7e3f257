package import IIIFBench
import Foundation

/// The fingerprints of a run's source files, computed once for each format that is used.
package actor DatasetFingerprints {
  private let dataset: Dataset
  private var known: [SourceFormat: SourceFingerprints] = [:]

  /// Creates the fingerprints of a dataset's files, which are read later.
  package init(_ dataset: Dataset) {
    self.dataset = dataset
  }

  /// The fingerprints of the files of a format.
  ///
  /// - Throws: Foundation's error if a file cannot be read.
  package func sources(in format: SourceFormat) throws -> SourceFingerprints {
    if format == .own { return .none }
    if let sources = known[format] { return sources }
    let files = dataset.files.filter { $0.format == format }
    let sources = try SourceFingerprints(files: files.map { dataset.root.appending(path: $0.path) })
    known[format] = sources
    return sources
  }
}
