package import IIIFBench
import Foundation

/// The fingerprints of a run's source files, read once for each format that is asked for.
package actor DatasetFingerprints {
  private let dataset: Dataset
  private var known: [SourceFormat: SourceFingerprints] = [:]

  /// The fingerprints of the files of a dataset; nothing is read yet.
  package init(_ dataset: Dataset) {
    self.dataset = dataset
  }

  /// The files that servers are given in a format.
  ///
  /// - Throws: What Foundation throws for a file that cannot be read.
  package func sources(in format: SourceFormat) throws -> SourceFingerprints {
    if let sources = known[format] { return sources }
    let files = dataset.files.filter { $0.format == format }
    let sources = try SourceFingerprints(files: files.map { dataset.root.appending(path: $0.path) })
    known[format] = sources
    return sources
  }
}
