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
  /// The least growth that is reported.
  private static let least = 20

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
  package func remarks(requests: Int) -> [String] {
    guard requests > 0 else { return [] }
    let files = growth(of: \.temporaryFiles).flatMap { files in
      hasGrown(files, requests)
        ? "The server left \(files) temporary files (\(megabytes) MB) in the warm-up and "
          + "\(requests) measured requests."
        : nil
    }
    let counts = [(\ServerHoldings.openFiles, "open files"), (\.threads, "threads")]
      .compactMap { path, name -> String? in
        guard let growth = growth(of: path), hasGrown(growth, requests) else { return nil }
        return "The server had \(growth) more \(name) after the warm-up and \(requests) measured "
          + "requests, \(after[keyPath: path] ?? 0) in all."
      }
    return counts + [files, log(requests)].compactMap(\.self)
  }

  private func log(_ requests: Int) -> String? {
    guard let lines = growth(of: \.logLines), hasGrown(lines, requests),
      let bytes = logBytes(per: requests)
    else { return nil }
    let perRequest = (Double(lines) / Double(requests) * 10).rounded() / 10
    return "The server wrote \(perRequest) lines of log "
      + "(\(Int(bytes.rounded())) bytes) per measured request, warm-up included."
  }

  private var megabytes: String {
    let bytes = growth(of: \.temporaryBytes) ?? 0
    return String((Double(bytes) / 1e5).rounded() / 10)
  }

  private func hasGrown(_ growth: Int, _ requests: Int) -> Bool {
    growth >= Self.least && Double(growth) >= Self.share * Double(requests)
  }

  private func growth(of path: KeyPath<ServerHoldings, Int?>) -> Int? {
    guard let before = before[keyPath: path], let after = after[keyPath: path] else { return nil }
    return after - before
  }
}
