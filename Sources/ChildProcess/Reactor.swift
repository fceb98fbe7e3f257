import CLinux
import Glibc

/// Calls closures when descriptors are readable and when timers fire; used by one thread.
final class Reactor {
  /// Identifies a watched descriptor or a timer.
  typealias Key = UInt64

  private struct Watch {
    let descriptor: Int32
    let handler: () -> Void
  }

  private struct Timer {
    let deadline: ContinuousClock.Instant
    let handler: () -> Void
  }

  private static let capacity = 64

  /// The programs that have not ended.
  var supervisions: [Key: Supervision] = [:]
  private let epoll: Int32
  private let events: UnsafeMutablePointer<epoll_event>
  private var watches: [Key: Watch] = [:]
  private var timers: [Key: Timer] = [:]
  private var lastKey: Key = 0

  init(epoll: Int32) {
    self.epoll = epoll
    events = .allocate(capacity: Self.capacity)
  }

  deinit {
    close(epoll)
    events.deallocate()
  }

  /// A key that has not been used before.
  func newKey() -> Key {
    lastKey += 1
    return lastKey
  }

  /// Calls a closure whenever a descriptor is readable or closed by its other side.
  ///
  /// The closure must handle a descriptor that is not ready after all.
  ///
  /// - Returns: Nil if the system refuses.
  func watch(_ descriptor: Int32, _ handler: @escaping () -> Void) -> Key? {
    let key = newKey()
    let interest = UInt32(EPOLLIN.rawValue)
    guard event_control(epoll, EPOLL_CTL_ADD, descriptor, interest, key) == 0 else { return nil }
    watches[key] = Watch(descriptor: descriptor, handler: handler)
    return key
  }

  /// Stops watching a descriptor, which must still be open.
  func unwatch(_ key: Key) {
    guard let watch = watches.removeValue(forKey: key) else { return }
    _ = event_control(epoll, EPOLL_CTL_DEL, watch.descriptor, 0, 0)
  }

  /// Calls a closure once, after a time.
  @discardableResult
  func after(_ time: Duration, _ handler: @escaping () -> Void) -> Key {
    let key = newKey()
    timers[key] = Timer(deadline: .now + time, handler: handler)
    return key
  }

  /// Cancels a timer.
  func cancel(timer key: Key) {
    timers[key] = nil
  }

  /// Waits for events, at most until the next timer is due, and calls their closures.
  func wait() {
    let count = event_wait(epoll, events, Int32(Self.capacity), nanosecondsToWait)
    var index: Int32 = 0
    while index < count {
      // The closure of an earlier event may have ended this watch.
      watches[event_tag(events, index)]?.handler()
      index += 1
    }
    let now = ContinuousClock.now
    for (key, timer) in timers where timer.deadline <= now {
      if timers.removeValue(forKey: key) != nil { timer.handler() }
    }
  }

  private var nanosecondsToWait: Int64 {
    let hour: Int64 = 3_600_000_000_000
    guard let next = timers.values.map(\.deadline).min() else { return hour }
    let parts = (next - .now).components
    if parts.seconds >= 3600 { return hour }
    return max(0, parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000)
  }
}
