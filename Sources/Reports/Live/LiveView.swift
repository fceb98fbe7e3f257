import IIIF
package import Measuring
import IIIFBench
import Synchronization

/// Shows a running benchmark on a terminal, on a screen of its own that is taken away at the end.
///
/// The screen is drawn whole at every turn, in one write, from the size that the terminal has at
/// that moment: whatever somebody else writes or however the window is resized, the next turn puts
/// it right. Lines that others want to write go through ``note(_:)`` and come out when the view is
/// finished.
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
  ///   - colour: Whether the terminal takes colour.
  ///   - size: The terminal's size at the moment.
  ///   - now: Seconds on a clock that runs evenly.
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

  /// Takes note of an event and draws, at most ten times a second.
  package func observe(_ event: RunEvent) {
    screen.withLock { screen in
      let time = now()
      screen.state.take(event, at: time)
      guard time - screen.lastDrawn >= Self.secondsBetweenFrames else { return }
      screen.lastDrawn = time
      draw(&screen)
    }
  }

  /// Keeps a line for the time after the view, and shows it meanwhile.
  package func note(_ line: String) {
    screen.withLock { screen in
      screen.state.note(line)
      draw(&screen)
    }
  }

  /// Draws again, after the window has changed its size.
  package func redraw() {
    screen.withLock { if $0.isOpen { draw(&$0) } }
  }

  /// Gives the terminal back until ``resume()``.
  package func pause() {
    screen.withLock { screen in
      screen.isPaused = true
      close(&screen)
    }
  }

  /// Takes the terminal again.
  package func resume() {
    screen.withLock { screen in
      screen.isPaused = false
      draw(&screen)
    }
  }

  /// Gives the terminal back as it was and writes the lines that were kept.
  ///
  /// Safe to call twice; events that come later draw nothing.
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
