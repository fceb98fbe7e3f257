import Foundation
import Synchronization

/// Keeps a processor busy half of the time, in intervals of random length.
final class BusyNeighbour: Sendable {
  private let isStopped = Atomic(false)

  /// Starts.
  init() {
    Thread.detachNewThread { [self] in
      while !isStopped.load(ordering: .relaxed) {
        let end = ContinuousClock.now + .milliseconds(Int.random(in: 50...1500))
        while ContinuousClock.now < end, !isStopped.load(ordering: .relaxed) {}
        Thread.sleep(forTimeInterval: .random(in: 0.05...1.5))
      }
    }
  }

  /// Stops.
  func stop() { isStopped.store(true, ordering: .relaxed) }
}
