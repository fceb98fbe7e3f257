import Glibc

/// A time of the monotonic clock, or a duration, in nanoseconds.
typealias Nanoseconds = Int64

/// The clocks of a load.
enum Clock {
  /// The time of the monotonic clock.
  static func now() -> Nanoseconds { read(CLOCK_MONOTONIC) }

  /// The time of day in seconds since 1970.
  static func wallTime() -> Double { Double(read(CLOCK_REALTIME)) / 1e9 }

  /// The CPU time of the calling thread, user and system.
  static func threadCPU() -> Nanoseconds { read(CLOCK_THREAD_CPUTIME_ID) }

  /// Blocks the calling thread.
  static func sleep(_ duration: Nanoseconds) {
    guard duration > 0 else { return }
    var time = timespec(
      tv_sec: Int(duration / 1_000_000_000), tv_nsec: Int(duration % 1_000_000_000))
    nanosleep(&time, nil)
  }

  private static func read(_ clock: clockid_t) -> Nanoseconds {
    var time = timespec()
    clock_gettime(clock, &time)
    return Nanoseconds(time.tv_sec) &* 1_000_000_000 &+ Nanoseconds(time.tv_nsec)
  }
}

extension Duration {
  /// The duration in nanoseconds, limited to 73 years, so that sums with times do not overflow.
  var nanoseconds: Nanoseconds {
    let limit = Nanoseconds.max / 4
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? limit : min(limit, whole &+ attoseconds / 1_000_000_000)
  }
}
