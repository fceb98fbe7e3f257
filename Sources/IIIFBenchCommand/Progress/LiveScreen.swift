import Measuring
import Dispatch
import Glibc
import IIIFBench
import Reports
import Synchronization

/// The live view on the terminal of standard error.
///
/// It adapts to the window's size and releases the terminal while the program is suspended (Ctrl-Z).
final class LiveScreen: ProgressDisplay {
  private let view: LiveView
  private let signals: Mutex<[any DispatchSourceSignal]>

  init(_ state: LiveState) {
    let view = LiveView(
      state, colour: Terminal.errorColour, size: { Terminal.errorSize }, now: monotonicSeconds,
      write: { standardError($0, terminator: "") })
    self.view = view
    signals = Mutex([
      Self.source(of: SIGWINCH) { view.redraw() },
      Self.source(of: SIGTSTP) {
        view.pause()
        kill(getpid(), SIGSTOP)
        view.resume()
      },
    ])
  }

  func observe(_ event: RunEvent) { view.observe(event) }

  func note(_ line: String) { view.note(line) }

  func finish() {
    signals.withLock { sources in sources.forEach { $0.cancel() } }
    signal(SIGTSTP, SIG_DFL)
    view.finish()
  }

  private static func source(
    of number: Int32, _ handler: @escaping @Sendable () -> Void
  ) -> sending any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler(handler: handler)
    source.resume()
    return source
  }
}
