package import Results
package import Foundation
import Support

/// What a check found out: every operation once per server, version and source format, and the
/// levels that follow from that.
package struct ComplianceReport: Codable, Hashable, Sendable {
  /// The results, in the order in which the operations were put.
  package var results: [FeatureResult]
  /// The levels, one a server, version and source format.
  package var summaries: [ComplianceSummary]

  /// Creates a report.
  package init(results: [FeatureResult] = [], summaries: [ComplianceSummary] = []) {
    self.results = results
    self.summaries = summaries
  }

  /// Reads the JSON of a report.
  ///
  /// - Throws: ``StorageError`` when the file cannot be read or holds something else.
  package init(contentsOf url: URL) throws(StorageError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
    } catch let error as DecodingError {
      throw StorageError(path: url.path, detail: "it is no report of 'check --json': \(error)")
    } catch {
      throw StorageError(path: url.path, error: error)
    }
  }
}

extension ComplianceReport {
  /// The report with visible control characters in all texts.
  package var visible: ComplianceReport {
    VisibleText.copy(of: self, encoder: JSONEncoder(), decoder: JSONDecoder())
  }
}
