package import IIIFBench
package import LoadGenerator

/// The inspection of a server after one of its starts, before its cells are measured.
package struct StartRecord: Codable, Hashable, Sendable {
  /// The server's name, or `name@variant`.
  package var server: String
  /// The block, from 1.
  package var block: Int
  /// The time to connect; nil if no connection was made.
  package var connectTime: ConnectTime?
  /// The cache checks by source format, without those that could not be made.
  package var caches: [CacheCheck]

  /// Creates a record.
  package init(
    server: String, block: Int, connectTime: ConnectTime? = nil, caches: [CacheCheck] = []
  ) {
    self.server = server
    self.block = block
    self.connectTime = connectTime
    self.caches = caches
  }

  /// The median connect time in microseconds up to which a server counts as one on this machine.
  private static let longestLocalConnect = 200.0

  /// Whether the connect time is that of a server on this machine.
  package var isLocal: Bool {
    connectTime.map { $0.median <= Self.longestLocalConnect } ?? false
  }

  /// Remarks for the cells of a format, one sentence each.
  package func remarks(for format: SourceFormat, of descriptor: ServerDescriptor) -> [String] {
    guard caches.contains(where: { $0.format == format && $0.isCached }) else { return [] }
    let found = "Cached: a repeated URL costs the server less than half as much as a fresh one."
    guard let fixed = descriptor.fixedCaches else { return [found] }
    let reasons = fixed.joined(separator: " ")
    return ["\(found) The descriptor says that it cannot be switched off: \(reasons)"]
  }
}
