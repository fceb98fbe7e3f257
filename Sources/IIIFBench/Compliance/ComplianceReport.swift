public import Foundation

/// What a check found out: every operation once per server, version and source format, and the
/// levels that follow from that.
public struct ComplianceReport: Codable, Hashable, Sendable {
  /// The results, in the order in which the operations were put.
  public var results: [FeatureResult]
  /// The levels, one a server, version and source format.
  public var summaries: [ComplianceSummary]

  /// Creates a report.
  public init(results: [FeatureResult] = [], summaries: [ComplianceSummary] = []) {
    self.results = results
    self.summaries = summaries
  }

  /// Reads the JSON of a report.
  ///
  /// - Throws: ``StorageError`` when the file cannot be read or holds something else.
  public init(contentsOf url: URL) throws(StorageError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
    } catch let error as DecodingError {
      throw StorageError(path: url.path, detail: "it is no report of 'check --json': \(error)")
    } catch {
      throw StorageError(path: url.path, error: error)
    }
  }
}
