import Synchronization

/// The processors that programs may use while this process is bound to a part of them.
package enum ProcessorBinding {
  private static let processors = Mutex<[Int]?>(nil)

  /// What this process could use before it was bound; nil while it is not bound.
  package static var original: [Int]? { processors.withLock { $0 } }

  /// Remembers, once, what this process can use before it is bound.
  package static func remember(_ numbers: [Int]) {
    processors.withLock { $0 = $0 ?? numbers }
  }
}
