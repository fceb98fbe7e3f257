import HDRHistogram
import Synchronization

/// What all event loops of a load are told, and each looks at once a turn.
final class LoopControl: Sendable {
  /// When the measured window opens; `Nanoseconds.max` while that is not known.
  let opensAt = Atomic<Nanoseconds>(.max)
  /// When the measured window closes; `Nanoseconds.max` while that is not known.
  let closesAt = Atomic<Nanoseconds>(.max)
  /// Whether the load has been called off.
  let isCancelled = Atomic<Bool>(false)
}

/// What one event loop tells of itself, once a turn.
final class LoopProgress: Sendable {
  /// Iterations started.
  let started = Atomic<Int>(0)
  /// Iterations started in the measured window.
  let startedInWindow = Atomic<Int>(0)
  /// Right answers.
  let right = Atomic<Int>(0)
  /// Failures.
  let wrong = Atomic<Int>(0)
  /// Whether the loop has ended.
  let hasEnded = Atomic<Bool>(false)
  /// What the loop measured, once it has ended; nothing when it could not be started.
  let result = AtomicLazyReference<LoopResult>()
  /// How often a copy of the response times was asked for.
  let copiesWanted = Atomic<Int>(0)
  /// The last copy of the response times, and which request for one it answers.
  let copy = Mutex<(number: Int, responseTimes: LatencyHistogram?)>((0, nil))
}
