import Synchronization

/// The bodies that a load keeps, up to a bound.
package final class KeptBodies: Sendable {
  private let maximumBytes: Int
  private let bytes = Atomic<Int>(0)
  private let kept = Mutex<[(body: KeptBody, parts: [[UInt8]])]>([])

  package init(maximumBytes: Int) {
    self.maximumBytes = maximumBytes
  }

  /// Whether another body may fit.
  package var hasRoom: Bool { bytes.load(ordering: .relaxed) < maximumBytes }

  /// Keeps the parts of a body unless the bound is exceeded.
  package func keep(_ parts: [[UInt8]], of body: KeptBody) {
    let count = parts.reduce(0) { $0 + $1.count }
    guard count <= maximumBytes - bytes.load(ordering: .relaxed) else { return }
    bytes.add(count, ordering: .relaxed)
    kept.withLock { $0.append((body, parts)) }
  }

  /// The bodies, in the order of their URLs, so that runs are alike.
  package var all: [KeptBody] {
    let kept = kept.withLock { $0 }
    return kept.map { body, parts in
      var body = body
      body.bytes = Array(parts.joined())
      return body
    }.sorted { $0.url < $1.url }
  }
}
