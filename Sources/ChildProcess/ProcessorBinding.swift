import Synchronization

/// The processors that programs may use while this process is bound to some of them.
package enum ProcessorBinding {
  private static let processors = Mutex<[Int]?>(nil)

  /// The processors of this process before it was bound; nil while it is not bound.
  package static var original: [Int]? { processors.withLock { $0 } }

  /// Records the processors of this process before it is bound; later calls have no effect.
  package static func remember(_ numbers: [Int]) {
    processors.withLock { $0 = $0 ?? numbers }
  }
}
