import CLinux
import Glibc

/// Waits for events of sockets with epoll.
final class Poller {
  /// The events that a socket is watched for, or that have occurred.
  struct Interest: OptionSet {
    let rawValue: UInt32
    static let read = Interest(rawValue: UInt32(EPOLLIN.rawValue) | UInt32(EPOLLRDHUP.rawValue))
    static let write = Interest(rawValue: UInt32(EPOLLOUT.rawValue))
    /// Edge-triggered: events are reported once, when they occur.
    static let edge = Interest(rawValue: UInt32(EPOLLET.rawValue))
    /// The server has closed its side.
    static let closing = Interest(rawValue: UInt32(EPOLLRDHUP.rawValue))
    static let broken = Interest(rawValue: UInt32(EPOLLERR.rawValue) | UInt32(EPOLLHUP.rawValue))
  }

  /// An event of a socket.
  struct Event {
    /// The tag with which the socket was added.
    var tag: UInt64
    /// The events that have occurred.
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

  /// Changes the watched events of a socket.
  func change(_ socket: Int32, to interest: Interest, tag: UInt64) {
    event_control(descriptor, EPOLL_CTL_MOD, socket, interest.rawValue, tag)
  }

  /// Stops watching a socket.
  func remove(_ socket: Int32) {
    event_control(descriptor, EPOLL_CTL_DEL, socket, 0, 0)
  }

  /// Waits for events and returns their number, 0 after the timeout.
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
