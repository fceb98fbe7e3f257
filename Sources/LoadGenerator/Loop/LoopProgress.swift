import HDRHistogram
import Synchronization

/// What one event loop reports of itself, once per iteration.
final class LoopProgress: Sendable {
  /// Iterations started in the slice.
  let started = Atomic<Int>(0)
  /// Iterations started in the slice's measured window.
  let startedInWindow = Atomic<Int>(0)
  /// Requests that ended within the window.
  let endedInWindow = Atomic<Int>(0)
  /// Whether each user has ended the iterations of the warm-up.
  let isWarm = Atomic<Bool>(false)
  /// Whether each user has ended an iteration that was started in the window.
  let hasFullRound = Atomic<Bool>(false)
  /// Valid answers of the session.
  let right = Atomic<Int>(0)
  /// Failures of the session.
  let wrong = Atomic<Int>(0)
  /// Sent once when the loop is made, or cannot be.
  let isMade = Signal()
  /// Whether the system had no memory for the loop.
  let hasFailed = Atomic<Bool>(false)
  /// What the loop measured, once the session has ended; nothing when it could not be started.
  let result = AtomicLazyReference<LoopResult>()
  /// How often a copy of the response times was asked for.
  let copiesWanted = Atomic<Int>(0)
  /// The last copy of the response times, and which request for one it answers.
  let copy = Mutex<(number: Int, responseTimes: LatencyHistogram?)>((0, nil))

  /// Forgets the slice before.
  func beginSlice() {
    started.store(0, ordering: .relaxed)
    startedInWindow.store(0, ordering: .relaxed)
    endedInWindow.store(0, ordering: .relaxed)
    isWarm.store(false, ordering: .relaxed)
    hasFullRound.store(false, ordering: .relaxed)
  }
}
