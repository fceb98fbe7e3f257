import Synchronization

/// A slice as all event loops see it: flags that each loop reads once per iteration of its own, and
/// what the loops report back.
final class SliceControl: Sendable {
  /// What to do.
  let slice: LoadSlice
  /// The slice's place among those of its session, from 0.
  let index: Int
  /// When the slice began.
  let start: Nanoseconds
  /// `start` less the active time of the slices before.
  let timelineOrigin: Nanoseconds
  /// When the measured window opens; `Nanoseconds.max` while that is not known.
  let opensAt = Atomic<Nanoseconds>(.max)
  /// When the measured window has its full length; it may close later.
  let fullAt = Atomic<Nanoseconds>(.max)
  /// When the measured window closes; `Nanoseconds.max` while that is not known.
  let closesAt = Atomic<Nanoseconds>(.max)
  private let cancellation: LoadCancellation
  /// Loops with counted work under way: until there are none, all keep up the load.
  let loopsWithCountedWork: Atomic<Int>
  /// Whether a loop gave up to wait for counted work.
  let loadEndedEarly = Atomic<Bool>(false)
  /// Loops that have not ended the slice.
  let loopsRunning: Atomic<Int>
  /// Sent by each loop that ends the slice.
  let loopEnded = Signal()
  /// What the loops that have ended counted; nil before the first.
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

  /// Takes what a loop counted, with which it ends the slice.
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

/// Whether a session has been called off.
final class LoadCancellation: Sendable {
  let isRequested = Atomic<Bool>(false)
}
