import CLinux
import Glibc

/// Waits for sockets, by epoll.
final class Poller {
  /// What a socket is watched for, or has got.
  struct Interest: OptionSet {
    let rawValue: UInt32
    static let read = Interest(rawValue: UInt32(EPOLLIN.rawValue) | UInt32(EPOLLRDHUP.rawValue))
    static let write = Interest(rawValue: UInt32(EPOLLOUT.rawValue))
    /// Told once when it changes, not at every wait as long as it lasts.
    static let edge = Interest(rawValue: UInt32(EPOLLET.rawValue))
    /// The other side writes no more.
    static let closing = Interest(rawValue: UInt32(EPOLLRDHUP.rawValue))
    static let broken = Interest(rawValue: UInt32(EPOLLERR.rawValue) | UInt32(EPOLLHUP.rawValue))
  }

  /// Something that happened on a socket.
  struct Event {
    /// The number that the socket was added with.
    var tag: UInt64
    /// What can be done now.
    var ready: Interest
  }

  private let descriptor: Int32
  private let events: UnsafeMutablePointer<epoll_event>
  private let capacity = 256

  init?() {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    events = .allocate(capacity: capacity)
  }

  deinit {
    close(descriptor)
    events.deallocate()
  }

  /// Watches a socket.
  func add(_ socket: Int32, for interest: Interest, tag: UInt64) {
    event_control(descriptor, EPOLL_CTL_ADD, socket, interest.rawValue, tag)
  }

  /// Watches a socket for something else.
  func change(_ socket: Int32, to interest: Interest, tag: UInt64) {
    event_control(descriptor, EPOLL_CTL_MOD, socket, interest.rawValue, tag)
  }

  /// Watches a socket no more.
  func remove(_ socket: Int32) {
    event_control(descriptor, EPOLL_CTL_DEL, socket, 0, 0)
  }

  /// Waits for events; the number of them, 0 when the time is over.
  func wait(_ duration: Nanoseconds) -> Int {
    Int(max(0, event_wait(descriptor, events, Int32(capacity), max(0, duration))))
  }

  /// One of the events of the last wait.
  func event(_ index: Int) -> Event {
    Event(
      tag: event_tag(events, Int32(index)),
      ready: Interest(rawValue: event_mask(events, Int32(index))))
  }
}
