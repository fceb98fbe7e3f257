package import IIIFBench
package import LoadGenerator

/// What was found out about a server right after one of its starts, before its cells were measured.
package struct StartRecord: Codable, Hashable, Sendable {
  /// The server's name, or `name@variant`.
  package var server: String
  /// The block, from 1.
  package var block: Int
  /// How long it takes to connect to it; nil when no connection was made.
  package var connectTime: ConnectTime?
  /// What was found out about its caches, by source format; formats that could not be checked are
  /// missing.
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

  /// What the reader of cells of a format must know, a sentence each.
  package func remarks(for format: SourceFormat, of descriptor: ServerDescriptor) -> [String] {
    guard caches.contains(where: { $0.format == format && $0.isCached }) else { return [] }
    let found = "Cached: a repeated URL costs the server less than half of what a fresh one does."
    guard let fixed = descriptor.fixedCaches else { return [found] }
    return ["\(found) Declared as not to be switched off: \(fixed.joined(separator: " "))"]
  }
}
