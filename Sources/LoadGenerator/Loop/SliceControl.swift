import Synchronization

/// A slice, shared by all event loops: flags that each loop reads in every iteration, and the sums that
/// the loops return.
final class SliceControl: Sendable {
  /// The parameters of the slice.
  let slice: LoadSlice
  /// The index of the slice in its session.
  let index: Int
  /// When the slice began.
  let start: Nanoseconds
  /// `start` minus the active time of earlier slices.
  let timelineOrigin: Nanoseconds
  /// When the measured window opens; `Nanoseconds.max` until it is known.
  let opensAt = Atomic<Nanoseconds>(.max)
  /// When the measured window reaches its full length; it may close later.
  let fullAt = Atomic<Nanoseconds>(.max)
  /// When the measured window closes; `Nanoseconds.max` until it is known.
  let closesAt = Atomic<Nanoseconds>(.max)
  /// Whether the slice has reached its time limit, and loops give up pending requests.
  let isAbandoned = Atomic<Bool>(false)
  private let cancellation: LoadCancellation
  /// The number of loops with pending counted work; all loops keep up the load until it is 0.
  let loopsWithCountedWork: Atomic<Int>
  /// Whether a loop stopped waiting for counted work.
  let loadEndedEarly = Atomic<Bool>(false)
  /// The number of loops that still run the slice.
  let loopsRunning: Atomic<Int>
  /// Sent by each loop that ends the slice.
  let loopEnded = Signal()
  /// The sums of the loops that have ended; nil before the first.
  let sums = Mutex<SliceSums?>(nil)

  init(
    slice: LoadSlice, index: Int = 0, start: Nanoseconds, timelineOrigin: Nanoseconds? = nil,
    loops: Int = 1, cancellation: LoadCancellation = LoadCancellation()
  ) {
    self.slice = slice
    self.index = index
    self.start = start
    self.timelineOrigin = timelineOrigin ?? start
    self.cancellation = cancellation
    loopsWithCountedWork = Atomic(loops)
    loopsRunning = Atomic(loops)
  }

  /// Ends the slice in one loop and adds its sums.
  func end(_ loop: SliceSums) {
    sums.withLock { sums in
      if sums == nil { sums = loop } else { sums?.add(loop) }
    }
    loopsRunning.subtract(1, ordering: .acquiringAndReleasing)
    loopEnded.send()
  }

  /// Whether the session has been cancelled.
  var isCancelled: Bool { cancellation.isRequested.load(ordering: .relaxed) }

  /// Whether all loops have ended the slice.
  var hasEnded: Bool { loopsRunning.load(ordering: .acquiring) == 0 }
}

/// Whether a session has been cancelled.
final class LoadCancellation: Sendable {
  let isRequested = Atomic<Bool>(false)
}
