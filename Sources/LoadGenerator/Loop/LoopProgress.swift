import HDRHistogram
import Synchronization

/// The progress of one event loop, which updates it in every iteration.
final class LoopProgress: Sendable {
  /// Iterations started in the slice.
  let started = Atomic<Int>(0)
  /// Iterations started in the measured window.
  let startedInWindow = Atomic<Int>(0)
  /// Requests that ended in the window.
  let endedInWindow = Atomic<Int>(0)
  /// Whether each user has completed the warm-up's iterations.
  let isWarm = Atomic<Bool>(false)
  /// Whether each user has ended an iteration that it started in the window.
  let hasFullRound = Atomic<Bool>(false)
  /// Valid answers of the session.
  let valid = Atomic<Int>(0)
  /// Failures of the session.
  let failed = Atomic<Int>(0)
  /// The longest response time of the session, including failures.
  let longest = Atomic<Nanoseconds>(0)
  /// Sent once the loop has been created, or could not be.
  let isCreated = Signal()
  /// Whether the loop could not be created.
  let hasFailed = Atomic<Bool>(false)
  /// The result of the loop, once the session has ended.
  let result = AtomicLazyReference<LoopResult>()
  /// The number of requested copies of the response times.
  let copiesRequested = Atomic<Int>(0)
  /// The last copy of the response times, and the number of the request that it answers.
  let copy = Mutex<(number: Int, responseTimes: LatencyHistogram?)>((0, nil))

  /// Reports that the loop could not be created.
  func fail() {
    hasFailed.store(true, ordering: .releasing)
    isCreated.send()
  }

  /// Resets the progress of the last slice.
  func beginSlice() {
    started.store(0, ordering: .relaxed)
    startedInWindow.store(0, ordering: .relaxed)
    endedInWindow.store(0, ordering: .relaxed)
    isWarm.store(false, ordering: .relaxed)
    hasFullRound.store(false, ordering: .relaxed)
  }
}
