internal import Synchronization

/// The bodies that the connections of a load keep, up to a bound.
final class KeptBodies: Sendable {
  private let maximumBytes: Int
  private let bytes = Atomic<Int>(0)
  private let kept = Mutex<[KeptBody]>([])

  init(maximumBytes: Int) {
    self.maximumBytes = maximumBytes
  }

  /// Whether another body may fit.
  var hasRoom: Bool { bytes.load(ordering: .relaxed) < maximumBytes }

  /// Keeps a body, unless it goes beyond the bound.
  func keep(_ body: KeptBody) {
    let count = body.bytes.count
    guard count <= maximumBytes - bytes.load(ordering: .relaxed) else { return }
    bytes.add(count, ordering: .relaxed)
    kept.withLock { $0.append(body) }
  }

  /// The bodies, in the order of their URLs, which is the same in every run.
  var all: [KeptBody] { kept.withLock { $0 }.sorted { $0.url < $1.url } }
}
