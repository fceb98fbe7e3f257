/// What a server holds at one moment besides CPU time and memory, over all of its processes.
package struct ServerHoldings: Codable, Hashable, Sendable {
  /// Open file descriptors; nil if they cannot be read.
  package var openFiles: Int?
  /// Threads; nil if they cannot be read.
  package var threads: Int?
  /// Files in its folder for temporary files; nil if they cannot be counted.
  package var temporaryFiles: Int?
  /// Their length in bytes.
  package var temporaryBytes: Int?
  /// Lines that it has written to its log; nil if they cannot be counted.
  package var logLines: Int?
  /// Bytes that it has written to its log.
  package var logBytes: Int?

  /// Creates a record.
  package init(
    openFiles: Int? = nil, threads: Int? = nil, temporaryFiles: Int? = nil,
    temporaryBytes: Int? = nil, logLines: Int? = nil, logBytes: Int? = nil
  ) {
    self.openFiles = openFiles
    self.threads = threads
    self.temporaryFiles = temporaryFiles
    self.temporaryBytes = temporaryBytes
    self.logLines = logLines
    self.logBytes = logBytes
  }
}

/// What a server held before and after the measurement of a cell.
package struct HoldingsChange: Codable, Hashable, Sendable {
  /// Before.
  package var before: ServerHoldings
  /// After.
  package var after: ServerHoldings

  /// The growth per request from which on something grows with the requests.
  private static let share = 0.5
  /// The smallest growth that is reported.
  private static let least = 20
  /// The bytes of log per request from which on they are reported.
  private static let muchLog = 500.0

  /// Creates a record.
  package init(before: ServerHoldings, after: ServerHoldings) {
    self.before = before
    self.after = after
  }

  /// Bytes of log per request; nil if they are not counted.
  package func logBytes(per requests: Int) -> Double? {
    guard requests > 0, let growth = growth(of: \.logBytes) else { return nil }
    return Double(growth) / Double(requests)
  }

  /// What grew with the requests of a cell, one sentence each; the growth includes the warm-up.
  ///
  /// Sentences have no figures, so that reports show one of them for all cells.
  package func remarks(requests: Int) -> [String] {
    guard requests > 0 else { return [] }
    let grown: [(growth: Int?, remark: String)] = [
      (growth(of: \.openFiles), "The server's open files grow with its requests."),
      (growth(of: \.threads), "The server's threads grow with its requests."),
      (growth(of: \.temporaryFiles), "The server leaves temporary files with its requests."),
      (
        logBytes(per: requests).flatMap { $0 < Self.muchLog ? nil : growth(of: \.logLines) },
        "The server writes more than \(Int(Self.muchLog)) bytes of log per request."
      ),
    ]
    return grown.filter { hasGrown($0.growth ?? 0, requests) }.map(\.remark)
  }

  private func hasGrown(_ growth: Int, _ requests: Int) -> Bool {
    growth >= Self.least && Double(growth) >= Self.share * Double(requests)
  }

  private func growth(of path: KeyPath<ServerHoldings, Int?>) -> Int? {
    guard let before = before[keyPath: path], let after = after[keyPath: path] else { return nil }
    return after - before
  }
}
