import CCurl
import CLinux
import Glibc

/// Waits for libcurl's sockets with a timeout in nanoseconds.
///
/// libcurl's own timeout is in milliseconds, which would delay every request of an open loop.
final class DeadlineTimer {
  private let descriptor = event_timer()

  deinit { close(descriptor) }

  /// Waits for a socket of the multi handle, or until the timeout.
  func poll(_ multi: UnsafeMutableRawPointer, for duration: Nanoseconds) {
    let milliseconds = Int32(min(duration / 1_000_000 + 1, 1_000_000))
    guard duration < 5_000_000, descriptor >= 0 else {
      curl_multi_poll(multi, nil, 0, milliseconds - 1, nil)
      return
    }
    event_timer_set(descriptor, duration)
    var extra = curl_waitfd(fd: descriptor, events: Int16(CURL_WAIT_POLLIN), revents: 0)
    curl_multi_poll(multi, &extra, 1, milliseconds, nil)
  }
}
