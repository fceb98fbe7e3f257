import IIIF
package import Measuring
import IIIFBench
import Synchronization

/// Shows a running benchmark on the alternate screen of a terminal.
///
/// Each frame is drawn completely, in one write, for the current size of the terminal. The next frame
/// therefore repairs whatever other output or a resize has damaged. Other lines go through
/// ``note(_:)`` and are written after the view is closed.
package final class LiveView: ProgressDisplay {
  /// The size of a terminal.
  package struct Size: Hashable, Sendable {
    /// Columns.
    package var columns: Int
    /// Rows.
    package var rows: Int

    /// Creates a size.
    package init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }
  }

  private struct Screen {
    var state: LiveState
    var isOpen = false
    var isPaused = false
    var isFinished = false
    var lastDrawn = -Double.infinity
  }

  private static let secondsBetweenFrames = 0.1

  private let screen: Mutex<Screen>
  private let colour: Bool
  private let size: @Sendable () -> Size
  private let now: @Sendable () -> Double
  private let write: @Sendable (String) -> Void

  /// Creates a view.
  ///
  /// - Parameters:
  ///   - state: The state at the start.
  ///   - colour: Whether to use colour.
  ///   - size: The current size of the terminal.
  ///   - now: Seconds on a monotonic clock.
  ///   - write: Writes to the terminal.
  package init(
    _ state: LiveState, colour: Bool, size: @escaping @Sendable () -> Size,
    now: @escaping @Sendable () -> Double,
    write: @escaping @Sendable (String) -> Void
  ) {
    screen = Mutex(Screen(state: state))
    self.colour = colour
    self.size = size
    self.now = now
    self.write = write
  }

  /// Handles an event and draws, at most ten times per second.
  package func observe(_ event: RunEvent) {
    screen.withLock { screen in
      let time = now()
      screen.state.take(event, at: time)
      guard time - screen.lastDrawn >= Self.secondsBetweenFrames else { return }
      screen.lastDrawn = time
      draw(&screen)
    }
  }

  /// Shows a line, and writes it after the view is closed.
  package func note(_ line: String) {
    screen.withLock { screen in
      screen.state.note(line)
      draw(&screen)
    }
  }

  /// Draws again after a resize.
  package func redraw() {
    screen.withLock { if $0.isOpen { draw(&$0) } }
  }

  /// Leaves the alternate screen until ``resume()``.
  package func pause() {
    screen.withLock { screen in
      screen.isPaused = true
      close(&screen)
    }
  }

  /// Returns to the alternate screen.
  package func resume() {
    screen.withLock { screen in
      screen.isPaused = false
      draw(&screen)
    }
  }

  /// Leaves the alternate screen and writes the collected lines.
  ///
  /// Safe to call twice; later events draw nothing.
  package func finish() {
    screen.withLock { screen in
      guard !screen.isFinished else { return }
      screen.isFinished = true
      close(&screen)
      write(screen.state.messages.map { $0 + "\n" }.joined())
    }
  }

  private func close(_ screen: inout Screen) {
    guard screen.isOpen else { return }
    screen.isOpen = false
    write("\u{1B}[?25h\u{1B}[?1049l")
  }

  private func draw(_ screen: inout Screen) {
    guard !screen.isFinished, !screen.isPaused else { return }
    let enter = screen.isOpen ? "" : "\u{1B}[?1049h\u{1B}[?25l"
    screen.isOpen = true
    let size = size()
    let frame = LiveFrame(
      screen.state, width: size.columns, height: size.rows, colour: colour)
    let body = frame.lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n")
    write(enter + "\u{1B}[H" + body + "\u{1B}[J")
  }
}
